import type { FieldValue } from "../../contract/conversations.ts";
import type { FormAnswers, FormField } from "../../contract/forms.ts";
import type { Locale } from "../../contract/languages.ts";
import type { LineSettings } from "../../contract/lines.ts";
import { previewOf } from "../conversations/index.ts";
import { faultOf } from "../lines/index.ts";
import { text } from "../texts.ts";
import { inWords } from "./asked.ts";
import type { FormRow } from "./read.ts";

/**
 * What was answered as a message: the longest words first, as they were written, then the other answers by their labels,
 * in the language of the page. What goes into fields of the line stands here too: fields are changed by people later,
 * and what the customer said is what they said.
 */
export function toldBy(
  form: Pick<FormRow, "names" | "fields">,
  values: FormAnswers,
  locale: Locale,
  second: Locale,
): { subject: string; text: string } {
  const say = (words: Partial<Record<Locale, string>>) => inWords(words, locale, second);
  const answered = form.fields.filter(({ key }) => values[key] !== undefined);
  const main = answered.find(({ kind }) => kind === "long_text");
  const titled = answered.find(({ key, kind }) => key === "subject" && kind === "short_text");
  const lines = answered
    .filter((field) => field !== main && field !== titled)
    .map((field) =>
      text(locale, "form.told.line", {
        label: say(field.labels),
        answer: wordsOf(field, values[field.key]!, locale, say),
      }),
    );
  const words = main ? String(values[main.key]) : "";
  const name = say(form.names);
  return {
    subject: String((titled && values[titled.key]) ?? "") || previewOf(words).slice(0, 80) || name,
    text: [words, lines.join("\n")].filter(Boolean).join("\n\n") || name,
  };
}

function wordsOf(
  field: FormField,
  value: string | string[],
  locale: Locale,
  say: (words: Partial<Record<Locale, string>>) => string,
): string {
  const named = (key: string) => {
    const choice = field.choices.find((one) => one.key === key);
    return choice ? say(choice.names) : key;
  };
  if (typeof value !== "string")
    return new Intl.ListFormat(locale, { type: "unit", style: "long" }).format(value.map(named));
  if (field.kind === "yes_no") return text(locale, value === "yes" ? "form.yes" : "form.no");
  if (field.kind === "date")
    return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(`${value}T00:00:00Z`),
    );
  return field.choices.length ? named(value) : value;
}

/** What goes into the fields of the line; what does not fit them stands in the message alone. */
export function fieldsFrom(
  form: Pick<FormRow, "fields">,
  values: FormAnswers,
  line: Pick<LineSettings, "fields"> | undefined,
): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const { key, into } of form.fields) {
    const field = line?.fields.find((one) => one.key === into);
    const value = values[key];
    if (!field || value === undefined) continue;
    const fitting = fitted(field, value);
    if (faultOf(field, fitting) === null) fields[field.key] = fitting;
  }
  return fields;
}

function fitted({ kind }: LineSettings["fields"][number], value: string | string[]): FieldValue {
  const plain = typeof value === "string" ? value : value.join(", ");
  if (kind === "number") return Number(plain);
  if (kind === "yes_no") return plain === "yes" ? true : plain === "no" ? false : plain;
  return plain.slice(0, 2000);
}
