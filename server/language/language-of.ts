import type { Language } from "../../contract/languages.ts";

const counts: [Language, RegExp, number][] = [
  ["ar", /\p{Script=Arabic}/gu, 1],
  ["zh", /\p{Script=Han}/gu, 2],
  ["ru", /\p{Script=Cyrillic}/gu, 1],
  ["en", /\p{Script=Latin}/gu, 0.5],
];

/**
 * The language of a text by its letters, weighed by script, because names and error codes are Latin in every
 * language. `usual` is what this customer or conversation was in before; it decides where the letters do not.
 */
export function languageOf(text: string, usual: Language = "unknown"): Language {
  const words = text.slice(0, 20_000).replace(/https?:\S+|\S+@\S+/g, " ");
  let best: Language = "unknown";
  let most = 0;
  for (const [language, script, weight] of counts) {
    const weighed = (words.match(script)?.length ?? 0) * weight;
    if (weighed > most) [best, most] = [language, weighed];
  }
  if (best === "unknown") return usual;
  return best === "ru" ? russianOrUkrainian(words, usual) : best;
}

function russianOrUkrainian(words: string, usual: Language): Language {
  const ukrainian = words.match(/[іїєґ]|(?<=\p{L})['’ʼ](?=[єїюя])/giu)?.length ?? 0;
  const russian = words.match(/[ыэёъ]/giu)?.length ?? 0;
  if (ukrainian !== russian) return ukrainian > russian ? "uk" : "ru";
  return usual === "uk" ? "uk" : "ru";
}
