const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * One or two letters for a name, cut by what a reader sees as a letter. A Chinese name gives its last two signs, which
 * tell people apart where family names do not; Arabic gives one letter, since two would join into a word.
 */
export function initialsOf(name: string): string {
  const cleaned = name
    .replace(/@.*$/, "")
    .replace(/\p{RGI_Emoji}|[[\p{S}\p{P}]--[.·'’\-]]/gv, "")
    .trim();
  if (/^\p{Script=Han}[\p{Script=Han}·\s]*$/u.test(cleaned)) {
    return letters(cleaned.replace(/[·\s]/g, "")).slice(-2).join("");
  }
  const all = cleaned.split(/[\s.]+/).filter(Boolean);
  const first = all[0];
  if (!first) return "?";
  // A name given in two scripts is one name twice: the letters come from the first.
  const script = scripts.find((one) => one.test(first));
  const words = script ? all.filter((word) => script.test(word)) : all;
  if (/^\p{Script=Arabic}/u.test(first)) return letters(first.replace(/^ال(?=..)/u, ""))[0] ?? "?";
  const last = words.length > 1 ? words.at(-1)! : "";
  return [letters(first)[0], letters(last)[0]].filter(Boolean).join("").toLocaleUpperCase();
}

const scripts = [/^\p{Script=Latin}/u, /^\p{Script=Cyrillic}/u, /^\p{Script=Arabic}/u, /^\p{Script=Han}/u];

function letters(text: string): string[] {
  return [...graphemes.segment(text)].map((part) => part.segment);
}
