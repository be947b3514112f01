import type { Frequencies } from "./frequencies.ts";
import { brandMark, dayMark, monthMark } from "./marks.ts";
import { holds, type Wanted } from "./terms.ts";
import { quoted, type Weight } from "./tsvector.ts";

/** Of so many documents at most the words are weighed; where more hold them, the newest are looked at first. */
export const budget = 2000;

const mostDays = 60;

/** In how many documents a word stands, at most. */
export function documentsWith({ lexemes, begins, ending }: Wanted, frequencies: Frequencies): number {
  let most = begins ? frequencies.ofBeginning(begins) : 0;
  for (const lexeme of lexemes) most = Math.max(most, frequencies.of(lexeme));
  return Math.min(frequencies.documents, Math.max(most, ending ? 1 : 0));
}

/**
 * A part of a `tsquery` that leaves only the newest documents, about as many as hold `amount` of those that are found;
 * null where that is all of them.
 */
export function newest(
  mark: string,
  days: readonly { day: string; documents: number }[],
  { share, amount, today }: { share: number; amount: number; today: string },
): string | null {
  const chosen: string[] = [];
  let sum = 0;
  for (const { day, documents } of days) {
    if (sum * share >= amount) break;
    chosen.push(day);
    sum += documents;
  }
  if (chosen.length === days.length) return null;
  // What was written since the days were counted.
  for (let day = Temporal.PlainDate.from(today); day.toString() > days[0]!.day && chosen.length < 400; ) {
    chosen.push(day.toString());
    day = day.subtract({ days: 1 });
  }
  const marks = chosen.length > mostDays ? [...new Set(chosen.map(monthMark))] : chosen.map(dayMark);
  return `(${marks.map((one) => quoted(mark + one)).join(" | ")})`;
}

/** The part of a `tsquery` that keeps to some brands and to what is of none. */
export const ofBrands = (mark: string, brands: readonly string[]): string =>
  `(${[null, ...brands].map((brand) => quoted(mark + brandMark(brand))).join(" | ")})`;

/** The rarest words, as many as may be looked at together; at least one. */
export function rarest(wanted: readonly Wanted[], frequencies: Frequencies): Wanted[] {
  const sorted = wanted
    .map((one) => ({ one, documents: documentsWith(one, frequencies) }))
    .sort((a, b) => a.documents - b.documents);
  let sum = 0;
  return sorted
    .filter(({ documents }, at) => {
      sum += documents;
      return at === 0 || sum <= budget;
    })
    .map(({ one }) => one);
}

export const allOf = (mark: string, wanted: readonly Wanted[], weight: Weight | "" = ""): string =>
  wanted.map((one) => holds(mark, one, weight)).join(" & ");
export const someOf = (mark: string, wanted: readonly Wanted[]): string =>
  `(${wanted.map((one) => holds(mark, one)).join(" | ")})`;
