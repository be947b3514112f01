/**
 * What a text says before anybody understands it: which language it is in, and its words in a form in which the
 * same word is the same in every text. Triage learns from these words, search finds by them.
 *
 * For now the script decides the language, with the letters that only one of Russian and Ukrainian has; where they
 * say nothing, the language that was usual before stands.
 */
export { foldWord } from "./fold.ts";
export { gramsOf } from "./grams.ts";
export { languageOf } from "./language-of.ts";
export { stem } from "./stems/index.ts";
export { bigramsOf, type Script, type Token, tokensOf } from "./tokens.ts";
