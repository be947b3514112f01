import { writtenDirection } from "../../contract/languages.ts";

export type TextDirection = "ltr" | "rtl";

const rightToLeftLanguages = new Set(["ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv"]);

/** The direction of a piece of text: by its language when that is known, else by which letters it has more of. */
export function directionOf(text: string, language?: string | null): TextDirection {
  const known = language?.toLowerCase().split("-")[0];
  if (known && known !== "und") return rightToLeftLanguages.has(known) ? "rtl" : "ltr";
  return writtenDirection(text);
}
