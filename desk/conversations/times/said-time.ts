import { instantOf, type WallTime, wallTimeOf } from "../../texts/wall-time.ts";
import { dayParts, dayWords, fillers, months, numbers, periods, spans, weekdays } from "./time-words.ts";

const morningHour = 9;
const minuteMs = 60_000;

type Day = Pick<WallTime, "year" | "month" | "day">;
type Clock = Pick<WallTime, "hour" | "minute">;

/**
 * A time as people write it in one of our languages, or in several: "tomorrow 9", "через 2 часа", "в пн вранці",
 * "明天下午3点", "بعد ساعتين". Days count from today where the reader is; one without an hour means nine in the morning.
 *
 * @param now - the instant of writing, in milliseconds
 * @returns the instant as ISO text; null when there is a word in it that is not understood, or when the time has passed
 */
export function saidTime(text: string, now: number, timeZone: string): string | null {
  const said = new Said(text);
  const today = wallTimeOf(now, timeZone);
  const span = takeSpan(said);
  const day = takeDay(said, today);
  const clock = takeClock(said, { hasDay: day !== null || span?.unit === "day" });
  if (!said.isUsedUp() || (span && day)) return null;

  const at = span
    ? afterSpan(span, clock, { now, today, timeZone })
    : onDay(day, clock, { now, today, timeZone });
  return at !== null && at > now ? new Date(at).toISOString() : null;
}

/** What is left to understand of a text, as letters are compared: small, digits as ours, Arabic forms as one. */
class Said {
  private rest: string;

  constructor(text: string) {
    const plain = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\u064b-\u065f\u0670\u0640]/g, "")
      .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
      .replace(/[أإآ]/g, "ا")
      .replace(/ة/g, "ه")
      .replace(/ى/g, "ي")
      .replace(/ё/g, "е")
      .replace(/[’ʼ`]/g, "'")
      .replace(/[,،、。؛;!?]+/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    this.rest = ` ${plain} `;
  }

  /** Takes what matches out of the text. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found)
      this.rest = `${this.rest.slice(0, found.index)} ${this.rest.slice(found.index + found[0].length)}`;
    return found;
  }

  /** The first of some words that is there; Chinese has no spaces around its own. */
  takeOne<Meaning>(words: readonly (readonly [string, Meaning])[]): Meaning | null {
    for (const [word, meaning] of words) if (this.take(wordPattern(word))) return meaning;
    return null;
  }

  /** Whether nothing is left but words that say nothing by themselves. */
  isUsedUp(): boolean {
    return this.rest.replace(fillers, " ").trim() === "";
  }
}

/** The value of a digit of any script: each has its ten in a row. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero -= 1;
  return digit.codePointAt(0)! - zero;
}

/** Letters of scripts that part words by spaces; Chinese does not. */
const spaced = "[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Arabic}]";
const wordPattern = (word: string) => new RegExp(`(?<!${spaced})(?:${word})(?!${spaced})`, "u");

interface Span {
  minutes: number;
  days: number;
  months: number;
  /** The smallest unit that was named. */
  unit: "minute" | "day";
}

const amount = `(\\d{1,4}|${numbers.map(([word]) => word).join("|")})`;
const amountOf = (text: string): number =>
  /^\d/.test(text) ? Number(text) : numbers.find(([word]) => new RegExp(`^(?:${word})$`, "u").test(text))![1];

/** How much later, where that is said: several units add up. */
function takeSpan(said: Said): Span | null {
  const span: Span = { minutes: 0, days: 0, months: 0, unit: "day" };
  let isThere = false;
  const add = (unit: (typeof spans)[number]["unit"], count: number) => {
    isThere = true;
    if (unit === "minute" || unit === "hour") {
      span.minutes += count * (unit === "hour" ? 60 : 1);
      span.unit = "minute";
    } else if (unit === "month") span.months += count;
    else span.days += count * (unit === "week" ? 7 : 1);
  };
  for (const { unit, words, alone, two } of spans) {
    for (const [word, count] of [...(two ?? []), ...(alone ?? [])])
      if (said.take(wordPattern(word))) add(unit, count);
    // "в 3 дня" is an hour.
    const counted = said.take(
      new RegExp(`(?<!${spaced}|[\\d:.]| (?:в|о|at) )${amount} ?(?:${words})(?!${spaced})`, "u"),
    );
    if (counted) add(unit, amountOf(counted[1]!));
  }
  if (!isThere) return null;
  said.take(/后|以后|之后|过/u);
  return span;
}

function takeDay(said: Said, today: WallTime): Day | null {
  const written = said.take(/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/);
  if (written) return dayIf(Number(written[1]), Number(written[2]), Number(written[3]));
  const dotted = said.take(/(?<![\d:])(\d{1,2})[./](0?[1-9]|1[0-2])(?:[./](\d{4}|\d{2}))?(?![\d:.])/);
  if (dotted) return dayOfYear(Number(dotted[1]), Number(dotted[2]), dotted[3], today);
  const han = said.take(/(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?/u);
  if (han) return dayOfYear(Number(han[3]), Number(han[2]), han[1], today);
  for (const [index, names] of months.entries()) {
    const named =
      said.take(new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? (?:${names})(?!\\p{L})`, "u")) ??
      said.take(new RegExp(`(?<!\\p{L})(?:${names}) (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])`, "u"));
    if (named) return dayOfYear(Number(named[1]), index + 1, undefined, today);
  }
  const weekdayNow = isoWeekday(today);
  for (const [index, { names, nextWeek }] of weekdays.entries()) {
    if (nextWeek && said.take(new RegExp(nextWeek, "u"))) return inDays(today, 8 - weekdayNow + index);
    if (said.take(wordPattern(names))) return inDays(today, (index + 1 - weekdayNow + 7) % 7 || 7);
  }
  const word = said.takeOne(dayWords);
  if (word === null) return null;
  if (word === "next week") return inDays(today, 8 - weekdayNow);
  if (word === "next month") return inMonths(today, 1);
  return inDays(today, word);
}

/** The hour, by the clock or by a part of the day; a number alone is one where a day was named. */
function takeClock(said: Said, { hasDay }: { hasDay: boolean }): Clock | null {
  const han = said.take(
    /(凌晨|早上|上午|中午|下午|傍晚|晚上|今晚)? ?(\d{1,2}|[一二两三四五六七八九十]{1,2}) ?[点时](?:(\d{1,2})分?|(半))?/u,
  );
  if (han) {
    const hour = /^\d/.test(han[2]!) ? Number(han[2]) : hanNumber(han[2]!);
    return clockOf(hour, han[4] ? 30 : Number(han[3] ?? 0), han[1] ? periodOf(han[1]) : undefined);
  }
  const named = periods.map(([word]) => word).join("|");
  const exact = said.take(
    new RegExp(`(?<![\\d])(\\d{1,2})[:.](\\d{2})(?: ?(${named})(?!\\p{L}))?(?!\\d)`, "u"),
  );
  if (exact) return clockOf(Number(exact[1]), Number(exact[2]), exact[3] ? periodOf(exact[3]) : undefined);
  const full = said.take(new RegExp(`(?<!\\d)(\\d{1,2}) ?(${named})(?!\\p{L})`, "u"));
  if (full) return clockOf(Number(full[1]), 0, periodOf(full[2]!));
  const at = said.take(/(?:(?<!\p{L})(?:at|в|во|о|об|на|الساعه)|@) ?(\d{1,2})(?![\d:.])/u);
  if (at) return clockOf(Number(at[1]), 0, undefined);
  const part = said.takeOne(dayParts);
  if (part !== null) return { hour: part, minute: 0 };
  const bare = hasDay ? said.take(/(?<![\d:.])(\d{1,2})(?![\d:.])/) : null;
  return bare ? clockOf(Number(bare[1]), 0, undefined) : null;
}

const periodOf = (word: string) =>
  periods.find(([known]) => new RegExp(`^(?:${known})$`, "u").test(word))![1];

/** An hour that is none makes the whole text one that is not understood: it stands for no time at all. */
function clockOf(
  hour: number,
  minute: number,
  period: "am" | "pm" | "day" | "night" | undefined,
): Clock | null {
  const shifted =
    period === "pm" && hour < 12
      ? hour + 12
      : period === "day" && hour < 7
        ? hour + 12
        : (period === "am" || period === "night") && hour === 12
          ? 0
          : hour;
  return shifted < 24 && minute < 60 ? { hour: shifted, minute } : { hour: Number.NaN, minute };
}

function hanNumber(text: string): number {
  const digit = (one: string) => "零一二三四五六七八九".indexOf(one.replace("两", "二"));
  const ten = text.indexOf("十");
  if (ten < 0) return digit(text);
  return (ten === 0 ? 1 : digit(text[0]!)) * 10 + (text.length > ten + 1 ? digit(text[ten + 1]!) : 0);
}

interface Here {
  now: number;
  today: WallTime;
  timeZone: string;
}

function afterSpan(
  { minutes, days, months, unit }: Span,
  clock: Clock | null,
  { now, today, timeZone }: Here,
) {
  if (unit === "minute") {
    if (clock) return null;
    if (!days && !months) return now + minutes * minuteMs;
    const day = inDays(inMonths(today, months), days);
    return instantOf({ ...day, hour: today.hour, minute: today.minute }, timeZone) + minutes * minuteMs;
  }
  return instant(inDays(inMonths(today, months), days), clock ?? morning, timeZone);
}

function onDay(day: Day | null, clock: Clock | null, { now, today, timeZone }: Here): number | null {
  if (!day && !clock) return null;
  const isToday = day && day.year === today.year && day.month === today.month && day.day === today.day;
  if (isToday && !clock) return null;
  if (day) return instant(day, clock ?? morning, timeZone);
  const at = instant(today, clock!, timeZone);
  return at !== null && at <= now + 1 ? instant(inDays(today, 1), clock!, timeZone) : at;
}

const morning: Clock = { hour: morningHour, minute: 0 };

const instant = (day: Day, { hour, minute }: Clock, timeZone: string): number | null =>
  Number.isNaN(hour) || Number.isNaN(day.day)
    ? null
    : instantOf({ year: day.year, month: day.month, day: day.day, hour, minute }, timeZone);

const isoWeekday = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;

const asDay = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});
const inDays = ({ year, month, day }: Day, days: number): Day =>
  asDay(new Date(Date.UTC(year, month - 1, day + days)));

/** The same day of a later month, or its last. */
function inMonths({ year, month, day }: Day, more: number): Day {
  const last = new Date(Date.UTC(year, month + more, 0)).getUTCDate();
  return asDay(new Date(Date.UTC(year, month - 1 + more, Math.min(day, last))));
}

const noDay: Day = { year: 2000, month: 1, day: Number.NaN };

function dayIf(year: number, month: number, day: number): Day {
  const there = asDay(new Date(Date.UTC(year, month - 1, day)));
  return there.month === month && there.day === day ? there : noDay;
}

/** Without a year it is the next such day. */
function dayOfYear(day: number, month: number, year: string | undefined, today: WallTime): Day {
  if (year) return dayIf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const isPast = month < today.month || (month === today.month && day < today.day);
  return dayIf(today.year + (isPast ? 1 : 0), month, day);
}
