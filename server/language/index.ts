/**
 * What a text says before anybody understands it: which language it is in, and its words in a form in which the
 * same word is the same in every text. Triage learns from these words, search finds by them.
 */
export { type Analysis, analyse } from "./analyse.ts";
export { conceptName } from "./concepts.ts";
export { foldWord } from "./fold.ts";
export { isFunctionWord } from "./function-words.ts";
export { gramsOf } from "./grams.ts";
export { languageOf } from "./language-of.ts";
export { type Lexicon, readLexicon } from "./lexicon.ts";
export { simplified } from "./simplified.ts";
export { sistersOf } from "./sister-words/index.ts";
export { stem } from "./stems/index.ts";
export { bigramsOf, type Script, type Token } from "./tokens.ts";
export { type LanguageVerdict, whichLanguage } from "./which-language.ts";
