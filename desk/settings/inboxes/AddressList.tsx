import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Fault } from "../../accounts/rules.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import fieldStyles from "../fields.module.css";
import styles from "./inboxes.module.css";

type Props = {
  label: string;
  description: string;
  placeholder: string;
  add: string;
  /** What stands before each, such as the @ of a domain. */
  before?: string;
  rule: (value: string) => Fault;
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
};

/** A list of addresses, each added by itself, so that a slip is seen at the one it is in. */
export function AddressList({ before = "", rule, value, onChange, error, ...words }: Props) {
  const { t } = useTexts();
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const clean = next
    .trim()
    .toLowerCase()
    .replace(before && /^@/, "");
  const fault = tried ? rule(clean) : null;

  function add() {
    setTried(true);
    if (rule(clean)) return;
    if (!value.includes(clean)) onChange([...value, clean]);
    setNext("");
    setTried(false);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }
  return (
    <div>
      <div className={fieldStyles.addRow}>
        <TextField
          label={words.label}
          description={words.description}
          placeholder={words.placeholder}
          direction="ltr"
          value={next}
          onChange={setNext}
          onKeyDown={onKeyDown}
          // Whoever goes on to save has forgotten the button, not the address.
          onBlur={() => !rule(clean) && add()}
          error={fault ? t(fault.key, fault.count === undefined ? undefined : { count: fault.count }) : error}
        />
        <Button icon={Plus} onPress={add} aria-label={words.add}>
          {t("inboxes.add")}
        </Button>
      </div>
      {value.length > 0 && (
        <ul className={styles.addresses} aria-label={words.label}>
          {value.map((address) => (
            <li key={address} className={fieldStyles.tag}>
              <bdi className={fieldStyles.tagName}>
                {before}
                {address}
              </bdi>
              <IconButton
                size="s"
                icon={X}
                label={t("inboxes.takeAway", { address: `${before}${address}` })}
                onPress={() => onChange(value.filter((one) => one !== address))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
