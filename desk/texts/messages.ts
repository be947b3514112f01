import type en from "../../locales/en.json";
import { icu, type Part, readMessage, type Value, type Values } from "./icu.ts";
import { type Direction, directionOfLocale, type Locale } from "./locales.ts";

export type TextKey = keyof typeof en;
export type Catalogue = Record<string, string>;
export type Args = Record<string, Value>;

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

/** Says the texts of a catalogue. Each is read at its first use and kept. */
export function speaker(locale: Locale, catalogue: Catalogue, timeZone?: string) {
  const read = new Map<string, Part[]>();
  const say = icu(locale, timeZone);
  const dir = directionOfLocale(locale);

  function message(key: string): Part[] {
    const known = read.get(key);
    if (known) return known;
    const fresh = readMessage(catalogue[key] ?? key);
    read.set(key, fresh);
    return fresh;
  }

  return {
    t: (key: TextKey, args: Args = {}): string => say<string>(message(key), isolate(args, dir)).join(""),
    rich: <Node>(key: TextKey, values: Values<Node>): (string | Node)[] =>
      say(message(key), isolate(values, dir)),
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
