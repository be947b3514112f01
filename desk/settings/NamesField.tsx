import { useState } from "react";
import type { Names } from "../../contract/lines.ts";
import { localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./fields.module.css";

type Props = {
  label: string;
  value: Names;
  onChange: (names: Names) => void;
  description?: string;
  /** What stands where nothing is written. */
  placeholder?: string;
  error?: string;
  /** So long it may be. */
  maxLength?: number;
  /** The other languages stand open from the start. */
  open?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
};

/** A word of the workspace: in the reader's language, and in the others behind a press. */
export function NamesField({ label, value, onChange, open, maxLength = 60, ...field }: Props) {
  const { t, locale } = useTexts();
  const [isOpen, setOpen] = useState(open ?? false);
  const others = locales.filter((each) => each !== locale);
  const said = others.filter((each) => value[each]).length;
  const write = (to: (typeof locales)[number], text: string) => {
    const { [to]: _former, ...rest } = value;
    onChange(text ? { ...rest, [to]: text } : rest);
  };
  return (
    <div className={styles.names}>
      <TextField
        {...field}
        label={label}
        maxLength={maxLength}
        value={value[locale] ?? ""}
        onChange={(text) => write(locale, text)}
      />
      {isOpen ? (
        <div className={styles.otherNames}>
          {others.map((each) => (
            <TextField
              key={each}
              label={localeNames[each]}
              maxLength={maxLength}
              isDisabled={field.isDisabled}
              value={value[each] ?? ""}
              onChange={(text) => write(each, text)}
            />
          ))}
        </div>
      ) : (
        <div>
          <Button size="s" kind="quiet" onPress={() => setOpen(true)}>
            {t("settings.lines.otherNames", { count: said })}
          </Button>
        </div>
      )}
    </div>
  );
}
