import { z } from "zod";

/** The five languages of the product: the interface, mail and search know all of them alike. */
export const locales = ["en", "ru", "uk", "zh", "ar"] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** The language of a text: one of ours, another, or not to be told. */
export const Language = z.enum([...locales, "other", "unknown"]);
export type Language = z.infer<typeof Language>;

export const directionOf = (language: string): "rtl" | "ltr" =>
  /^(ar|fa|he|ur)(-|$)/.test(language) ? "rtl" : "ltr";
