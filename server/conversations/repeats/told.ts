import { join } from "node:path";
import type { Language } from "../../../contract/languages.ts";
import { type Analysis, analyse, gramsOf, type Lexicon, readLexicon } from "../../language/index.ts";
import { type Rarity, rarityOfConcept, rarityOfStem } from "../../triage/index.ts";
import { namedIn } from "./items.ts";

/** What in a text says that its matter was told before, or that it is another one. */
export const signKinds = ["again", "still", "nudge", "another", "fresh"] as const;
export type Sign = (typeof signKinds)[number];

/** A matter as its customer tells it, taken apart to be compared with others. */
export interface Told {
  text: string;
  language: Language;
  /** The words that carry what it is about, by their stem: as the customer wrote them, and how rare they are, from 0. */
  words: Map<string, { text: string; rarity: number }>;
  /** Pieces of those words, which bear misspellings and other endings. */
  pieces: Set<string>;
  /** What it speaks of, and how rarely that is spoken of. */
  concepts: Map<string, number>;
  /** Numbers and codes of things, and how they are written. */
  items: string[];
  written: Record<string, string>;
  /** With the words that say so. */
  signs: Map<Sign, string>;
}

/** What is known besides of a matter: things named elsewhere, and names that say who speaks with whom, not of what. */
interface Known {
  items?: readonly string[];
  names?: readonly string[];
}

/** Takes a customer's words apart. */
export function toldIn(
  written: string,
  language: Language,
  rarity: Rarity,
  { items = [], names = [] }: Known = {},
): Told {
  const text = without(names, written);
  const analysis = analyse(text, language);
  const said = signsIn(analysis);
  const named = namedIn(written);
  const isManner = mannerIn(analysis, said);
  const concepts = analysis.concepts.filter(({ id }) => !manner.has(id));
  return {
    text,
    language,
    ...wordsIn(analysis, rarity, isManner),
    concepts: new Map(concepts.map(({ id }) => [id, rarityOfConcept(rarity, id)])),
    items: [...new Set([...named.items, ...items])],
    written: named.written,
    signs: new Map(said.map(({ id, start, end }) => [id as Sign, text.slice(start, end)])),
  };
}

/** A text in which the parts of these names are blank. */
function without(names: readonly string[], text: string): string {
  const parts = new Set(
    names
      .flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{M}]+/u))
      .filter((part) => [...part].length > 1),
  );
  if (!parts.size) return text;
  const blank = (found: string) => " ".repeat(found.length);
  const han = [...parts].filter((part) => /\p{Script=Han}/u.test(part));
  const plain = text.replace(/[\p{L}\p{M}]+/gu, (found) =>
    parts.has(found.toLowerCase()) ? blank(found) : found,
  );
  return han.reduce((left, part) => left.replaceAll(part, blank), plain);
}

let lexicon: Lexicon | null = null;

/** Signs that are meant: "I would like to order again" is none of coming again. */
function signsIn(analysis: Analysis) {
  lexicon ??= readLexicon(join(import.meta.dirname, "repeats.txt"));
  const found = lexicon.find(analysis.words, analysis.language);
  const covers = found.filter(({ id }) => id === "anew");
  return found.filter(
    (hit) => hit.id !== "anew" && !covers.some(({ start, end }) => start <= hit.start && end >= hit.end),
  );
}

/** Concepts that say how something is told, not what. */
const manner = new Set([
  "repeat_contact",
  "no_answer",
  "long_waiting",
  "not_yet",
  "wrote_message",
  "promise_broken",
  "awful_service",
  "disappointed",
  "apology",
  "greeting",
  "farewell",
  "please",
  "thanks",
  "wish_want",
  "can_i",
  "how_to_question",
  "how_long",
  "why",
  "some_time_ago",
  "earlier_time",
  "now_late",
  "today",
  "tomorrow",
  "yesterday",
  "weekdays",
  "part_of_day",
  "urgent",
  "first_time",
  "every_time",
  "help_request",
  "information",
  "customer",
  "order_number",
  "serial_number",
]);

/** Tells whether a word only says how something is told. */
function mannerIn({ concepts }: Analysis, said: readonly { start: number; end: number }[]) {
  const places = [...said, ...concepts.filter(({ id }) => manner.has(id))];
  return ({ start, end }: { start: number; end: number }) =>
    places.some((place) => place.start <= start && place.end >= end);
}

function wordsIn(
  { tokens }: Analysis,
  rarity: Rarity,
  isManner: (place: { start: number; end: number }) => boolean,
): Pick<Told, "words" | "pieces"> {
  const words: Told["words"] = new Map();
  const pieces: Told["pieces"] = new Set();
  for (const token of tokens.slice(0, mostWords)) {
    const { stem, text, folded, script } = token;
    if (script === "digit" || script === "other" || words.has(stem) || isManner(token)) continue;
    // One Chinese character is a part of many words.
    if (script === "han" && stem.length < 2) continue;
    const rare = rarityOfStem(rarity, stem) - common;
    if (rare <= 0) continue;
    words.set(stem, { text, rarity: rare });
    for (const piece of piecesOf(folded, script)) pieces.add(piece);
  }
  return { words, pieces };
}

/** Overlapping pieces of a word: of four letters (of Cyrillic ones as they sound), of one Chinese character. */
function piecesOf(word: string, script: string): Iterable<string> {
  if (script === "han") return word;
  if (script === "cyrillic") return gramsOf(word);
  const whole = `^${word.slice(0, 24)}$`;
  return Array.from({ length: Math.max(1, whole.length - 3) }, (_, at) => whole.slice(at, at + 4));
}

/** Words less rare than this are in every other message and say nothing. */
const common = 4.5;
// Who tells a long story says what they want in a few hundred words of it.
const mostWords = 300;
