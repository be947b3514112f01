import type { Locale } from "../../contract/languages.ts";

/** What languages call themselves. */
export const ownNames: Record<Locale, string> = {
  en: "English",
  ru: "Русский",
  uk: "Українська",
  zh: "中文",
  ar: "العربية",
};

/**
 * The best of the languages there are for an `Accept-Language` header (RFC 9110, 12.5.4): the one wanted most; `*` and
 * whoever says nothing get the help centre's own. Who reads Ukrainian and finds none may well read the Russian they named
 * further down, but is never given it unasked.
 */
export function bestLocale(header: string | undefined, there: readonly Locale[], own: Locale): Locale {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, place) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((one) => one.trim()).find((one) => one.startsWith("q="));
      const weight = quality ? Number.parseFloat(quality.slice(2)) : 1;
      return { language: tag.trim().split("-")[0]!, weight: Number.isFinite(weight) ? weight : 0, place };
    })
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  const refused = new Set(wanted.filter(({ weight }) => weight <= 0).map(({ language }) => language));
  for (const { language, weight } of wanted) {
    if (weight <= 0) break;
    if (language === "*") {
      const any = [own, ...there].find((locale) => !refused.has(locale));
      if (any) return any;
    }
    const found = there.find((locale) => locale === language);
    if (found) return found;
  }
  return own;
}
