const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// RFC 5322 names; anything else (CST is five different zones) is read as UTC.
const zoneHours: Record<string, number> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  msk: 3,
};

/** A Date header as ISO 8601 in UTC, or null when it is no date. Never depends on the zone of this machine. */
export function readDate(value: string | undefined): string | null {
  if (!value) return null;
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return readInternetDate(text) ?? readAsctimeDate(text) ?? readIsoDate(text);
}

function readInternetDate(text: string): string | null {
  const match =
    /(\d{1,2})[ -]([a-z]{3})[a-z]{0,6}\.?,?[ -](\d{2,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d{1,6})? ?(am|pm)? ?([+-]\d{2}:?\d{2}|[a-z]{1,5})?/i.exec(
      text,
    );
  if (!match) return null;
  const [, day, month, year, hour, minute, second, half, zone] = match;
  return toIso(year!, months.indexOf(month!.toLowerCase()), day!, hours(hour!, half), minute!, second, zone);
}

function readAsctimeDate(text: string): string | null {
  const match =
    /([a-z]{3})[a-z]{0,6} (\d{1,2}),? (\d{2}):(\d{2}):(\d{2})(?: ([a-z]{1,5}|[+-]\d{4}))? (\d{4})/i.exec(
      text,
    );
  if (!match) return null;
  const [, month, day, hour, minute, second, zone, year] = match;
  return toIso(year!, months.indexOf(month!.toLowerCase()), day!, Number(hour), minute!, second, zone);
}

function readIsoDate(text: string): string | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})?/i.exec(
      text,
    );
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  return toIso(year!, Number(month) - 1, day!, Number(hour), minute!, second, zone);
}

function hours(hour: string, half: string | undefined): number {
  if (!half) return Number(hour);
  return (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function toIso(
  yearText: string,
  month: number,
  day: string,
  hour: number,
  minute: string,
  second: string | undefined,
  zone: string | undefined,
): string | null {
  if (month < 0 || month > 11 || Number(day) < 1 || Number(day) > 31 || hour > 24 || Number(minute) > 59)
    return null;
  let year = Number(yearText);
  // RFC 5322, 4.3: years of two and three digits.
  if (yearText.length === 2) year += year < 50 ? 2000 : 1900;
  else if (yearText.length === 3) year += 1900;
  const time = Date.UTC(year, month, Number(day), hour, Number(minute), Number(second ?? 0));
  const date = new Date(time - offsetMinutes(zone) * 60_000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function offsetMinutes(zone: string | undefined): number {
  const digits = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "");
  if (digits) return (digits[1] === "-" ? -1 : 1) * (Number(digits[2]) * 60 + Number(digits[3]));
  return (zoneHours[(zone ?? "").toLowerCase()] ?? 0) * 60;
}
