import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Rule } from "../../accounts/rules.ts";
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
  rule: Rule;
  value: Addresses;
  onChange: (value: Addresses) => void;
  error?: string;
};

/** Addresses that were added, and the one that stands in the field: whoever saves means that one, too. */
export type Addresses = { added: string[]; typed: string };

export const addressesOf = (added: string[]): Addresses => ({ added, typed: "" });

/** All that are meant, as they are saved. */
export function allOf({ added, typed }: Addresses): string[] {
  const last = cleaned(typed);
  return last === "" || added.includes(last) ? added : [...added, last];
}

/** Nothing in the field, or what is right. */
export const typedIs =
  (rule: Rule): Rule =>
  (value) => {
    const last = cleaned((value as Addresses).typed);
    return last === "" ? null : rule(last);
  };

/** A whole domain is written with its @ or without. */
const cleaned = (typed: string) => typed.trim().toLowerCase().replace(/^@/, "");

/**
 * A list of addresses, each added by itself, so that a slip is seen at the one it is in. What is only typed stays in the
 * field until the form is saved: a list that grew as the field is left would take the button from under the pointer.
 */
export function AddressList({ before = "", rule, value, onChange, error, ...words }: Props) {
  const { t } = useTexts();
  const [tried, setTried] = useState(false);
  const { added, typed } = value;
  const fault = tried ? rule(cleaned(typed)) : null;

  function add() {
    setTried(true);
    if (rule(cleaned(typed))) return;
    onChange(addressesOf(allOf(value)));
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
          value={typed}
          onChange={(typed) => onChange({ added, typed })}
          onKeyDown={onKeyDown}
          error={fault ? t(fault.key, fault.count === undefined ? undefined : { count: fault.count }) : error}
        />
        <Button icon={Plus} onPress={add} aria-label={words.add}>
          {t("inboxes.add")}
        </Button>
      </div>
      {added.length > 0 && (
        <ul className={styles.addresses} aria-label={words.label}>
          {added.map((address) => (
            <li key={address} className={fieldStyles.tag}>
              <bdi className={fieldStyles.tagName}>
                {before}
                {address}
              </bdi>
              <IconButton
                size="s"
                icon={X}
                label={t("inboxes.takeAway", { address: `${before}${address}` })}
                onPress={() => onChange({ added: added.filter((one) => one !== address), typed })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
