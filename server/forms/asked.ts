import type { AskedForm, FormField } from "../../contract/forms.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { FormRow } from "./read.ts";

/** Words in a language; where they are missing, in the second, else in the first there are. */
export function inWords(words: Partial<Record<Locale, string>>, locale: Locale, second: Locale): string {
  return [locale, second, ...locales].map((one) => words[one]).find(Boolean) ?? "";
}

/** A form as it is asked in one language. */
export function askedForm(form: FormRow, locale: Locale, second: Locale): AskedForm {
  const say = (words: Partial<Record<Locale, string>>) => inWords(words, locale, second);
  return {
    id: form.id,
    key: form.key,
    locale,
    name: say(form.names),
    introduction: say(form.introductions),
    fields: form.fields.map((field: FormField) => ({
      key: field.key,
      kind: field.kind,
      label: say(field.labels),
      hint: say(field.hints),
      required: field.required,
      choices: field.choices.map(({ key, names }) => ({ key, label: say(names) })),
      when: field.when,
      files: field.files,
    })),
  };
}
