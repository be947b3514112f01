import { ChevronDown, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation, FieldValue } from "../../contract/conversations.ts";
import type { Field } from "../../contract/lines.ts";
import { ownName } from "../app/line-words.ts";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Details.module.css";
import { FieldBox } from "./FieldBox.tsx";
import { fieldsFor, isFilled } from "./field-values.ts";
import { useAsked } from "./missing-fields.ts";

type Props = { conversation: Conversation; isFixed: boolean };

/** What the line asks to be written down about a matter, folded to one line until somebody writes. */
export function Details({ conversation, isFixed }: Props) {
  const { t, locale } = useTexts();
  const { id, line, intent, fields: values } = conversation;
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const asked = useAsked(id);
  const known = useLines().find((each) => each.line === line)?.fields ?? [];
  const fields = fieldsFor(known, intent);
  const nameOf = (field: { key: string; names: Field["names"] }) => ownName(field.names, locale) ?? field.key;
  const wanted = new Set(asked?.fields.filter((key) => !isFilled(values[key])));

  useEffect(() => {
    if (!asked) return;
    setOpen(true);
    // After the fields are drawn.
    requestAnimationFrame(() => {
      const first = asked.fields
        .map((key) => box.current?.querySelector(`[data-field="${key}"]`))
        .find(Boolean);
      first?.querySelector<HTMLElement>("input, button")?.focus();
    });
  }, [asked]);

  if (fields.length === 0) return null;
  return (
    <section ref={box} className={styles.details} aria-label={t("details")}>
      <Button className={styles.fold} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        <span className={styles.title}>{t("details")}</span>
        {!isOpen && (
          <span className={styles.summary}>
            {fields.map((field) => (
              <span
                key={field.key}
                className={styles.fact}
                data-empty={!isFilled(values[field.key]) || undefined}
              >
                <bdi className={styles.name}>{nameOf(field)}</bdi>{" "}
                <bdi>
                  <Said field={field} value={values[field.key]} />
                </bdi>
              </span>
            ))}
          </span>
        )}
      </Button>
      {isOpen && (
        <div className={styles.fields}>
          {fields.map((field) => (
            <FieldBox
              key={field.key}
              conversation={conversation}
              field={field}
              nameOf={nameOf}
              isFixed={isFixed}
              isWanted={wanted.has(field.key)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Said({ field, value }: { field: Field; value: FieldValue | undefined }) {
  const { t, locale, number, dateTime } = useTexts();
  if (!isFilled(value)) return "–";
  switch (field.kind) {
    case "yes_no":
      return t(value ? "details.yes" : "details.no");
    case "number":
      return number(Number(value));
    case "date":
      // Noon, so that the day stays the day in every zone.
      return dateTime(`${value}T12:00:00`, "date");
    case "choice": {
      const choice = field.choices.find(({ key }) => key === value);
      return (choice && ownName(choice.names, locale)) ?? String(value);
    }
    case "text":
      return String(value);
  }
}
