import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { Select } from "../ui/Select.tsx";

type Props = {
  label: string;
  description?: string;
  value: Locale;
  onChange: (locale: Locale) => void;
  isDisabled?: boolean;
};

/** Each language by its own name. */
export function LanguageField(props: Props) {
  return (
    <Select {...props} options={locales.map((locale) => ({ id: locale, label: localeNames[locale] }))} />
  );
}
