import { fromAbsolute, getDayOfWeek } from "@internationalized/date";
import type { PromiseSuggestion } from "../../contract/promises.ts";

/** A promise that the draft makes, offered to be kept in mind, or taken. */
export interface Offer {
  text: string;
  dueAt: string;
  /** Whether the words say when; else a usual time stands there. */
  saysWhen: boolean;
  shown: boolean;
  isAccepted: boolean;
  /** What was said of it; null for one that nobody has touched. */
  decision: Decision | null;
}

/** What somebody said of an offer, by the sentence as it was then: words go on changing while one writes. */
export interface Decision {
  text: string;
  is: "open" | "accepted" | "dismissed";
  /** Set by hand; the words no longer decide. */
  dueAt: string | null;
  shown: boolean;
}

type Suggested = Pick<PromiseSuggestion, "text" | "dueAt">;

/**
 * What is offered: the sentences of the draft, with what was said of each, and those accepted before whose sentence has
 * changed beyond recognition, so that none is lost without a word. Longer sentences than a promise may have are cut.
 */
export function offersOf(
  suggestions: readonly Suggested[],
  decisions: readonly Decision[],
  usualDueAt: string,
): Offer[] {
  const left = new Set(decisions);
  const offers = suggestions.flatMap((suggested): Offer[] => {
    const alike = [...left].filter((one) => isSameSentence(one.text, suggested.text));
    const decision = alike.find(({ text }) => text === suggested.text) ?? alike[0] ?? null;
    if (decision) left.delete(decision);
    if (decision?.is === "dismissed") return [];
    return [
      {
        text: suggested.text.slice(0, longest),
        dueAt: decision?.dueAt ?? suggested.dueAt ?? usualDueAt,
        saysWhen: suggested.dueAt !== null || Boolean(decision?.dueAt),
        shown: decision?.shown ?? false,
        isAccepted: decision?.is === "accepted",
        decision,
      },
    ];
  });
  const kept = [...left]
    .filter((one) => one.is === "accepted")
    .map((decision): Offer => {
      const { text, dueAt, shown } = decision;
      return { text, dueAt: dueAt ?? usualDueAt, saysWhen: true, shown, isAccepted: true, decision };
    });
  return [...offers, ...kept];
}

const longest = 500;

/** The decisions after something was said of an offer. */
export function decided(
  decisions: readonly Decision[],
  offer: Offer,
  change: Partial<Pick<Decision, "is" | "dueAt" | "shown">>,
): Decision[] {
  const before = offer.decision;
  const isAccepted = change.is === "accepted" || (change.is === undefined && offer.isAccepted);
  const after: Decision = {
    is: offer.isAccepted ? "accepted" : "open",
    shown: offer.shown,
    ...change,
    text: offer.text,
    // What was accepted stays with its time, whatever the words come to say.
    dueAt: change.dueAt ?? before?.dueAt ?? (isAccepted ? offer.dueAt : null),
  };
  return [...decisions.filter((one) => one !== before), after];
}

/** The same sentence while it is being written on or mended: it begins alike. */
export function isSameSentence(one: string, other: string): boolean {
  const [a, b] = [one.trim(), other.trim()];
  const shorter = Math.min(a.length, b.length);
  let alike = 0;
  while (alike < shorter && a[alike] === b[alike]) alike += 1;
  return shorter > 0 && alike >= Math.min(shorter, Math.max(8, 0.6 * shorter));
}

/** When something is due whose words do not say it: at six in the evening of the next day on which people work. */
export function usualDue(now: number, timeZone: string): string {
  let day = fromAbsolute(now, timeZone).add({ days: 1 });
  while (getDayOfWeek(day, "en-GB", "mon") > 4) day = day.add({ days: 1 });
  return day.set({ hour: 18, minute: 0, second: 0, millisecond: 0 }).toAbsoluteString();
}
