import type { Verdict } from "../../triage/index.ts";
import type { Told } from "./told.ts";
import { weights } from "./weights.ts";

/** A matter with what it was taken for. */
export interface Matter {
  told: Told;
  /** The likeliest intents with their shares; what a person said it is has all. */
  intents: Verdict["intents"];
}

/** How two matters of one customer stand to each other besides their words. */
export interface Between {
  /** From the last words of the earlier to the first of the later. */
  days: number;
  /** Whether no other matter of the customer lies between them. */
  isNewest: boolean;
}

/** What speaks for and against two matters being one: each from 0 to 1, but for the days. */
export type Marks = Record<keyof typeof weights.of, number>;

/** The words, items and so on that two matters have in common. */
export interface Shared {
  marks: Marks;
  /** The rarest words of the later that stand in the earlier as well, as the later has them. */
  words: string[];
  concepts: string[];
  items: string[];
  intent: string | null;
  /** The words of the later that say that it is told again. */
  sign: string | null;
  /** Each names a number of its own, such as two orders. */
  otherItem: boolean;
  days: number;
}

/** Compares a matter with an earlier one of the same customer. */
export function compare(later: Matter, earlier: Matter, { days, isNewest }: Between): Shared {
  const [now, before] = [later.told, earlier.told];
  const words = sharedWords(now.words, before.words);
  const mass = massOf(words);
  const ofLater = mass / (massOf(now.words.values()) + lead);
  const ofEarlier = mass / (massOf(before.words.values()) + lead);
  const cover = Math.min(1, 2 * Math.max(ofLater, ofEarlier));
  const items = now.items.filter((item) => before.items.includes(item));
  const intent = sameIntent(later.intents, earlier.intents);
  const concepts = [...now.concepts.keys()].filter((id) => before.concepts.has(id));
  const signWords = now.signs.get("again") ?? now.signs.get("still") ?? now.signs.get("nudge") ?? null;
  const sign = Number(signWords !== null);
  const thin = thinness(now);
  const item = Number(items.length > 0);
  return {
    marks: {
      ofLater,
      ofEarlier,
      pieces: now.pieces.intersection(before.pieces).size / (now.pieces.size + lead),
      translated: now.language === before.language ? 0 : intent * overlap(now.concepts, before.concepts),
      intent,
      otherIntent: otherIntent(later.intents, earlier.intents) * (1 - intent),
      intentAndWords: intent * cover,
      item,
      itemAndIntent: item * Math.max(intent, sign, thin),
      sign: sign * brevity(now),
      signAndLikeness: sign * Math.max(item, (intent + cover) / 2),
      nudge: Number(isNewest && now.signs.has("nudge")) * thin,
      thin: Number(isNewest) * thin,
      another: Number(now.signs.has("another")),
      fresh: Number(now.signs.has("fresh")) * brevity(now),
    },
    words: words.map(({ text }) => text),
    concepts,
    items: items.map((item) => now.written[item] ?? before.written[item] ?? item),
    intent: intent >= sureIntent ? (later.intents[0]?.intent ?? null) : null,
    sign: signWords,
    otherItem: !item && now.items.some((one) => before.items.some((other) => isAKind(one, other))),
    days,
  };
}

const sureIntent = 0.6;

/**
 * How likely two matters are one, from 0 to 1, by what they share: a logistic regression (`weights.ts`). Two that name
 * different orders are two. What lies a month back is half as likely (in odds) as what lies a day back.
 */
export function likelihood({ marks, otherItem, days }: Pick<Shared, "marks" | "otherItem" | "days">): number {
  if (otherItem) return 0;
  let sum = weights.bias - Math.max(0, days) * fading;
  for (const [mark, weight] of Object.entries(weights.of)) sum += weight * marks[mark as keyof Marks];
  return 1 / (1 + Math.exp(-sum));
}

const fading = Math.log(2) / 30;

/** Words in common, the rarest first; a word that stands inside of another (lampshade, shade) counts in part. */
function sharedWords(now: Told["words"], before: Told["words"]): { text: string; rarity: number }[] {
  const shared: { text: string; rarity: number }[] = [];
  for (const [stem, { text, rarity }] of now) {
    if (before.has(stem)) shared.push({ text, rarity });
    else if ([...before.keys()].some((other) => isInside(stem, other)))
      shared.push({ text, rarity: partly * rarity });
  }
  return shared.sort((a, b) => b.rarity - a.rarity);
}

function massOf(words: Iterable<{ rarity: number }>): number {
  let mass = 0;
  for (const { rarity } of words) mass += rarity;
  return mass;
}

const partly = 0.6;
const isInside = (one: string, other: string) => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= (/\p{Script=Han}/u.test(short) ? 2 : 5) && long.includes(short);
};

/** How much of what the one that says less speaks of is spoken of by both. */
function overlap(now: Told["concepts"], before: Told["concepts"]): number {
  let [all, ofNow, ofBefore] = [0, 0, 0];
  for (const [id, rarity] of now) {
    ofNow += rarity;
    if (before.has(id)) all += rarity;
  }
  for (const rarity of before.values()) ofBefore += rarity;
  return all / (Math.min(ofNow, ofBefore) + 2);
}

/** The cosine between two sets of guesses. */
function sameIntent(one: Verdict["intents"], other: Verdict["intents"]): number {
  const shares = new Map(other.map(({ intent, p }) => [intent, p]));
  const product = one.reduce((sum, { intent, p }) => sum + p * (shares.get(intent) ?? 0), 0);
  const length = (all: Verdict["intents"]) => Math.sqrt(all.reduce((sum, { p }) => sum + p * p, 0));
  return product ? product / (length(one) * length(other)) : 0;
}

/** How surely two matters are about different things. Whoever complains of having had no answer still wants the first. */
function otherIntent([one]: Verdict["intents"], [other]: Verdict["intents"]): number {
  if (!one || !other || one.intent === other.intent || one.intent === "complaint") return 0;
  return one.p * other.p;
}

/** From 1 for a word or two to 0 for a long letter, in which a single word says less. */
const brevity = ({ words }: Told): number => 1 / (1 + massOf(words.values()) / 40);

/** Words in common count for less where there are few. */
const lead = 4;

/** From 0 for a text with matter of its own to 1 for one without ("Any news?"). */
function thinness({ words, concepts, items }: Told): number {
  let content = items.length * 5 + massOf(words.values());
  for (const rarity of concepts.values()) content += rarity / 2;
  return 1 / (1 + Math.exp((content - 6) / 1.2));
}

/** Whether two numbers are of one kind, such as two orders': then they name two things. */
function isAKind(one: string, other: string): boolean {
  const shape = (item: string) => item.replace(/\p{Nd}+/gu, "0");
  return shape(one) === shape(other) && Math.abs(one.length - other.length) <= 1;
}
