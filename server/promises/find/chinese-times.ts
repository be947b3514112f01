import {
  dayAndMonth,
  dayFromNow,
  dayOfMonth,
  monthFromNow,
  namedMonth,
  none,
  type TimeRule,
} from "./grammar.ts";
import type { Piece, SpanUnit } from "./moments.ts";

// Chinese has no spaces: a pattern is found wherever it stands.
const when = (source: string, read: TimeRule["read"]): TimeRule => ({
  pattern: new RegExp(source, "gu"),
  read,
});

const digits = "零一二三四五六七八九";
const number = "(?<!第)(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|几)";

/** 十五 is 15, 二十四 is 24, 两三 (two or three) is 3. */
function numeral(said: string): number {
  if (/^[0-9]+$/.test(said)) return Number(said);
  if (said === "几") return 3;
  const one = (character: string) => (character === "两" ? 2 : digits.indexOf(character));
  const ten = said.indexOf("十");
  if (ten < 0) return one(said.at(-1)!);
  return (ten === 0 ? 1 : one(said[0]!)) * 10 + (ten === said.length - 1 ? 0 : one(said.at(-1)!));
}

const units: [string, SpanUnit][] = [
  ["分钟", "minutes"],
  ["(?:个)?(?:小时|钟头)", "hours"],
  ["(?:个)?工作[日天]", "workingDays"],
  ["(?:天|日|个自然日)", "days"],
  ["(?:个)?(?:星期|礼拜|周)", "weeks"],
  ["个月", "months"],
];
const unit = units.map(([source]) => source).join("|");
const unitOf = (said: string) => units.find(([source]) => new RegExp(`^${source}$`, "u").test(said))![1];

const week = "(?:周|星期|礼拜)";
const weekday = `${week}([一二三四五六日天])`;
const dayOf = (said: string) => "一二三四五六日天".indexOf(said) + 1 - (said === "天" ? 1 : 0);

const early = "早上|早晨|清晨|(?<![周期拜])一早|上午|凌晨|早";
const late = "下午|傍晚|晚上|晚间|夜里|晚";
const half = `(?:${early}|${late}|中午)`;
const minutes = `(?:点|时)(半|一刻|三刻|[0-9]{1,2}分?|[一二三四五六七八九十]{1,3}分)?(?:钟|整)?`;

function time(of: string | undefined, hour: string, minute: string | undefined): Piece | null {
  const h = numeral(hour);
  const m = !minute ? 0 : ({ 半: 30, 一刻: 15, 三刻: 45 }[minute] ?? numeral(minute.replace("分", "")));
  if (h > 24 || m > 59) return null;
  if (!of) return { kind: "time", hour: h, minute: m, loose: true };
  if (new RegExp(`^(?:${early})$`, "u").test(of)) return { kind: "time", hour: h, minute: m };
  return { kind: "time", hour: h < 12 && !(of === "中午" && h > 10) ? h + 12 : h, minute: m };
}

const month = "([0-9]{1,2}|[一二三四五六七八九十]{1,2})月";

/** How Chinese says when. */
export const chineseTimes: TimeRule[] = [
  when(`${weekday}(?:至|到|-|~)${weekday}`, () => none),
  when(
    `(?:从|自)(?:${weekday}|今天|明天)|(?:${weekday}|今天|明天|后天)(?:起|开始)|(?:${weekday})(?:之后|以后)|不早于.{0,6}`,
    () => none,
  ),
  when(
    `昨天|前天|上(?:个)?${week}[一二三四五六日天]?|上个?月|${number}(?:天|分钟|个?小时|个?星期|周|个月)前|每(?:天|周|月)|(?:提前|之前|早)(?:半|${number})(?:个)?(?:${unit})?(?:小时|钟头|天|分钟)?`,
    () => none,
  ),
  when("周末(?:过)?(?:之后|以后|过后|后)", () => ({ kind: "week", week: 1, at: "first" })),

  when(
    `(?:(20[0-9]{2})年)?${month}([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?`,
    ([, year, name, day], clock) =>
      dayAndMonth(numeral(day!), numeral(name!), clock, year ? Number(year) : undefined),
  ),
  when("(20[0-9]{2})-([0-9]{2})-([0-9]{2})", ([, year, name, day], clock) =>
    dayAndMonth(Number(day), Number(name), clock, Number(year)),
  ),
  when("(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])", ([, name, day], clock) =>
    dayAndMonth(Number(day), Number(name), clock),
  ),
  when("(?<![0-9月第])([0-9]{1,2})号(?!楼|线|店|柜|单)", ([, day], clock) => dayOfMonth(Number(day), clock)),
  when(`${month}(初|中旬|底|末)`, ([, name, at], clock) =>
    namedMonth(numeral(name!), clock, at === "初" ? "start" : at === "中旬" ? "middle" : "end"),
  ),
  when("下个?月(初|底|末)?", ([, at], clock) => monthFromNow(clock, 1, at === "初" ? "start" : "end")),
  when("(?:本月|这个月|当月)(?:底|末|内|之内)?|月底|月末", (_, clock) => monthFromNow(clock, 0, "end")),
  when("年底", (_, clock) => ({ kind: "date", date: clock.now.toPlainDate().with({ month: 12, day: 31 }) })),

  when(`下个?${week}初`, () => ({ kind: "week", week: 1, at: "start" })),
  when(`下个?${week}中`, () => ({ kind: "week", week: 1, at: "middle" })),
  when("下个?周末", () => ({ kind: "weekend", week: 1 })),
  when(`下个?${weekday}`, ([, day]) => ({ kind: "weekday", day: dayOf(day!), week: 1 })),
  when(`下个?${week}(?:内|之内|底)?`, () => ({ kind: "week", week: 1 })),
  when("(?:这个|这|本)?周末", () => ({ kind: "weekend", week: 0 })),
  when(`(?:这个|这|本)${weekday}`, ([, day]) => ({ kind: "weekday", day: dayOf(day!), week: 0 })),
  when(`(?:这个|这|本)${week}(?:内|之内|底)?`, () => ({ kind: "week", week: 0 })),
  when(`(?<![一二两三四五六七八九十0-9])${weekday}`, ([, day]) => ({ kind: "weekday", day: dayOf(day!) })),

  when("(?:下班|收工|打烊|营业结束|工作日结束)(?:之?前)?|当天结束前", () => ({ kind: "part", part: "end" })),
  when("大后天", (_, clock) => dayFromNow(clock, 3)),
  when("后天", (_, clock) => dayFromNow(clock, 2)),
  when("(?:明天|明日|明(?=早|晚|上午|下午))", (_, clock) => dayFromNow(clock, 1)),
  when("今天|今日|今(?=早|晚)", (_, clock) => dayFromNow(clock, 0)),

  when(`(${number})(?:个)?半(小时|钟头)(?:之内|以内|内|后|之后|以后|左右)`, ([, amount]) => ({
    kind: "span",
    amount: numeral(amount!) + 0.5,
    unit: "hours",
  })),
  when("半个?(?:小时|钟头)(?:之内|以内|内|后|之后|以后|左右)?", () => ({
    kind: "span",
    amount: 30,
    unit: "minutes",
  })),
  when("半天(?:之内|以内|内)", () => ({ kind: "part", part: "end" })),
  when(
    `(?:${number}(?:到|至|-|~))?(${number})(${unit})(?:之内|以内|内|里|后|之后|以后|左右)`,
    ([, amount, said]) => ({ kind: "span", amount: numeral(amount!), unit: unitOf(said!) }),
  ),
  when(`(?:给我们?|需要|未来|接下来|最多|不超过|过)(?:大约|约)?(${number})(${unit})`, ([, amount, said]) => ({
    kind: "span",
    amount: numeral(amount!),
    unit: unitOf(said!),
  })),

  when(
    `(${half})?${number}${minutes}(?:到|至|-|~)(${half})?(${number})${minutes}`,
    ([, first, , second, hour, minute]) => time(second ?? first, hour!, minute),
  ),
  when(
    `(${half})?(?<![0-9])([0-9]{1,2}):([0-9]{2})(?:(?:到|至|-|~)([0-9]{1,2}):([0-9]{2}))?`,
    ([, of, hour, minute, later, laterMinute]) => {
      const at = time(of, later ?? hour!, laterMinute ?? minute);
      return at?.kind === "time" ? { ...at, loose: false } : null;
    },
  ),
  when(`(${half})?(${number})${minutes}(?!.{0,1}(?:建议|意见))`, ([all, of, hour, minute]) =>
    /一点$/.test(all) && !of ? null : time(of, hour!, minute),
  ),
  when(early, () => ({ kind: "part", part: "morning" })),
  when("中午|正午", () => ({ kind: "part", part: "noon" })),
  when("下午|午后", () => ({ kind: "part", part: "afternoon" })),
  when("傍晚|晚上|晚间|夜里|(?<=[今明])晚", () => ({ kind: "part", part: "evening" })),
];
