import type { Language } from "../../contract/languages.ts";
import { whichLanguage } from "./which-language.ts";

/** The language of a text in one word. `usual` decides where the text is unsure, and stands where it has no letters. */
export function languageOf(text: string, usual: Language = "unknown"): Language {
  const { language } = whichLanguage(text, [usual]);
  return language === "unknown" ? usual : language;
}
