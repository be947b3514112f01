import { readFileSync } from "node:fs";
import { type Locale, locales } from "../../contract/languages.ts";

/**
 * A lexicon says which words of the five languages speak of one thing. A block of its file:
 *
 *     refund                                     the id, and what else the lexicon's reader wants to know of it
 *       en: refund | refund*, money back         the name people read, then patterns
 *       zh: 退款 | 退款, 退钱
 *       …
 *
 * A pattern is one or more words: `word*` is any word that begins so, a lone `*` any one word. Chinese patterns are
 * found anywhere in the text. Patterns are written folded (see fold.ts); Arabic ones without the particles that are
 * written onto a word.
 */
export interface Lexicon {
  entries: ReadonlyMap<string, LexiconEntry>;
  /** Where its things are spoken of, in the order of the text; one thing may be found several times. */
  find(words: readonly LexiconWord[], language: string): LexiconHit[];
}

export interface LexiconEntry {
  id: string;
  /** What stands after the id on its line. */
  about: string[];
  names: Record<Locale, string>;
}

/** A word of a text, folded, with the place it has in it; for Chinese a whole run of characters. */
export interface LexiconWord {
  folded: string;
  script: string;
  start: number;
  end: number;
}

export interface LexiconHit {
  id: string;
  start: number;
  end: number;
  /** Index of its first and its last word. */
  first: number;
  last: number;
}

/** Reads the files of a lexicon. Throws an error that names file and line when one is written wrongly. */
export function readLexicon(...files: string[]): Lexicon {
  const entries = new Map<string, LexiconEntry>();
  const patterns = Object.fromEntries(locales.map((locale) => [locale, new Patterns()])) as Record<
    Locale,
    Patterns
  >;
  for (const file of files)
    for (const { id, about, lines } of blocksOf(file)) {
      if (entries.has(id)) throw new Error(`${file}: ${id} is there twice`);
      const names = {} as Record<Locale, string>;
      for (const locale of locales) {
        const line = lines.get(locale);
        const [name, list] = line?.split("|").map((part) => part.trim()) ?? [];
        if (!name || !list) throw new Error(`${file}: ${id} has no name or no patterns in ${locale}`);
        names[locale] = name;
        for (const pattern of list.split(/[,،，]/).map((one) => one.trim()))
          if (pattern) patterns[locale].add(id, pattern, locale === "zh");
      }
      entries.set(id, { id, about, names });
    }
  return {
    entries,
    find: (words, language) => findAll(patterns, words, language),
  };
}

function* blocksOf(file: string) {
  let block: { id: string; about: string[]; lines: Map<string, string> } | null = null;
  for (const [at, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (!line.trim() || line.startsWith("#")) continue;
    const said = /^\s+(\w\w):\s*(.*)$/.exec(line);
    if (said && block) block.lines.set(said[1]!, said[2]!);
    else if (/^[a-z]/.test(line)) {
      if (block) yield block;
      const [id, ...about] = line.trim().split(/\s+/);
      block = { id: id!, about, lines: new Map() };
    } else throw new Error(`${file}: line ${at + 1} is neither an id nor a language`);
  }
  if (block) yield block;
}

interface Pattern {
  id: string;
  /** Each without its `*`. */
  words: { text: string; open: boolean }[];
}

/** The patterns of one language by how they begin. */
class Patterns {
  readonly whole = new Map<string, Pattern[]>();
  readonly beginnings = new Map<string, Pattern[]>();
  /** Chinese: by their first character. */
  readonly anywhere = new Map<string, Pattern[]>();
  /** Words that were asked for, with what was found. */
  readonly remembered = new Map<string, Pattern[]>();

  add(id: string, text: string, anywhere: boolean) {
    const words = text
      .split(/\s+/)
      .map((word) =>
        word === "*" ? { text: "", open: true } : { text: word.replace(/\*$/, ""), open: word.endsWith("*") },
      );
    const first = words[0]!;
    const [place, key] = anywhere
      ? [this.anywhere, first.text[0]!]
      : [first.open ? this.beginnings : this.whole, first.text];
    place.set(key, [...(place.get(key) ?? []), { id, words }]);
  }
}

/** Which language's patterns speak of a word: Latin words may stand in any text. */
const languageOfWord = (script: string, language: string): Locale | null =>
  script === "latin"
    ? "en"
    : script === "han"
      ? "zh"
      : script === "arabic"
        ? "ar"
        : script === "cyrillic"
          ? language === "uk"
            ? "uk"
            : "ru"
          : null;

function findAll(patterns: Record<Locale, Patterns>, words: readonly LexiconWord[], language: string) {
  const hits: LexiconHit[] = [];
  for (const [at, word] of words.entries()) {
    const locale = languageOfWord(word.script, language);
    if (!locale) continue;
    if (locale === "zh") findInside(patterns.zh, word, at, hits);
    else
      for (const pattern of beginningAt(patterns[locale], word.folded, locale)) {
        const last = endOf(pattern, words, at, locale);
        if (last !== null)
          hits.push({ id: pattern.id, start: word.start, end: words[last]!.end, first: at, last });
      }
  }
  return hits;
}

function findInside({ anywhere }: Patterns, run: LexiconWord, at: number, hits: LexiconHit[]) {
  for (let from = 0; from < run.folded.length; from++)
    for (const { id, words } of anywhere.get(run.folded[from]!) ?? [])
      if (run.folded.startsWith(words[0]!.text, from))
        hits.push({
          id,
          start: run.start + from,
          end: run.start + from + words[0]!.text.length,
          first: at,
          last: at,
        });
}

/** The patterns whose first word is this one. The same words come again and again, so the answer is remembered. */
function beginningAt({ whole, beginnings, remembered }: Patterns, word: string, locale: Locale): Pattern[] {
  const known = remembered.get(word);
  if (known) return known;
  const found = new Set<Pattern>();
  for (const shape of shapesOf(word, locale)) {
    for (const pattern of whole.get(shape) ?? []) found.add(pattern);
    for (let length = 2; length <= shape.length; length++)
      for (const pattern of beginnings.get(shape.slice(0, length)) ?? []) found.add(pattern);
  }
  if (remembered.size >= mostRemembered) remembered.clear();
  const patterns = [...found];
  remembered.set(word, patterns);
  return patterns;
}

const mostRemembered = 5000;

/** Index of the word a pattern ends with, when it begins at this one. */
function endOf({ words: parts }: Pattern, words: readonly LexiconWord[], at: number, locale: Locale) {
  for (let i = 1; i < parts.length; i++) {
    const word = words[at + i];
    if (!word) return null;
    const part = parts[i]!;
    const fits =
      isPart(word.folded, part) ||
      (locale === "ar" && shapesOf(word.folded, locale).some((shape) => isPart(shape, part)));
    if (!fits) return null;
  }
  return at + parts.length - 1;
}

const isPart = (word: string, { text, open }: Pattern["words"][number]): boolean =>
  open ? word.startsWith(text) : word === text;

// و ف (and), ب ك ل (in, as, for), ال (the), alone or before the article; in speech ه (this) and ع (on) as well.
const particles = /^(?:[وف]?(?:ال|بال|كال|لل|هال|عال)|[وفبكل])/;

/** A word as it is and, in Arabic, without what is written onto it. */
function shapesOf(word: string, locale: Locale): string[] {
  if (locale !== "ar") return [word];
  const bare = word.replace(particles, "");
  return bare.length >= 2 && bare !== word ? [word, bare] : [word];
}
