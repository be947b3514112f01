/**
 * Dates as mail programs write them for people, above what they quote or pass on: in words, in many languages, often
 * without a zone. Months are told by their beginnings, so that every case and shortening of a name is one entry.
 */
const monthBeginnings: [number, string][] = [
  [1, "jan|янв|січ|janv|ene|gen|sty|oca|يناير|كانون الثاني|ian|led|tam"],
  [2, "feb|fév|fev|фев|лют|febr|lut|şub|فبراير|شباط|úno|hel"],
  [3, "mar|mär|мар|бер|mrt|مارس|آذار|bře|maa"],
  [4, "apr|апр|кві|квіт|avr|abr|kwi|nis|أبريل|ابريل|نيسان|dub|huh"],
  [5, "may|mai|мая|май|тра|mei|mag|maj|مايو|أيار|kvě|tou"],
  [6, "jun|июн|чер|juin|giu|cze|haz|يونيو|حزيران|kes"],
  [7, "jul|июл|лип|juil|lug|lip|tem|يوليو|تموز|hei"],
  [8, "aug|авг|сер|août|aoû|ago|sie|ağu|أغسطس|اغسطس|آب|srp|elo"],
  [9, "sep|сен|вер|set|wrz|eyl|سبتمبر|أيلول|zář|syy"],
  [10, "oct|okt|окт|жов|ott|out|paź|eki|أكتوبر|اكتوبر|تشرين الأول|říj|lok"],
  [11, "nov|ноя|лис|kas|lis|نوفمبر|تشرين الثاني"],
  [12, "dec|dez|дек|гру|déc|dic|gru|ara|ديسمبر|كانون الأول|pro|jou"],
];
const monthOf: [string, number][] = monthBeginnings.flatMap(([nr, names]) =>
  names.split("|").map((name): [string, number] => [name, nr]),
);

/** An instant in ISO 8601, or null. Without a zone in the text the clock is taken to run `offsetMinutes` before UTC. */
export function readSpokenDate(text: string, offsetMinutes: number): string | null {
  const plain = plainDigits(text.slice(0, 200));
  const day = dayIn(plain);
  if (!day) return null;
  const clock = clockIn(plain);
  const offset = zoneIn(plain) ?? offsetMinutes;
  const [year, month, date] = day;
  if (month < 1 || month > 12 || date < 1 || date > 31 || year < 1980 || year > 2100) return null;
  const at = new Date(
    Date.UTC(year, month - 1, date, clock.hour, clock.minute, clock.second) - offset * 60_000,
  );
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function plainDigits(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .toLowerCase();
}

function dayIn(text: string): [number, number, number] | null {
  const cjk = /(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/.exec(text);
  const iso = cjk ?? /\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const numbers = /(?<!\d)(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})(?!\d)/.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    const year = Number(numbers[4]) + (numbers[4]!.length === 2 ? 2000 : 0);
    // Only English writes the month first, and only with slashes and half days.
    const monthFirst = second > 12 || (first <= 12 && numbers[2] === "/" && /\d ?[ap]m\b/.test(text));
    return monthFirst ? [year, first, second] : [year, second, first];
  }
  return dayInWords(text);
}

function dayInWords(text: string): [number, number, number] | null {
  const year = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)?.[1];
  if (!year) return null;
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}]{2,14}(?: (?:الأول|الثاني))?/gu)) {
    const month = monthOf.find(([beginning]) => word.startsWith(beginning))?.[1];
    if (!month) continue;
    const at = text.indexOf(word);
    const before = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[.,،]? ?(?:de |d')?$/.exec(text.slice(0, at))?.[1];
    const after = /^\.? ?(\d{1,2})(?!\d|:)/.exec(text.slice(at + word.length))?.[1];
    const day = before ?? after;
    if (day) return [Number(year), month, Number(day)];
  }
  return null;
}

function clockIn(text: string): { hour: number; minute: number; second: number } {
  const found =
    /(上午|下午|晚上|中午|凌晨|午前|午後|오전|오후)? ?(?<![\d.])(\d{1,2})(?:[:h٫]|(?<= (?:klo|kl|pukul|kl\.) \d{1,2})\.)(\d{2})(?::(\d{2}))?(?!\d) ?(am|pm|a\.m\.|p\.m\.|ص|م(?![\p{L}]))?/u.exec(
      text,
    );
  if (!found) return { hour: 0, minute: 0, second: 0 };
  const [, half, hours, minutes, seconds, later] = found;
  let hour = Number(hours);
  const isAfternoon = /下午|晚上|午後|오후/.test(half ?? "") || /^(?:pm|p\.m\.|م)$/.test(later ?? "");
  const isMorning = /上午|凌晨|午前|오전/.test(half ?? "") || /^(?:am|a\.m\.|ص)$/.test(later ?? "");
  if (isAfternoon && hour < 12) hour += 12;
  if (isMorning && hour === 12) hour = 0;
  return {
    hour: Math.min(hour, 23),
    minute: Math.min(Number(minutes), 59),
    second: Math.min(Number(seconds ?? 0), 59),
  };
}

function zoneIn(text: string): number | null {
  const found =
    /(?:gmt|utc)? ?([+-])(\d{1,2}):?(\d{2})?(?!\d)\)?\s*(?:[,;:].*)?$|(?:gmt|utc)([+-])(\d{1,2}):?(\d{2})?|[+-]\d{4}\b/.exec(
      text,
    );
  if (!found) return /\b(?:gmt|utc)\b|\dz$/.test(text) ? 0 : null;
  const [sign, hours, minutes] = found[1]
    ? [found[1], found[2], found[3]]
    : found[4]
      ? [found[4], found[5], found[6]]
      : [found[0][0], found[0].slice(1, 3), found[0].slice(3)];
  const size = Number(hours) * 60 + Number(minutes ?? 0);
  return size > 14 * 60 ? null : (sign === "-" ? -1 : 1) * size;
}
