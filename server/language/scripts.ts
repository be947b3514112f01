/** How many letters of each script a text has, and how much each script weighs. */
export interface Letters {
  arabic: number;
  han: number;
  kana: number;
  cyrillic: number;
  latin: number;
  /** Greek, Hebrew, Hangul, Thai and all the rest. */
  other: number;
}

/** What is beyond this says nothing new about the language. */
const enough = 4000;

// Chinese has no spaces, so a link ends where its characters begin. The looks back keep long runs from being tried at
// every letter.
const links = new RegExp(
  [
    String.raw`(?:https?:|www\.)[^\s⺀-鿿＀-￯]+`,
    String.raw`(?<![\w.+-])[\w.+-]+@[\w.-]+`,
    String.raw`(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|io|app|dev|shop|eu|ru|ua|by|kz|cn|tw|hk|ae|sa|eg|de|fr|uk)(?![\p{L}\d])(?:\/[^\s⺀-鿿＀-￯]*)?`,
  ].join("|"),
  "giu",
);
const codes = /(?<![\w-])[\w-]*\d[\w-]*/g;
const quotedLine = /^[ \t]*>.*$/gm;
const anyLetter = /\p{L}/u;

/**
 * What somebody wrote in their own words: without links, addresses, numbers, order and error codes, and quoted lines.
 * A text that is nothing but a quotation or a code keeps it.
 */
export function ownWords(text: string): string {
  const start = text.slice(0, enough).normalize("NFC");
  const unquoted = start.includes(">") ? start.replace(quotedLine, " ") : start;
  return firstWithLetters(wordsOf(unquoted)) ?? firstWithLetters(wordsOf(start)) ?? "";
}

function* wordsOf(text: string) {
  // No link is without a dot, an @ or a colon inside a word; most messages are spared the search.
  const unlinked = /[.@:]\S/.test(text) ? text.replace(links, " ") : text;
  yield unlinked.replace(codes, " ");
  yield unlinked;
}

function firstWithLetters(texts: Iterable<string>): string | undefined {
  for (const text of texts) if (anyLetter.test(text)) return text;
}

export function lettersOf(text: string): Letters {
  const letters: Letters = { arabic: 0, han: 0, kana: 0, cyrillic: 0, latin: 0, other: 0 };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x41) continue;
    if (unit < 0x250) {
      if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) letters.latin++;
      else if (unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7) letters.latin++;
    } else if (unit >= 0x400 && unit < 0x530) letters.cyrillic++;
    else if (isArabic(unit)) letters.arabic++;
    else if (unit >= 0x3041 && unit <= 0x30ff && unit !== 0x30fb) letters.kana++;
    else if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)) letters.han++;
    else if (unit >= 0xd840 && unit <= 0xd888) letters.han++;
    else if (unit >= 0x1e00 && unit <= 0x1eff) letters.latin++;
    else if (anyLetter.test(text[i]!)) letters.other++;
  }
  return letters;
}

/** Letters and not digits, marks or punctuation of the Arabic blocks. */
const isArabic = (unit: number) =>
  (unit >= 0x620 && unit <= 0x64a && unit !== 0x640) ||
  (unit >= 0x66e && unit <= 0x6d3) ||
  unit === 0x6d5 ||
  (unit >= 0x6fa && unit <= 0x6ff) ||
  (unit >= 0x750 && unit <= 0x77f) ||
  (unit >= 0xfb50 && unit <= 0xfdff) ||
  (unit >= 0xfe70 && unit <= 0xfefc);
