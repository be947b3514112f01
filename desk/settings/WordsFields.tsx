import { Languages } from "lucide-react";
import { type Locale, localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea, TextField } from "../ui/TextField.tsx";
import styles from "./WordsFields.module.css";
import { lacking, type Words } from "./words-by.ts";

type PickProps = {
  locales: readonly Locale[];
  value: Locale;
  onChange: (locale: Locale) => void;
  /** All the words that are written in these languages, to say where some are missing. */
  of: readonly Words[];
};

/** In which language the words below are written; says which languages lack some that others have. */
export function LanguagePick({ locales, value, onChange, of }: PickProps) {
  const { t } = useTexts();
  if (locales.length < 2) return null;
  return (
    <RadioGroup<Locale>
      label={t("words.language")}
      look="chips"
      options={locales.map((locale) => {
        const count = lacking(of, locale);
        const name = localeNames[locale];
        return { id: locale, label: count > 0 ? t("words.languageLacks", { language: name, count }) : name };
      })}
      value={value}
      onChange={onChange}
    />
  );
}

type FieldProps = {
  label: string;
  locale: Locale;
  value: Words;
  onChange: (words: Words) => void;
  /** More than one makes it a field of several lines. */
  rows?: number;
  maxLength: number;
  description?: string;
  /** What stands there as long as nothing is written. */
  placeholder?: string;
  error?: string;
  isReadOnly?: boolean;
  autoFocus?: boolean;
};

/** Words in one of their languages. Where others have some and this one has not, it says so. */
export function WordsField({ label, locale, value, onChange, rows = 1, ...field }: FieldProps) {
  const { t } = useTexts();
  const lacks = lacking([value], locale) > 0;
  const shared = {
    ...field,
    label,
    value: value[locale] ?? "",
    onChange: (text: string) => {
      const { [locale]: _former, ...rest } = value;
      onChange(text ? { ...rest, [locale]: text } : rest);
    },
    placeholder: field.placeholder ?? Object.values(value).find(Boolean),
  };
  return (
    <div lang={locale} className={styles.field}>
      {rows > 1 ? <TextArea {...shared} rows={rows} /> : <TextField {...shared} />}
      {lacks && (
        <Badge tone="due" look="plain" icon={Languages}>
          {t("words.lacks", { language: localeNames[locale] })}
        </Badge>
      )}
    </div>
  );
}
