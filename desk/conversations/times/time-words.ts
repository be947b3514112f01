/**
 * The words for times in our languages, as `saidTime` compares them: small letters, е for ё, ا for أإآ, ه for ة, ي for ى.
 * Each is a piece of a regular expression.
 */

type Unit = "minute" | "hour" | "day" | "week" | "month";

/** Units of time: with a number before them, alone ("in an hour", "через неделю"), and two of them as Arabic says it. */
export const spans: {
  unit: Unit;
  words: string;
  alone?: [string, number][];
  two?: [string, number][];
}[] = [
  {
    unit: "month",
    words: "mo|months?|месяц(?:а|ев)?|місяц(?:ь|я|і|ів)|个月|شهر|اشهر|شهور",
    alone: [
      ["(?:in a|через|за) (?:month|месяц|місяць)", 1],
      ["بعد شهر", 1],
    ],
    two: [["(?:بعد )?شهرين", 2]],
  },
  {
    unit: "week",
    words: "w|weeks?|недел[юиь]|тиж(?:день|ні|нів|ня)|个?(?:星期|礼拜)|周|اسبوع|اسابيع",
    alone: [
      ["(?:in a|через|за) (?:week|неделю|тиждень)", 1],
      ["بعد اسبوع", 1],
    ],
    two: [["(?:بعد )?اسبوعين", 2]],
  },
  {
    unit: "day",
    words: "d|days?|день|дня|дней|дні|днів|天|يوم|ايام",
    alone: [
      ["(?:in a|через|за) день|in a day", 1],
      ["بعد يوم", 1],
    ],
    two: [["(?:بعد )?يومين", 2]],
  },
  {
    unit: "hour",
    words: "h|hrs?|hours?|ч|час(?:а|ов)?|год|годин[аиу]?|个?(?:小时|钟头)|ساعه|ساعات",
    alone: [
      [
        "(?:in )?half an hour|(?:через )?полчаса|(?:через |за )?(?:пів ?години|півгодини)|半个?小时|(?:بعد )?نصف ساعه",
        0.5,
      ],
      ["in an hour|через час|(?:через|за) годину|بعد ساعه", 1],
    ],
    two: [["(?:بعد )?ساعتين", 2]],
  },
  {
    unit: "minute",
    words: "m|mins?|minutes?|мин|минут[аыу]?|хв|хвилин[аиу]?|分钟|دقيقه|دقائق",
    two: [["(?:بعد )?دقيقتين", 2]],
  },
];

/** Numbers that are written as words before a unit; the longer first. */
export const numbers: [string, number][] = [
  ["one|an?|один|одну|одна|一|واحد", 1],
  ["two|два|две|дві|两|二|couple of|пар[ау]", 2],
  ["three|три|三|ثلاثه?", 3],
  ["four|четыре|чотири|四|اربعه?", 4],
  ["five|пять|п'ять|五|خمسه?", 5],
  ["six|шесть|шість|六|سته?", 6],
  ["seven|семь|сім|七|سبعه?", 7],
  ["eight|восемь|вісім|八|ثمانيه?", 8],
  ["nine|девять|дев'ять|九|تسعه?", 9],
  ["ten|десять|十|عشره?", 10],
];

/** From Monday on; Chinese says which week. */
export const weekdays: { names: string; nextWeek?: string }[] = [
  ["mon(?:day)?|понедельник|понеділ(?:ок|ка)|пн", "一", "اثنين"],
  ["tue(?:s|sday)?|вторник|вівтор(?:ок|ка)|вт", "二", "ثلاثاء"],
  ["wed(?:nesday)?|сред[ауы]|серед[ауи]|ср", "三", "اربعاء"],
  ["thu(?:rs?|rsday)?|четверга?|чт", "四", "خميس"],
  ["fri(?:day)?|пятниц[ауы]|п'ятниц[яюі]|пт", "五", "جمعه"],
  ["sat(?:urday)?|суббот[ауы]|субот[ауи]|сб", "六", "سبت"],
  ["sun(?:day)?|воскресень[ея]|неділ[яюі]|вс|нд", "[日天]", "احد"],
].map(([names, han, arabic]) => ({
  names: `${names}|(?:ال|يوم ال)?${arabic}|(?:这个?)?(?:周|星期|礼拜)${han}`,
  nextWeek: `下个?(?:周|星期|礼拜)${han}`,
}));

/** From January on, as a day of the month is said. */
export const months: string[] = [
  "jan(?:uary)?|января|янв|січня|січ|يناير|كانون الثاني",
  "feb(?:ruary)?|февраля|фев|лютого|лют|فبراير|شباط",
  "mar(?:ch)?|марта|мар|березня|бер|مارس|اذار",
  "apr(?:il)?|апреля|апр|квітня|квіт|ابريل|نيسان",
  "may|мая|травня|трав|مايو|ايار",
  "june?|июня|июн|червня|черв|يونيو|حزيران",
  "july?|июля|июл|липня|лип|يوليو|تموز",
  "aug(?:ust)?|августа|авг|серпня|серп|اغسطس|اب",
  "sept?(?:ember)?|сентября|сент?|вересня|вер|سبتمبر|ايلول",
  "oct(?:ober)?|октября|окт|жовтня|жовт|اكتوبر|تشرين الاول",
  "nov(?:ember)?|ноября|нояб?|листопада|лист|نوفمبر|تشرين الثاني",
  "dec(?:ember)?|декабря|дек|грудня|груд|ديسمبر|كانون الاول",
];

/** Days that have a name from today; the longer first. */
export const dayWords: [string, number | "next week" | "next month"][] = [
  ["(?:the )?day after tomorrow|послезавтра|післязавтра|后天|بعد غد|بعد بكره", 2],
  [
    "next week|на следующей неделе|(?:на )?наступного тижня|наступному тижні|下个?(?:周|星期|礼拜)|الاسبوع (?:القادم|المقبل)",
    "next week",
  ],
  ["next month|в следующем месяце|наступного місяця|下个月|الشهر (?:القادم|المقبل)", "next month"],
  ["tomorrow|tmrw?|завтра|明天|明日|غدا|بكره|غد", 1],
  ["today|сегодня|сьогодні|今天|今日|اليوم", 0],
];

/** Parts of a day, by the hour they mean; the longer first. */
export const dayParts: [string, number][] = [
  ["(?:in the )?afternoon|после обеда|після обіду|днем|вдень|下午|بعد الظهر|العصر|عصرا", 14],
  ["(?:in the )?morning|утром|вранці|зранку|早上|上午|صباحا|الصباح|في الصباح", 9],
  ["noon|midday|в полдень|полдень|опівдні|中午|الظهر|ظهرا", 12],
  ["(?:in the )?evening|tonight|вечером|ввечері|увечері|今晚|晚上|傍晚|مساء|المساء|الليله", 18],
];

/** What stands after an hour, or before it in Chinese, and which half of the day it means. */
export const periods: [string, "am" | "pm" | "day" | "night"][] = [
  ["a\\.?m\\.?|утра|ранку|صباحا|ص|早上|上午", "am"],
  ["p\\.?m\\.?|вечера|вечора|مساء|م|下午|傍晚|晚上|今晚", "pm"],
  ["дня|ظهرا|عصرا|中午", "day"],
  ["ночи|ночі|凌晨", "night"],
];

/** Words that say nothing by themselves. */
export const fillers =
  /(?<!\p{L})(?:in|at|on|the|of|by|until|till|next|this|coming|oclock|o'clock|в|во|на|к|до|о|об|у|за|через|час|часов|часа|следующ\p{L}*|наступн\p{L}*|ближайш\p{L}*|найближч\p{L}*|من|في|بعد|يوم|الساعه|القادم|المقبل|التالي|حتي|الي)(?!\p{L})|在|到|的|钟|后|之后|以后/gu;
