export const locales = ["en", "ru", "uk", "zh", "ar"] as const;
export type Locale = (typeof locales)[number];
export type Direction = "ltr" | "rtl";

/** Each language by its own name, as a person who speaks nothing else would look for it. */
export const localeNames: Record<Locale, string> = {
  en: "English",
  ru: "Русский",
  uk: "Українська",
  zh: "中文",
  ar: "العربية",
};

export function directionOfLocale(locale: string): Direction {
  return locale === "ar" || locale.startsWith("ar-") ? "rtl" : "ltr";
}

/** The first of the wanted languages that we speak, English when none is. */
export function closestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    const ours = locales.find((locale) => locale === language);
    if (ours) return ours;
  }
  return "en";
}
