export type TextDirection = "ltr" | "rtl";

const rightToLeftLanguages = new Set(["ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv"]);

/**
 * The direction of a piece of text: by its language when that is known, else by which letters it has more of. The
 * first strong letter, which `dir="auto"` goes by, is wrong for an Arabic message that begins with an order number.
 */
export function directionOf(text: string, language?: string | null): TextDirection {
  const known = language?.toLowerCase().split("-")[0];
  if (known && known !== "und") return rightToLeftLanguages.has(known) ? "rtl" : "ltr";
  const backward = text.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  const forward = text.match(/\p{L}/gu)?.length ?? 0;
  // Latin brands and codes are common in Arabic sentences, and the other way round they are not.
  return backward > 0 && backward * 2 >= forward - backward ? "rtl" : "ltr";
}
