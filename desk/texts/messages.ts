import {
  type Formatters,
  type FormatXMLElementFn,
  IntlMessageFormat,
  type PrimitiveType,
} from "intl-messageformat";
import type en from "../../locales/en.json";
import { kept } from "./formats.ts";
import { type Direction, directionOfLocale, type Locale } from "./locales.ts";

export type TextKey = keyof typeof en;
export type Catalogue = Record<string, string>;
export type Args = Record<string, PrimitiveType>;
type Marks<Node> = Record<string, PrimitiveType | Node | FormatXMLElementFn<Node>>;

// One file per language, each its own chunk: a desk in Arabic never loads the Russian words.
const files: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => import("../../locales/en.json"),
  ru: () => import("../../locales/ru.json"),
  uk: () => import("../../locales/uk.json"),
  zh: () => import("../../locales/zh.json"),
  ar: () => import("../../locales/ar.json"),
};

const loading = new Map<Locale, Promise<Catalogue>>();

/** The catalogue of a language; the same promise each time, until a load that failed is asked for again. */
export function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const known = loading.get(locale);
  if (known) return known;
  const coming = files[locale]().then((file) => file.default);
  loading.set(locale, coming);
  coming.catch(() => loading.delete(locale));
  return coming;
}

/** Says a text of the catalogue. Messages are parsed at first use and kept. */
export function speaker(locale: Locale, catalogue: Catalogue, timeZone?: string) {
  const compiled = new Map<string, IntlMessageFormat>();
  const formatters = formattersIn(timeZone);
  const dir = directionOfLocale(locale);

  function message(key: string): IntlMessageFormat {
    const known = compiled.get(key);
    if (known) return known;
    const fresh = new IntlMessageFormat(catalogue[key] ?? key, locale, undefined, { formatters });
    compiled.set(key, fresh);
    return fresh;
  }

  return {
    t(key: TextKey, args?: Args): string {
      if (!args) return String(message(key).format());
      return String(message(key).format(isolate(args, dir)));
    },
    rich<Node>(key: TextKey, marks: Marks<Node>): string | Node | (string | Node)[] {
      return message(key).format<Node>(isolate(marks, dir));
    },
  };
}

/** The formats a message asks for by itself, kept between messages and set to the reader's time zone. */
function formattersIn(timeZone: string | undefined): Formatters {
  const numbers = new Map<string, Intl.NumberFormat>();
  const plurals = new Map<string, Intl.PluralRules>();
  return {
    getNumberFormat: (locales, options) =>
      kept(numbers, options, () => new Intl.NumberFormat(locales, options as Intl.NumberFormatOptions)),
    getDateTimeFormat: (locales, options) => new Intl.DateTimeFormat(locales, { timeZone, ...options }),
    getPluralRules: (locales, options) =>
      kept(plurals, options, () => new Intl.PluralRules(locales, options)),
  };
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Greek}]/u;

/**
 * A name written the other way would pull the punctuation after it to the wrong side, so it is fenced by
 * FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. Names that run with the sentence are left as they are.
 */
function isolate<Value>(args: Record<string, Value>, dir: Direction): Record<string, Value> {
  const against = dir === "rtl" ? leftToRight : rightToLeft;
  let fenced: Record<string, Value> | null = null;
  for (const [name, value] of Object.entries(args)) {
    if (typeof value !== "string" || !against.test(value)) continue;
    fenced ??= { ...args };
    fenced[name] = `\u2068${value}\u2069` as Value;
  }
  return fenced ?? args;
}
