import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { listCustomers } from "../../../contract/customers.ts";
import type { MailAddress } from "../../../contract/mail.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { keyOf, looksLikeAddress } from "./choice.ts";
import styles from "./RecipientFields.module.css";

type Props = {
  label: string;
  brand: string;
  known: readonly MailAddress[];
  autoFocus?: boolean;
  onAdd: (person: MailAddress) => void;
  onRemoveLast: () => void;
};

/** Where an address is typed: the people of the matter and the brand's customers are offered; Enter or a comma takes it. */
export function AddressInput({ label, brand, known, autoFocus, onAdd, onRemoveLast }: Props) {
  const { t } = useTexts();
  const listId = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [isWrong, setWrong] = useState(false);
  const wanted = text.trim().toLowerCase();
  const { data: customers } = useQuery({
    queryKey: ["customers", "to-add", brand, wanted],
    queryFn: ({ signal }) => call(listCustomers, { query: { brand, text: wanted, limit: 6 } }, { signal }),
    enabled: wanted.length >= 2,
    staleTime: 30_000,
  });
  const offered = wanted
    ? unique([
        ...known.filter((one) => `${one.name} ${one.address}`.toLowerCase().includes(wanted)),
        ...(customers?.items ?? []).flatMap(({ name, email }) => (email ? [{ name, address: email }] : [])),
      ]).slice(0, 6)
    : [];
  const chosen = offered[Math.min(active, offered.length - 1)];

  function take(person: MailAddress | undefined) {
    if (!person || !looksLikeAddress(person.address)) return setWrong(text.trim() !== "");
    onAdd(person);
    setText("");
    setActive(0);
    setWrong(false);
  }
  const typed = () => (looksLikeAddress(text) ? { name: "", address: text.trim() } : chosen);

  return (
    <span className={styles.input}>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-activedescendant={offered.length > 0 ? `${listId}-${active}` : undefined}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${listId}-wrong` : undefined}
        autoComplete="off"
        inputMode="email"
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it was opened by a press, to type here
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => {
          const value = event.target.value;
          if (/[,;]\s*$/.test(value)) return take({ name: "", address: value.replace(/[,;]\s*$/, "") });
          setText(value);
          setActive(0);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setActive(Math.min(active + 1, offered.length - 1));
          else if (event.key === "ArrowUp") setActive(Math.max(0, active - 1));
          else if (event.key === "Enter") take(active > 0 ? chosen : typed());
          else if (event.key === "Backspace" && text === "") return onRemoveLast();
          else return;
          event.preventDefault();
        }}
        onBlur={() => {
          // What was typed to the end is meant; half an address is left to be seen.
          if (looksLikeAddress(text)) take({ name: "", address: text.trim() });
          else setWrong(text.trim() !== "");
        }}
      />
      {offered.length > 0 && (
        <div id={listId} role="listbox" aria-label={t("recipients.suggestions")} className={styles.offered}>
          {offered.map((one, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={one.address}
              id={`${listId}-${at}`}
              role="option"
              className={styles.offer}
              aria-selected={at === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <bdi>{one.name || one.address}</bdi>
              {one.name && <bdi className={styles.address}>{one.address}</bdi>}
            </div>
          ))}
        </div>
      )}
      {isWrong && (
        <span id={`${listId}-wrong`} className={styles.wrong} role="alert">
          {t("recipients.notAddress")}
        </span>
      )}
    </span>
  );
}

const unique = (people: MailAddress[]) => [
  ...new Map(people.map((one) => [keyOf(one.address), one])).values(),
];
