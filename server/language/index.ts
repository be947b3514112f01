/**
 * Which language a text is in. For now the script decides, with the letters that only one of Russian and Ukrainian
 * has; where they say nothing, the language that was usual before stands.
 */
export { languageOf } from "./language-of.ts";
