import { ukrainianLogit } from "./russian-or-ukrainian/model.ts";

/** How likely a text in Cyrillic letters is none of ours, and, if one of ours, the log-odds that it is Ukrainian. */
export interface CyrillicVerdict {
  other: number;
  ukrainianLogit: number;
}

// A Latin i stands in for the Ukrainian one on keyboards that have none.
const words = /[Ѐ-ԯi]*[Ѐ-ԯ][Ѐ-ԯi]*(?:['’ʼ‘`*][Ѐ-ԯi]+)*/giu;

const ukrainianLetters = /[іїєґ]|[бвгґджзклмнпрстфхцчшщ]'[яюєї]/;
const russianLetters = /[ыэёъ]/;

/** Letters of Belarusian, Serbian, Macedonian, Kazakh, Kyrgyz, Tatar, Tajik, Uzbek, Mongolian and others. */
const foreignLetters = /[ўјљњћђџќѓѕәғқңөұүһҳҷӯӣҗҙҡҫѝ]/;
/** Where neither Russian nor Ukrainian could have them: the Bulgarian vowel ъ, і beside ы or э as in Belarusian. */
const foreignSpelling = /ъ(?![еёюяєї])|і.*[ыэ]|[ыэ].*і|[аеу]цца$|ццё$|^што$|^дз[яі]/;
const foreignWords = new Set(
  `съм сме сте няма моля моята моите какво защо къде поръчка поръчката пратката парите помощта искам имам здравейте якето моето
  дзе калі вельмі дзякуй дзякую замова ёсць трэба
  нисам молим желим поруџбина зашто
  каде нарачка благодарам зошто
  рахмат менин менің кайда салем тапсырыс заказым керек жок миний хаана байна захиалга`.split(/\s+/),
);

/** A word that only one of the two can have weighs more than any that the model has an opinion of. */
const byLetter = 5;
const mostByModel = 3;
/** A name of the other country, inside a sentence, says little about the sentence. */
const nameWeighs = 0.4;

export function readCyrillic(text: string): CyrillicVerdict {
  let count = 0;
  let foreign = 0;
  let logit = 0;
  for (const match of text.matchAll(words)) {
    const word = match[0]
      .toLowerCase()
      .replaceAll("i", "і")
      .replace(/[’ʼ‘`*]/g, "'");
    count++;
    if (foreignWords.has(word)) foreign += 1.3;
    else if (foreignLetters.test(word) || foreignSpelling.test(word)) {
      foreign++;
      continue;
    }
    const weight = isName(text, match.index) ? nameWeighs : 1;
    const ukrainian = ukrainianLetters.test(word);
    const russian = russianLetters.test(word);
    if (ukrainian !== russian) logit += (ukrainian ? byLetter : -byLetter) * weight;
    else logit += Math.max(-mostByModel, Math.min(mostByModel, ukrainianLogit(word))) * weight;
  }
  const share = foreign / Math.max(1, count);
  return { other: foreign ? 1 / (1 + Math.exp(-14 * (share - 0.29))) : 0.002, ukrainianLogit: logit };
}

/** Capitalised within a sentence, or in quotation marks. */
function isName(text: string, at: number): boolean {
  const first = text[at]!;
  if (at > 0 && '«“„"'.includes(text[at - 1]!)) return true;
  if (first === first.toLowerCase()) return false;
  const next = text[at + 1];
  if (next === undefined || next !== next.toLowerCase()) return false; // all in capitals: somebody shouts
  return /[\p{Ll},]\s+$/u.test(text.slice(Math.max(0, at - 4), at));
}
