import type en from "../../locales/en.json";

type TextKey = Extract<keyof typeof en, `widget.${string}`>;
type Values = Record<string, string | number>;
type Forms = Record<string, string>;
type Text = string | ((v: Values, plural: typeof pluralOf, number: typeof numberOf) => string);

// The compiler of the texts writes the number of a text where its key stands in our sources.
const modules: Record<string, () => Promise<{ default: Text[] }>> = {
  en: () => import("virtual:frame-texts/en"),
  ru: () => import("virtual:frame-texts/ru"),
  uk: () => import("virtual:frame-texts/uk"),
  zh: () => import("virtual:frame-texts/zh"),
  ar: () => import("virtual:frame-texts/ar"),
};

/** Each language by its own name. */
export const localeNames: Record<string, string> = {
  en: "English",
  ru: "Русский",
  uk: "Українська",
  zh: "中文",
  ar: "العربية",
};

let texts: Text[] = [];
let plurals: Intl.PluralRules;
let numbers: Intl.NumberFormat;
export let locale = "en";

/** Takes in the words of a language and turns the page its way; its file is fetched once. */
export async function speak(wanted: string): Promise<void> {
  const next = modules[wanted] ? wanted : "en";
  texts = (await modules[next]!()).default;
  locale = next;
  plurals = new Intl.PluralRules(next);
  numbers = new Intl.NumberFormat(next);
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
}

const numberOf = (value: string | number) => numbers.format(Number(value));
const pluralOf = (count: string | number, forms: Forms) =>
  forms[`=${count}`] ?? forms[plurals.select(Number(count))] ?? forms.other!;

/** The words for a key; `values` fill the places they name. */
export function t(key: TextKey, values: Values = {}): string {
  const text = texts[key as unknown as number]!;
  return typeof text === "function" ? text(values, pluralOf, numberOf) : text;
}
