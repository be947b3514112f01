import { foldWord } from "../../language/index.ts";
import { folded } from "./arabic-words.ts";
import {
  dayAndMonth,
  dayFromNow,
  monthFromNow,
  namedMonth,
  none,
  type TimeRule,
  when as whenFolded,
} from "./grammar.ts";
import type { PartOfDay, Piece, SpanUnit } from "./moments.ts";

const one = (source: string): RegExp => new RegExp(folded(source), "u");
const when = (source: string, read: TimeRule["read"]): TimeRule => whenFolded(folded(source), read);

const weekdays = ["الاثنين|الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const weekday = weekdays.join("|");
const months = [
  "يناير|كانون الثاني",
  "فبراير|شباط",
  "مارس|آذار",
  "أبريل|إبريل|نيسان",
  "مايو|أيار",
  "يونيو|يونيه|حزيران",
  "يوليو|يوليه|تموز",
  "أغسطس|آب",
  "سبتمبر|أيلول",
  "أكتوبر|تشرين الأول",
  "نوفمبر|تشرين الثاني",
  "ديسمبر|كانون الأول",
];
const month = months.join("|");
const which = (sources: readonly string[], said: string) =>
  sources.findIndex((source) => one(`^(?:${source})$`).test(said)) + 1;

const numbers: [string, number][] = [
  ["واحد|واحدة", 1],
  ["ثلاث|ثلاثة", 3],
  ["أربع|أربعة", 4],
  ["خمس|خمسة", 5],
  ["ست|ستة", 6],
  ["سبع|سبعة", 7],
  ["ثمان|ثماني|ثمانية", 8],
  ["تسع|تسعة", 9],
  ["عشر|عشرة", 10],
  ["خمسة عشر|خمس عشرة", 15],
  ["عشرين|عشرون", 20],
  ["ثلاثين|ثلاثون", 30],
  ["أربعين|أربعون", 40],
  ["بضع|بضعة", 3],
];
const number = String.raw`\d{1,3}|${numbers
  .map(([source]) => source)
  .reverse()
  .join("|")}`;
const amountOf = (said: string) =>
  numbers.find(([source]) => one(`^(?:${source})$`).test(said))?.[1] ?? Number(said);

/** The one, the two, the many of each; working days before days. */
const units: [SpanUnit, string, string, string][] = [
  ["minutes", "دقيقة", "دقيقتين|دقيقتان", "دقائق|دقيقة"],
  ["hours", "ساعة", "ساعتين|ساعتان", "ساعات|ساعة"],
  ["workingDays", "يوم عمل(?: واحد)?", "يومي عمل|يومين عمل", "(?:أيام|يوم|يوما) عمل(?: رسمية)?"],
  ["days", "يوم(?: واحد)?", "يومين|يومان|اليومين", "أيام|يوما|يوم"],
  ["weeks", "أسبوع(?: واحد)?", "أسبوعين|أسبوعان", "أسابيع|أسبوعا"],
  ["months", "شهر(?: واحد)?", "شهرين|شهران", "أشهر|شهور|شهرا"],
];
const unitOf = (said: string, shape: 1 | 2 | 3): SpanUnit =>
  units.find((names) => one(`^(?:${names[shape]})$`).test(said))![0];
const shape = (of: 1 | 2 | 3) => units.map((names) => names[of]).join("|");

const hours = [
  "الواحدة",
  "الثانية",
  "الثالثة",
  "الرابعة",
  "الخامسة",
  "السادسة",
  "السابعة",
  "الثامنة",
  "التاسعة",
  "العاشرة",
  "الحادية عشرة",
  "الثانية عشرة",
];
const hour = hours.toReversed().join("|");
const am = "صباحا|صباح اليوم|فجرا|ص";
const pm = "مساء|عصرا|ظهرا|بعد الظهر|ليلا|م";
const half = `${am}|${pm}`;

function time(said: string, minute: string | undefined, of: string | undefined): Piece | null {
  const h = which(hours, said) || Number(said);
  const m = minute
    ? ({ [foldWord("والنصف")]: 30, [foldWord("والربع")]: 15 }[minute.trim()] ?? Number(minute))
    : 0;
  if (!(h <= 24) || !(m <= 59)) return null;
  if (!of) return { kind: "time", hour: h, minute: m, loose: !minute || (h < 13 && /\D/.test(said)) };
  const isLate = one(`^(?:${pm})$`).test(of);
  return { kind: "time", hour: isLate && h < 12 ? h + 12 : h, minute: m };
}

const part = (of: PartOfDay): Piece => ({ kind: "part", part: of });
const coming = "(?: (?:القادم|القادمة|المقبل|المقبلة|التالي|الجاري))?";
const parts: [PartOfDay, string][] = [
  ["morning", "صباح(?=اليوم|الغد|يوم)|صباحا|صباح|في الصباح"],
  ["noon", "(?:قبل |عند |عند منتصف )?(?:الظهر|الظهيرة)|ظهرا|ظهر|منتصف النهار"],
  ["evening", "هذا المساء|مساء|المساء|الليلة|في المساء"],
];

/** How Arabic says when. */
export const arabicTimes: TimeRule[] = [
  when(
    String.raw`أمس|أول أمس|(?:الأسبوع|الشهر|${weekday}) (?:الماضي|الماضية|الفائت)|كل (?:يوم|أسبوع|${weekday})|منذ (?:[\p{L}\d]+ ){0,2}[\p{L}\d]+`,
    () => none,
  ),
  when(`قبل (?:(?:${number}) (?:${shape(3)})|${shape(2)})`, () => none),
  when(
    `(?:من|ابتداء من|بدءا من|اعتبارا من) (?:يوم )?(?:${weekday}|الغد|غدا|اليوم)(?: (?:إلى|حتى) (?:${weekday}))?`,
    () => none,
  ),
  when("بعد (?:عطلة )?نهاية الأسبوع", () => ({ kind: "week", week: 1, at: "first" })),
  when(`بعد (?:يوم )?(?:${weekday})`, () => none),
  when(String.raw`بعد (?:الساعة )(\d{1,2})(?::\d\d)?`, ([, at]) => ({ kind: "after", hour: Number(at) })),
  when("بعد ظهر|بعد الظهر|عصر", () => part("afternoon")),

  when(String.raw`(\d{1,2})(?: من)?(?: شهر)? (${month})(?: (20\d\d))?`, ([, day, name, year], clock) =>
    dayAndMonth(Number(day), which(months, name!), clock, year ? Number(year) : undefined),
  ),
  when(String.raw`(20\d\d)-(\d\d)-(\d\d)`, ([, year, name, day], clock) =>
    dayAndMonth(Number(day), Number(name), clock, Number(year)),
  ),
  when(String.raw`(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?`, ([, day, name, year], clock) =>
    dayAndMonth(Number(day), Number(name), clock, year ? Number(year) : undefined),
  ),

  when("(?:مطلع|بداية|أول|أوائل) الأسبوع (?:القادم|المقبل)", () => ({ kind: "week", week: 1, at: "start" })),
  when("منتصف الأسبوع (?:القادم|المقبل)", () => ({ kind: "week", week: 1, at: "middle" })),
  when("(?:نهاية )?(?:في |من )?الأسبوع (?:القادم|المقبل|التالي)", () => ({ kind: "week", week: 1 })),
  when("(?:في |خلال )?عطلة نهاية الأسبوع", () => ({ kind: "weekend", week: 0 })),
  when(
    "نهاية (?:هذا )?الأسبوع(?: الحالي| الجاري)?|(?:هذا|خلال هذا) الأسبوع|الأسبوع (?:الحالي|الجاري)",
    () => ({ kind: "week", week: 0 }),
  ),
  when("(?:نهاية )?الشهر (?:القادم|المقبل)", (_, clock) => monthFromNow(clock, 1, "end")),
  when("نهاية (?:هذا )?الشهر(?: الحالي| الجاري)?|هذا الشهر|آخر الشهر", (_, clock) =>
    monthFromNow(clock, 0, "end"),
  ),
  when(`(نهاية|أواخر|آخر|مطلع|بداية|أوائل|منتصف)(?: شهر)? (${month})`, ([, at, name], clock) =>
    namedMonth(
      which(months, name!),
      clock,
      one("^(?:نهاية|أواخر|آخر)$").test(at!) ? "end" : one("^منتصف$").test(at!) ? "middle" : "start",
    ),
  ),
  when("نهاية (?:هذا )?(?:العام|السنة)", (_, clock) => ({
    kind: "date",
    date: clock.now.toPlainDate().with({ month: 12, day: 31 }),
  })),

  when("نهاية (?:اليوم|الدوام|يوم العمل|النهار|دوام اليوم)|نهاية(?= يوم| دوام)|انتهاء الدوام", () =>
    part("end"),
  ),
  when("بعد (?:غد|الغد)", (_, clock) => dayFromNow(clock, 2)),
  when("(?:يوم )?(?:غدا|الغد|غد|بكرة|بكرا)", (_, clock) => dayFromNow(clock, 1)),
  when("اليوم|النهارده|النهاردة", (_, clock) => dayFromNow(clock, 0)),
  when(`(?:يوم )?(${weekday}) (?:من|في) الأسبوع (?:القادم|المقبل)`, ([, name]) => ({
    kind: "weekday",
    day: which(weekdays, name!),
    week: 1,
  })),
  when(`(?:هذا )?(?:يوم )?(?:هذا )?(${weekday})${coming}`, ([, name]) => ({
    kind: "weekday",
    day: which(weekdays, name!),
  })),

  when("ساعة ونصف(?: الساعة)?", () => ({ kind: "span", amount: 1.5, unit: "hours" })),
  when("(?:خلال |بعد )?نصف ساعة", () => ({ kind: "span", amount: 30, unit: "minutes" })),
  when("(?:خلال |بعد )?ربع ساعة", () => ({ kind: "span", amount: 15, unit: "minutes" })),
  when(
    `(?:خلال|في غضون|بعد|ضمن|في ظرف|أمهلني|أعطني|أقصاه|أقصاها) (?:ال)?(${shape(2)})(?: (?:القادمين|القادمتين|المقبلين))?`,
    ([, said]) => ({ kind: "span", amount: 2, unit: unitOf(said!, 2) }),
  ),
  when(
    `(?:خلال|في غضون|بعد|ضمن|في ظرف|أمهلني|أعطني|أقصاه|أقصاها|أمهلونا) (?:حوالي |نحو |من )?(?:(?:${number}) ?(?:إلى|-|–|أو) ?)?(${number}) (${shape(3)})`,
    ([, amount, said]) => ({ kind: "span", amount: amountOf(amount!), unit: unitOf(said!, 3) }),
  ),
  when(`خلال (?:ال)(ساعات|أيام|دقائق|أسابيع) (?:ال)?(${number}) (?:القادمة|المقبلة)`, ([, said, amount]) => ({
    kind: "span",
    amount: amountOf(amount!),
    unit: unitOf(said!, 3),
  })),
  when(`(?:خلال|في غضون|بعد|ضمن) (${shape(1)})`, ([, said]) => ({
    kind: "span",
    amount: 1,
    unit: unitOf(said!, 1),
  })),

  when(
    String.raw`بين (?:الساعة )?\d{1,2}(?::\d\d)? و ?(\d{1,2})(?::(\d\d))?(?: (${half}))?`,
    ([, at, minute, of]) => time(at!, minute, of),
  ),
  when(
    String.raw`(?:من )?(?:الساعة )?\d{1,2}(?::\d\d)? (?:إلى|حتى) (?:الساعة )?(\d{1,2})(?::(\d\d))?(?: (${half}))?`,
    ([, at, minute, of]) => time(at!, minute, of),
  ),
  when(String.raw`(?:تمام )?الساعة (\d{1,2})(?::(\d\d))?(?: (${half}))?`, ([, at, minute, of]) =>
    time(at!, minute, of),
  ),
  when(`(?:تمام )?الساعة (${hour})( والنصف| والربع)?(?: (${half}))?`, ([, at, minute, of]) =>
    time(at!, minute, of),
  ),
  when(`(${hour})( والنصف| والربع)? (${half})`, ([, at, minute, of]) => time(at!, minute, of)),
  when(String.raw`(\d{1,2})(?::(\d\d))? (${half})`, ([, at, minute, of]) => time(at!, minute, of)),
  when(String.raw`(\d{1,2}):(\d\d)`, ([, at, minute]) => time(at!, minute, undefined)),
  ...parts.map(([of, source]): TimeRule => when(source, () => part(of))),
];
