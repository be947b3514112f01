import { englishWords, internationalWords, otherWords } from "./latin-words.ts";

const words = /[\p{Script=Latin}_]+(?:['’]\p{Script=Latin}+)*/gu;

/** Letters beyond a to z, but for what English keeps in borrowed words and names. */
const accented = /[^a-z_']/;
const borrowed =
  /^(?:caf|resum|fianc|expos|clich|touch|r?é?sum|d[ée]j|na|cr|entr|jos|zo|ren|andr|chlo|beyonc)[éèïê]/;

const englishEndings =
  /(?:[^e]ing|tion|[^e]ed|ness|ful|less|ously|ally|ship|ight|ould|'s|n't|'m|'ve|'ll|'re)$/;
const otherEndings =
  /(?:ung|ungen|keit|heit|lich|isch|schaft|cion|ciones|mente|cao|zione|zioni|aient|eur|euse|eux|ment|ados|idas|owa[ćc]|iego|cji|nych|ost|osti|lar|ler|yor|iyor|mak|mek|nije|nja|elijk|ende|erna|ning(?:en)?|kan|nya|issa|sta|nak|ban|ului|eaza)$/;

export interface LatinVerdict {
  /** How likely the text is in another language than English. */
  other: number;
  /** Whether a word speaks for a language at all; names and codes do not. */
  told: boolean;
}

/** Function words first, then letters and endings; a name, a code, "ok" say little and count as English. */
export function readLatin(text: string): LatinVerdict {
  let english = 0;
  let other = 0;
  let plain = 0;
  for (const [found] of text.matchAll(words)) {
    const word = found.toLowerCase().replace("’", "'");
    const isEnglish = englishWords.has(word);
    const isOther = otherWords.has(word);
    if (internationalWords.has(word)) english += 0.1;
    else if (isEnglish && isOther) {
      english += 0.3;
      other += 0.3;
    } else if (isEnglish) english += 1;
    else if (isOther) other += 1;
    else if (found === word || found.length > 3) {
      if (accented.test(word) && !borrowed.test(word)) other += found === word ? 1 : 0.6;
      else if (found === word) {
        plain++;
        if (englishEndings.test(word)) english += 0.5;
        else if (otherEndings.test(word)) other += 0.5;
      }
    }
  }
  // Three words in a row without one that English can hardly do without.
  const strange = english < 0.5 ? Math.max(0, plain - 2) * 0.5 : 0;
  const logit = 1.7 * (other - english + strange) - 1;
  return { other: 1 / (1 + Math.exp(-logit)), told: english >= 0.5 || other >= 0.5 || strange > 0 };
}
