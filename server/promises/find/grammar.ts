import type { Clock, Piece, Placed } from "./moments.ts";

/** How one language promises. Every pattern is read against folded words (`readable.ts`). */
export interface Grammar {
  /** Makes one of two ways to write the same; no place may move. */
  alike?: (sentence: string) => string;
  /** A question that only asks for a nod: "I'll call you at ten, all right?" */
  tagQuestion: RegExp;
  /** Binds us only if something happens that is not ours to do. */
  condition: RegExp;
  /** An errand for the customer, upon which we do something: "send me a photo and I'll look into it". */
  errand: RegExp;
  /** A condition out of courtesy: "if that suits you". It is left out before others are looked for. */
  courtesy: RegExp;
  /** What will be done is done when something else has happened: a time from now does not hold. */
  afterSomething: RegExp;
  /** Habits, hopes and guesses: what happens usually, perhaps or by itself binds nobody. */
  loose: RegExp;
  /** Where somebody else's words are told: what follows in the same breath is not ours. */
  told: RegExp;
  acts: ActRule[];
  times: TimeRule[];
  /** What may stand between two pieces of one time. */
  joins: RegExp;
  /** What belongs to the words of a time before it and behind it: "by", "включительно". */
  lead: RegExp;
  trail: RegExp;
}

/** A way to say that we will do something. */
export interface ActRule {
  pattern: RegExp;
  /** From 0 to 1, how surely it is a promise. */
  sure: number;
  /** It promises nothing unless it says when. */
  needsTime?: boolean;
  /** Looked at when the pattern has matched. */
  unless?: (match: RegExpExecArray, sentence: string) => boolean;
}

/** A way to say when; null when these words mean something else. */
export interface TimeRule {
  pattern: RegExp;
  read: (match: RegExpExecArray, clock: Clock) => Piece | null;
}

/** All times in a sentence, in order. A rule takes words before those that come after it. */
export function timesIn(sentence: string, rules: readonly TimeRule[], clock: Clock): Placed[] {
  const placed: Placed[] = [];
  for (const { pattern, read } of rules)
    for (const match of sentence.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (placed.some((other) => from < other.to && other.from < to)) continue;
      const piece = read(match, clock);
      if (piece) placed.push({ ...piece, from, to });
    }
  return placed.sort((one, other) => one.from - other.from);
}

/** The bounds of a word, which `\b` knows for Latin letters alone. */
export const wordStart = String.raw`(?<![\p{L}\p{M}\p{N}_'])`;
export const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}_])`;

/** A pattern over whole words, found everywhere. */
export const words = (source: string): RegExp => new RegExp(`${wordStart}(?:${source})${wordEnd}`, "gu");

export const when = (source: string, read: TimeRule["read"]): TimeRule => ({ pattern: words(source), read });

export const act = (
  sure: number,
  source: string,
  more: Pick<ActRule, "needsTime" | "unless"> = {},
): ActRule => ({ pattern: words(source), sure, ...more });

/** Alternatives, written in as many lines as are good to read. */
export const oneOf = (source: string): string =>
  `(?:${source
    .trim()
    .split(/\s*\n\s*/)
    .join("|")})`;

/** Number words with what they say: `one|a=1 two=2`. */
export const numbersOf = (source: string): Record<string, number> =>
  Object.fromEntries(
    source
      .trim()
      .split(/\s+/)
      .flatMap((entry) => {
        const [forms = "", value] = entry.split("=");
        return forms.split("|").map((form) => [form, Number(value)]);
      }),
  );

/** A day of a month: of this year, or of the next when it is past; long past and lately past say what was. */
export function dayAndMonth(day: number, month: number, { now }: Clock, year?: number): Piece | null {
  if (day < 1 || month < 1 || month > 12 || day > 31) return null;
  const today = now.toPlainDate();
  const inYear = (which: number) => {
    const date = Temporal.PlainDate.from({ year: which, month, day });
    return date.day === day ? date : null;
  };
  if (year !== undefined) {
    const date = inYear(year < 100 ? 2000 + year : year);
    return date && Temporal.PlainDate.compare(date, today) >= 0 ? { kind: "date", date } : { kind: "none" };
  }
  const date = inYear(today.year);
  if (!date) return null;
  if (Temporal.PlainDate.compare(date, today) >= 0) return { kind: "date", date };
  if (date.until(today, { largestUnit: "days" }).days < daysOfThePast) return { kind: "none" };
  const inNext = inYear(today.year + 1);
  return inNext && { kind: "date", date: inNext };
}

/** A date that passed within so many days is that of something which happened: "your letter of 3 March". */
const daysOfThePast = 120;

/** A day of this month, or of the next when it is past. */
export function dayOfMonth(day: number, { now }: Clock): Piece | null {
  if (day < 1 || day > 31) return null;
  const today = now.toPlainDate();
  const month = today.toPlainYearMonth().add({ months: day < today.day ? 1 : 0 });
  return day > month.daysInMonth ? null : { kind: "date", date: month.toPlainDate({ day }) };
}

/** What the end of a named month is: this year's, or the next one's. */
export function namedMonth(month: number, { now }: Clock, at: "start" | "middle" | "end"): Piece {
  const today = now.toPlainDate();
  const year = month < today.month ? today.year + 1 : today.year;
  return { kind: "month", month: Temporal.PlainYearMonth.from({ year, month }), at };
}

export const monthFromNow = ({ now }: Clock, months: number, at: "start" | "middle" | "end"): Piece => ({
  kind: "month",
  month: now.toPlainDate().toPlainYearMonth().add({ months }),
  at,
});

/** Today and the days after it. */
export const dayFromNow = ({ now }: Clock, days: number): Piece => ({
  kind: "date",
  date: now.toPlainDate().add({ days }),
});

export const none: Piece = { kind: "none" };
