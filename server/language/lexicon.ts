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

/** Where one stands in the patterns of a language after some words of a text. */
class Place {
  /** The patterns that end here, by their ids, with how many were written before them. */
  readonly ends: { id: string; nth: number }[] = [];
  /** Where a word leads to. */
  readonly whole = new Map<string, Place>();
  /** Where a word leads to that begins so; every word begins with "". */
  readonly open = new Map<string, Place>();

  to(text: string, isOpen: boolean): Place {
    const ways = isOpen ? this.open : this.whole;
    const known = ways.get(text);
    if (known) return known;
    const made = new Place();
    ways.set(text, made);
    return made;
  }
}

/** The patterns of one language. */
class Patterns {
  readonly first = new Place();
  /** Chinese: by their first character. */
  readonly anywhere = new Map<string, { id: string; text: string }[]>();
  /** Words that were asked for, with where they lead to from the beginning. */
  readonly remembered = new Map<string, Place[]>();
  #count = 0;

  add(id: string, text: string, anywhere: boolean) {
    if (anywhere) {
      this.anywhere.set(text[0]!, [...(this.anywhere.get(text[0]!) ?? []), { id, text }]);
      return;
    }
    let place = this.first;
    for (const word of text.split(/\s+/)) place = place.to(word.replace(/\*$/, ""), word.endsWith("*"));
    place.ends.push({ id, nth: this.#count++ });
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
      for (const place of beginningAt(patterns[locale], word.folded, locale)) {
        const ends = endsAfter(place, words, at, locale, []);
        // Those with the same first word in the order they were written in.
        if (ends.length > 1) ends.sort((one, other) => one.nth - other.nth);
        for (const { id, last } of ends)
          hits.push({ id, start: word.start, end: words[last]!.end, first: at, last });
      }
  }
  return hits;
}

function findInside({ anywhere }: Patterns, run: LexiconWord, at: number, hits: LexiconHit[]) {
  for (let from = 0; from < run.folded.length; from++)
    for (const { id, text } of anywhere.get(run.folded[from]!) ?? [])
      if (run.folded.startsWith(text, from))
        hits.push({ id, start: run.start + from, end: run.start + from + text.length, first: at, last: at });
}

/** Where this word leads to as a first one. The same words come again and again, so the answer is remembered. */
function beginningAt({ first, remembered }: Patterns, word: string, locale: Locale): Place[] {
  const known = remembered.get(word);
  if (known) return known;
  const found = new Set<Place>();
  for (const shape of shapesOf(word, locale)) {
    const whole = first.whole.get(shape);
    if (whole) found.add(whole);
    for (let length = 2; length <= shape.length; length++) {
      const open = first.open.get(shape.slice(0, length));
      if (open) found.add(open);
    }
  }
  if (remembered.size >= mostRemembered) remembered.clear();
  const places = [...found];
  remembered.set(word, places);
  return places;
}

const mostRemembered = 5000;

/** Adds the patterns that end at a place, to which the words up to this one led, and at all places behind it. */
function endsAfter(
  { ends, whole, open }: Place,
  words: readonly LexiconWord[],
  last: number,
  locale: Locale,
  found: { id: string; nth: number; last: number }[],
) {
  for (const { id, nth } of ends) found.push({ id, nth, last });
  const next = words[last + 1];
  if (!next || whole.size + open.size === 0) return found;
  const shapes = shapesOf(next.folded, locale);
  for (const shape of shapes) {
    const place = whole.get(shape);
    if (place) endsAfter(place, words, last + 1, locale, found);
  }
  for (const [beginning, place] of open)
    if (shapes.some((shape) => shape.startsWith(beginning))) endsAfter(place, words, last + 1, locale, found);
  return found;
}

// و ف (and), ب ك ل (in, as, for), ال (the), alone or before the article; in speech ه (this) and ع (on) as well.
const particles = /^(?:[وف]?(?:ال|بال|كال|لل|هال|عال)|[وفبكل])/;

/** A word as it is and, in Arabic, without what is written onto it. */
function shapesOf(word: string, locale: Locale): string[] {
  if (locale !== "ar") return [word];
  const bare = word.replace(particles, "");
  return bare.length >= 2 && bare !== word ? [word, bare] : [word];
}
