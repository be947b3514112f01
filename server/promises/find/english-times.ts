import {
  dayAndMonth,
  dayFromNow,
  dayOfMonth,
  monthFromNow,
  namedMonth,
  none,
  numbersOf,
  type TimeRule,
  when,
} from "./grammar.ts";
import type { PartOfDay, Piece, SpanUnit } from "./moments.ts";

const months = "january february march april may june july august september october november december".split(
  " ",
);
const monthNames = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const monthOf = (name: string) => months.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1;
const weekdayNames = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const weekdayOf = (name: string) =>
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(name.slice(0, 3)) + 1;

const counted = numbersOf(`
  a|an|one=1 two|couple=2 three|few|several=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
  fifteen=15 twenty=20 twenty-four=24 thirty=30 forty-five=45 forty-eight=48 sixty=60 seventy-two=72 ninety=90 half=0.5
`);
const number = String.raw`(?:\d{1,3}(?:\.5)?|an?|${Object.keys(counted)
  .filter((word) => word.length > 2)
  .join("|")})`;
const amountOf = (word: string) => counted[word] ?? Number(word);
const units: [RegExp, SpanUnit][] = [
  [/^min/, "minutes"],
  [/^h/, "hours"],
  [/working|business|week ?day|work/, "workingDays"],
  [/^day|^calendar/, "days"],
  [/^week/, "weeks"],
  [/^month/, "months"],
];
const unitOf = (word: string) => units.find(([pattern]) => pattern.test(word))![1];
const unit =
  "(?:minutes?|mins?|hours?|hrs?|h|(?:working|business|week|work|calendar)[ -]?days?|days?|weeks?|months?)";
const past = String.raw`(?<!\b(?:ago|happened|arrived|ordered|sent|wrote|received|paid|bought|placed|delivered|called|spoke|dated|since)(?: us| me| to us| it)?(?: on| at| in)?(?: the| your)? )`;

const span = (amount: string, unitWord: string): Piece => ({
  kind: "span",
  amount: amountOf(amount),
  unit: unitOf(unitWord),
});
const part = (of: PartOfDay): Piece => ({ kind: "part", part: of });
const clockTime = (hour: string, minute: string | undefined, half: string | undefined): Piece | null => {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  if (h > 24 || m > 59) return null;
  if (!half) return { kind: "time", hour: h, minute: m, loose: minute === undefined };
  return { kind: "time", hour: (h % 12) + (half.startsWith("p") ? 12 : 0), minute: m };
};

/** How English says when. */
export const englishTimes: TimeRule[] = [
  // From when, since when, not before when: nothing is due by these.
  when(
    `(?:from|starting(?: from| on)?|beginning|as of|since|not before|no earlier than|except) (?:on |next )?(?:${weekdayNames}|tomorrow|today)(?: (?:to|until|till|through) ${weekdayNames})?`,
    () => none,
  ),
  when(
    `(?<!day )after (?:on )?(?:${weekdayNames}|tomorrow|today|the holidays?|christmas|easter)`,
    () => none,
  ),
  when(
    String.raw`(?:\S+ ){1,3}ago|yesterday|last (?:week|month|${weekdayNames})|every (?:day|week|${weekdayNames})|daily|weekly`,
    () => none,
  ),
  when("after the weekend", () => ({ kind: "week", week: 1, at: "first" })),
  when(
    String.raw`after (\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m|p\.m|o'clock)?(?= |$|[,.;!])`,
    ([, hour, minute, half]) => {
      const at = clockTime(hour!, minute ?? "00", half);
      return at?.kind === "time" ? { kind: "after", hour: at.hour } : null;
    },
  ),
  when("after lunch", () => part("afternoon")),

  // Dates.
  when(
    String.raw`(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthNames})(?:,? (20\d\d))?`,
    ([, day, month, year], clock) =>
      dayAndMonth(Number(day), monthOf(month!), clock, year ? Number(year) : undefined),
  ),
  when(
    String.raw`(${monthNames}) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d\d))?(?!:|\d)`,
    ([, month, day, year], clock) =>
      dayAndMonth(Number(day), monthOf(month!), clock, year ? Number(year) : undefined),
  ),
  when(String.raw`(20\d\d)-(\d\d)-(\d\d)`, ([, year, month, day], clock) =>
    dayAndMonth(Number(day), Number(month), clock, Number(year)),
  ),
  when(
    String.raw`(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?(?! ?(?:am|pm|%|kg|€|eur|usd|gbp))`,
    ([, first, sign, second, year], clock) => {
      const [a, b] = [Number(first), Number(second)];
      // A point divides hours and minutes as well; 9.30 is no day.
      if (sign === "." && (second!.length < 2 || b > 12 || b === 0)) return null;
      const [day, month] = b > 12 || (clock.monthFirst && sign === "/" && a <= 12) ? [b, a] : [a, b];
      return dayAndMonth(day, month, clock, year ? Number(year) : undefined);
    },
  ),
  when(String.raw`(?:by|on|before|until|till) the (\d{1,2})(?:st|nd|rd|th)`, ([, day], clock) =>
    dayOfMonth(Number(day), clock),
  ),

  // Weeks and months.
  when("(?:early|at the (?:start|beginning) of|the beginning of) next week", () => ({
    kind: "week",
    week: 1,
    at: "start",
  })),
  when("(?:in the middle of|mid-?|by the middle of) ?next week", () => ({
    kind: "week",
    week: 1,
    at: "middle",
  })),
  when("next week", () => ({ kind: "week", week: 1 })),
  when("(?:over|at|on|during|by) (?:the |this )weekend|this weekend", () => ({
    kind: "weekend",
    week: 0,
  })),
  when("next weekend", () => ({ kind: "weekend", week: 1 })),
  when("(?:the )?end of (?:the |this )?(?:working |business )?week|this week|eow", () => ({
    kind: "week",
    week: 0,
  })),
  when("(?:the )?end of (?:the |this )?month|this month|eom", (_, clock) => monthFromNow(clock, 0, "end")),
  when("(?:the )?end of next month|next month", (_, clock) => monthFromNow(clock, 1, "end")),
  when(`(?:the )?(end|beginning|start|middle) of (${monthNames})`, ([, at, month], clock) =>
    namedMonth(monthOf(month!), clock, at === "end" ? "end" : at === "middle" ? "middle" : "start"),
  ),
  when("(?:the )?end of (?:the |this )?year", (_, clock) => ({
    kind: "date",
    date: clock.now.toPlainDate().with({ month: 12, day: 31 }),
  })),

  // Parts of the day that name the day as well.
  when(
    `(?:the )?end of (?:the |that )?(?:working |business )?day(?! (?:tomorrow|after))|close of (?:business|play)|eod|cob|end of (?=today|tomorrow|${weekdayNames})`,
    () => part("end"),
  ),
  when("tonight", () => part("evening")),
  when("this (morning|afternoon|evening)", ([, which]) => part(which as PartOfDay)),

  // Days.
  when("(?:the )?day after tomorrow", (_, clock) => dayFromNow(clock, 2)),
  when("tomorrow|tmrw", (_, clock) => dayFromNow(clock, 1)),
  when("today", (_, clock) => dayFromNow(clock, 0)),
  when(`next (${weekdayNames})|(${weekdayNames}) (?:of )?next week`, ([, one, other]) => ({
    kind: "weekday",
    day: weekdayOf((one ?? other)!),
    week: 1,
  })),
  when(`(?:this |this coming |the coming |coming )?(${weekdayNames})(?!s)`, ([all, name]) =>
    /^(?:sun|sat|mon|wed)$/.test(all) ? null : { kind: "weekday", day: weekdayOf(name!) },
  ),

  // Spans.
  when("(?:an hour and a half|one and a half hours)", () => ({
    kind: "span",
    amount: 1.5,
    unit: "hours",
  })),
  when("half an hour|half-hour|half hour", () => ({ kind: "span", amount: 30, unit: "minutes" })),
  when("(?:within|inside) the hour", () => ({ kind: "span", amount: 1, unit: "hours" })),
  when(
    String.raw`(?:within|in|inside|over|during|after|for|give me|at most|max\.?|maximum|no later than|not later than|under) (?:the |about |around |approximately |roughly |at most |no more than |less than |max\.? |up to |only )*(?:next |coming |following )?(?:${number}(?: to |-|–| or ))?(?:a )?(${number})(?: \(\d+\))?(?: of)?(?: (?:more|full|short|next))?[ -]?(${unit})(?:' time)?`,
    ([all, amount, unitWord]) => (/^for /.test(all) ? null : span(amount!, unitWord!)),
  ),
  when(`(${number}) (${unit}) from now|(${number}) (${unit}) at (?:most|the latest)`, ([, a, b, c, d]) =>
    span((a ?? c)!, (b ?? d)!),
  ),

  // Hours.
  when("(?:at |by |around |before |until |till |about )?(?:noon|midday)", () => part("noon")),
  when("(?:at |by |before )?lunch(?:time| time)?", () => part("lunch")),
  when("(?:at |by |before )?midnight", () => part("night")),
  when(String.raw`half past (\d{1,2})`, ([, hour]) => ({
    kind: "time",
    hour: Number(hour),
    minute: 30,
    loose: true,
  })),
  when(
    String.raw`(\d{1,2})[:.h](\d{2}) ?(am|pm|a\.m|p\.m)?(?: ?o'clock| hours| h)?`,
    ([, hour, minute, half]) => clockTime(hour!, minute, half),
  ),
  when(String.raw`(\d{1,2}) ?(am|pm|a\.m|p\.m)`, ([, hour, half]) => clockTime(hour!, undefined, half)),
  when(String.raw`(\d{1,2}) o'?clock`, ([, hour]) => clockTime(hour!, undefined, undefined)),
  when(
    String.raw`(?:at|by|before|until|till|around|about) (\d{1,2})(?= *(?:$|[,;.!)]|today|tomorrow|on|at|in the|this|sharp|latest|and|with|to))(?!\.\d)`,
    ([, hour]) => (Number(hour) > 23 ? null : clockTime(hour!, undefined, undefined)),
  ),
  when(
    String.raw`between (\d{1,2})(?:[:.]\d\d)?(?: and |-|–| to )(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?`,
    ([, , hour, minute, half]) => clockTime(hour!, minute, half),
  ),
  when(
    "(?:in the |late |early |first thing in the |later in the )?(morning|afternoon|evening)",
    ([, which]) => part(which as PartOfDay),
  ),
  when("first thing", () => part("morning")),
];

/** Whether what happened then stands before it: "what went wrong on Monday". */
const afterPast = new RegExp(`${past}$`, "u");
for (const rule of englishTimes) {
  const { read } = rule;
  rule.read = (match, clock) => {
    const piece = read(match, clock);
    return piece &&
      !afterPast.test(match.input.slice(0, match.index)) &&
      /date|weekday|time|part/.test(piece.kind)
      ? none
      : piece;
  };
}
