import { IntlMessageFormat } from "intl-messageformat";
import { type Locale, locales } from "../contract/languages.ts";
import ar from "../locales/ar.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import ru from "../locales/ru.json" with { type: "json" };
import uk from "../locales/uk.json" with { type: "json" };
import zh from "../locales/zh.json" with { type: "json" };
import type { Caller } from "./caller.ts";

const catalogues: Record<Locale, Record<string, string>> = { en, ru, uk, zh, ar };
export type TextKey = keyof typeof en;

const compiled = new Map<string, IntlMessageFormat>();

/** The words for `key` in a person's language. `values` fill the places the text names. */
export function text(locale: Locale, key: TextKey, values?: Record<string, string | number>): string {
  const id = `${locale} ${key}`;
  let message = compiled.get(id);
  if (!message) {
    message = new IntlMessageFormat(catalogues[locale][key]!, locale, undefined, { ignoreTag: true });
    compiled.set(id, message);
  }
  return String(message.format(values));
}

/** A time as people of a language write it, by the clock of a zone. */
export const timeText = (locale: Locale, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);

/** The language of whoever sent a request: the one a person chose, else what is asked for, else the workspace's. */
export function localeOf(request: {
  caller: Pick<Caller, "kind" | "locale"> | null;
  headers: { "accept-language"?: string };
}): Locale {
  const { caller, headers } = request;
  if (caller && (caller.kind === "agent" || !headers["accept-language"])) return caller.locale;
  return localeFrom(headers["accept-language"]);
}

/** What is wrong with a field: our own codes in words, a shape's words as they are. */
export const fieldWords = (locale: Locale, message: string): string =>
  knownText(locale, `field.${message}`) ?? message;

/** The words for what may have none of ours. */
export const knownText = (
  locale: Locale,
  key: string,
  values?: Record<string, string | number>,
): string | null => (key in en ? text(locale, key as TextKey, values) : null);

/** The best of our languages for an `Accept-Language` header; English when none fits. */
export function localeFrom(header: string | undefined): Locale {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const quality = rest.find((one) => one.trim().startsWith("q="));
      return {
        language: tag.toLowerCase().split("-")[0],
        weight: quality ? Number(quality.trim().slice(2)) || 0 : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = locales.find((locale) => locale === language);
    if (known) return known;
  }
  return "en";
}
