import { type Locale, locales } from "../../contract/languages.ts";

/** A name in a language; where it has none, in that of the place, then in any. */
export const nameIn = (names: Partial<Record<Locale, string>>, locale: Locale, usual?: Locale): string =>
  names[locale] || (usual && names[usual]) || locales.map((one) => names[one]).find(Boolean) || "";
