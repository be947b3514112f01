import {
  dayAndMonth,
  dayFromNow,
  dayOfMonth,
  monthFromNow,
  namedMonth,
  none,
  type TimeRule,
  when,
} from "./grammar.ts";
import type { PartOfDay, Piece, SpanUnit } from "./moments.ts";

/** The words with which a Slavic language says when, as patterns. */
export interface TimeWords {
  today: string;
  tomorrow: string;
  afterTomorrow: string;
  /** From Monday, in the cases that name one day. */
  weekdays: readonly string[];
  /** From January, in the cases that follow a number or "end of". */
  months: readonly string[];
  units: Record<SpanUnit, string>;
  numbers: Readonly<Record<string, number>>;
  /** Before a span: within, in. */
  within: string;
  /** Between "within" and a number: "the next". */
  coming: string;
  halfHour: string;
  hourAndHalf: string;
  withinHour: string;
  /** "During the day" is today. */
  duringDay: string;
  dayAndNight: string;
  to: string;
  from: string;
  /** Before an hour. */
  at: string;
  notBefore: string;
  after: string;
  thisWeek: string;
  nextWeek: string;
  startOf: string;
  middleOf: string;
  endOf: string;
  thisWord: string;
  nextWord: string;
  comingWord: string;
  thisMonth: string;
  nextMonth: string;
  yearEnd: string;
  weekend: string;
  afterWeekend: string;
  endOfDay: string;
  parts: Partial<Record<PartOfDay, string>>;
  afterLunch: string;
  firstHalf: string;
  oClock: string;
  /** What tells which half of the day an hour is in. */
  halves: readonly [am: string, pm: string];
  dayNumber: string;
  /** What was, or what comes again. */
  notThen: string;
  ofDate: string;
}

export function slavicTimes(w: TimeWords): TimeRule[] {
  const weekday = w.weekdays.join("|");
  const month = w.months.join("|");
  const number = String.raw`(?:\d{1,3}(?:[.,]5)?|${Object.keys(w.numbers).join("|")})`;
  const units = Object.entries(w.units) as [SpanUnit, string][];
  const unit = units.map(([, source]) => source).join("|");
  const which = (sources: readonly string[], said: string) =>
    sources.findIndex((source) => new RegExp(`^(?:${source})$`, "u").test(said)) + 1;
  const amountOf = (said: string) => w.numbers[said] ?? Number(said.replace(",", "."));
  const unitOf = (said: string) =>
    units.find(([, source]) => new RegExp(`^(?:${source})$`, "u").test(said))![0];
  const part = (of: PartOfDay): Piece => ({ kind: "part", part: of });
  const hour = (said: string) => amountOf(said);
  const time = (h: number, minute: string | undefined, half?: string): Piece | null => {
    const m = Number(minute ?? 0);
    if (!(h <= 24) || m > 59) return null;
    if (!half) return { kind: "time", hour: h, minute: m, loose: minute === undefined };
    const pm = new RegExp(`^(?:${w.halves[1]})$`, "u").test(half);
    return { kind: "time", hour: pm && h < 12 ? h + 12 : h, minute: m };
  };
  const half = `${w.halves[0]}|${w.halves[1]}`;
  const weekdayOf = (said: string, week?: number): Piece => ({
    kind: "weekday",
    day: which(w.weekdays, said),
    week,
  });

  return [
    when(w.notThen, () => none),
    // "A month before the end of it": before what, others say.
    when(`за (?:(?:${number}) )?(?:${unit}) до`, () => none),
    when(`(?:${w.from}) (?:${weekday}|${w.tomorrow}|${w.today})(?: (?:${w.to}) (?:${weekday}))?`, () => none),
    when(
      String.raw`(?:${w.notBefore}) (?:${weekday}|${w.tomorrow}|${w.today}|${w.nextWeek}|\d\S*(?: (?:${month}|${unit}))?)`,
      () => none,
    ),
    when(`(?:${w.after}) (?:${weekday}|${w.tomorrow}|${w.today})`, () => none),
    when(w.afterWeekend, () => ({ kind: "week", week: 1, at: "first" })),
    when(w.afterLunch, () => part("afternoon")),
    when(String.raw`(?:${w.after}) (\d{1,2})(?:[:.]\d\d)?(?! (?:${unit}|${month}))`, ([, at]) => ({
      kind: "after",
      hour: Number(at),
    })),

    when(String.raw`(?:${w.ofDate}) \d{1,2}(?:[./]\d{1,2}\S*| (?:${month}))`, () => none),
    when(
      String.raw`(\d{1,2})(?:-?(?:го|е|му|ого|те))? (${month})(?:,? (20\d\d))?`,
      ([, day, name, year], clock) =>
        dayAndMonth(Number(day), which(w.months, name!), clock, year ? Number(year) : undefined),
    ),
    when(String.raw`(20\d\d)-(\d\d)-(\d\d)`, ([, year, name, day], clock) =>
      dayAndMonth(Number(day), Number(name), clock, Number(year)),
    ),
    when(
      String.raw`(?<!(?:^|\s)(?:в|о|об) )(\d{1,2})[./](\d{2})(?:[./](\d{4}|\d{2}))?`,
      ([, day, name, year], clock) =>
        dayAndMonth(Number(day), Number(name), clock, year ? Number(year) : undefined),
    ),
    when(
      String.raw`(\d{1,2})(?:-?(?:го|ого|е))? (?:${w.dayNumber})|(\d{1,2})-(?:го|ого)`,
      ([, one, other], clock) => dayOfMonth(Number(one ?? other), clock),
    ),

    when(`(?:${w.startOf}) (?:${w.nextWeek})`, () => ({ kind: "week", week: 1, at: "start" })),
    when(`(?:${w.middleOf}) (?:${w.nextWeek})`, () => ({ kind: "week", week: 1, at: "middle" })),
    when(w.nextWeek, () => ({ kind: "week", week: 1 })),
    when(w.afterWeekend, () => ({ kind: "week", week: 1, at: "first" })),
    when(w.weekend, () => ({ kind: "weekend", week: 0 })),
    when(w.thisWeek, () => ({ kind: "week", week: 0 })),
    when(w.nextMonth, (_, clock) => monthFromNow(clock, 1, "end")),
    when(w.thisMonth, (_, clock) => monthFromNow(clock, 0, "end")),
    when(`(${w.endOf}|${w.startOf}|${w.middleOf}) (${month})`, ([, at, name], clock) =>
      namedMonth(
        which(w.months, name!),
        clock,
        new RegExp(`^(?:${w.startOf})$`, "u").test(at!)
          ? "start"
          : new RegExp(`^(?:${w.middleOf})$`, "u").test(at!)
            ? "middle"
            : "end",
      ),
    ),
    when(w.yearEnd, (_, clock) => ({
      kind: "date",
      date: clock.now.toPlainDate().with({ month: 12, day: 31 }),
    })),

    when(w.endOfDay, () => part("end")),
    when(w.firstHalf, () => part("lunch")),
    when(w.afterTomorrow, (_, clock) => dayFromNow(clock, 2)),
    when(w.tomorrow, (_, clock) => dayFromNow(clock, 1)),
    when(w.today, (_, clock) => dayFromNow(clock, 0)),
    when(w.duringDay, () => part("end")),
    when(`(?:${w.nextWord}) (${weekday})`, ([, name]) => weekdayOf(name!, 1)),
    when(`(?:(?:${w.thisWord}|${w.comingWord}) )?(${weekday})`, ([, name]) => weekdayOf(name!)),

    when(w.hourAndHalf, () => ({ kind: "span", amount: 1.5, unit: "hours" })),
    when(w.halfHour, () => ({ kind: "span", amount: 30, unit: "minutes" })),
    when(w.withinHour, () => ({ kind: "span", amount: 1, unit: "hours" })),
    when(w.dayAndNight, () => ({ kind: "span", amount: 24, unit: "hours" })),
    when(
      String.raw`(?:${w.within}) (?:(?:${w.coming}) )?(?:${number}\s?(?:-|–|—|${w.to})\s?)?(${number})(?: (?:${w.coming}))? (${unit})`,
      ([, amount, said]) => ({ kind: "span", amount: amountOf(amount!), unit: unitOf(said!) }),
    ),
    when(`(${unit}) (?:${w.within}) (${number})`, ([, said, amount]) => ({
      kind: "span",
      amount: amountOf(amount!),
      unit: unitOf(said!),
    })),
    when(`(?:${w.within}) (?:(?:${w.coming}) )?(${unit})`, ([, said]) => ({
      kind: "span",
      amount: 1,
      unit: unitOf(said!),
    })),

    when(
      String.raw`(?:${w.from}) \d{1,2}(?:[:.]\d\d)? (?:${w.to}) (\d{1,2})(?:[:.](\d\d))?(?: (?:${w.oClock}))?(?: (${half}))?`,
      ([, h, m, of]) => time(Number(h), m, of),
    ),
    when(String.raw`(\d{1,2})[:.](\d{2})(?: (${half}))?`, ([, h, m, of]) => time(Number(h), m, of)),
    when(`(?:${w.at}) (${number})(?:-(?:й|ї|ти|х|м|ми))?(?: (?:${w.oClock}))? (${half})`, ([, h, of]) =>
      time(hour(h!), undefined, of),
    ),
    when(`(?:${w.at}) (${number})(?:-(?:й|ї|ти|х|м|ми))? (?:${w.oClock})`, ([, h]) =>
      time(hour(h!), undefined),
    ),
    when(
      String.raw`(?:${w.at}) (\d{1,2})(?:-(?:й|ї|ти|х|м|ми))?(?! (?:${unit}|${month}|%|[\p{L}]{1,4}\.)|[.,]\d)(?= *$| *[,;.!)]| (?:${w.to}|${w.today}|${w.tomorrow}|и|і|й|в|у)\b| [\p{L}]+)`,
      ([, h]) => (Number(h) > 24 ? null : time(Number(h), undefined)),
    ),
    // "At three", when nothing is counted by it.
    when(
      `(?:${w.at}) (${Object.keys(w.numbers).join("|")})(?= *$| *[,;.!)]| (?:${w.today}|${w.tomorrow}|${weekday}))`,
      ([, h]) => (Number.isInteger(hour(h!)) ? time(hour(h!), undefined) : null),
    ),
    ...Object.entries(w.parts).map(([of, source]): TimeRule => when(source, () => part(of as PartOfDay))),
  ];
}
