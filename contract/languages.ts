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

/**
 * The direction of words by which letters they have more of. The first strong letter, which `dir="auto"` goes by, is wrong for
 * an Arabic message that begins with an order number.
 */
export function writtenDirection(text: string): "rtl" | "ltr" {
  const backward = text.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  const forward = text.match(/\p{L}/gu)?.length ?? 0;
  // Latin brands and codes are common in Arabic sentences, and the other way round they are not.
  return backward > 0 && backward * 2 >= forward - backward ? "rtl" : "ltr";
}
