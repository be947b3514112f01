import { directionOfLocale, type Locale } from "./locales.ts";

export type Moment = string | number | Date;
export type DateStyle = "date" | "time" | "hour" | "short" | "weekday" | "long" | "exact";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  /** Of a day within the week. */
  hour: { weekday: "short", hour: "numeric", minute: "2-digit" },
  short: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  weekday: { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  long: {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  },
  exact: {
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
};

/** Numbers, dates and lists as the reader writes them, in the reader's time zone. */
export function formatsFor(locale: Locale, timeZone: string) {
  const dates = new Map<string, Intl.DateTimeFormat>();
  const numbers = new Map<string, Intl.NumberFormat>();
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const names = new Intl.ListFormat(locale, { type: "conjunction" });
  const joined = new Intl.ListFormat(locale, { type: "unit", style: "narrow" });
  const order = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

  function dated(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return kept(dates, options, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  }

  function numbered(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return kept(numbers, options, () => new Intl.NumberFormat(locale, options));
  }

  const unit = (value: number, name: string) =>
    numbered({ style: "unit", unit: name, unitDisplay: "short" }).format(value);

  function dateTime(at: Moment, style: DateStyle = "short"): string {
    return dated(dateStyles[style]).format(new Date(at));
  }

  /** "5 min. ago", "in 2 hr.", "yesterday"; after a week the date, with its year when it is not this one. */
  function relativeTime(at: Moment, now: Moment = Date.now()): string {
    const then = new Date(at);
    const difference = then.getTime() - new Date(now).getTime();
    const size = Math.abs(difference);
    if (size < 45_000) return relative.format(0, "second");
    if (size < hour) return relative.format(toWhole(difference / minute), "minute");
    if (size < day) return relative.format(toWhole(difference / hour), "hour");
    if (size < 7 * day) return relative.format(calendarDays(then, new Date(now)), "day");
    const sameYear =
      dated({ year: "numeric" }).format(then) === dated({ year: "numeric" }).format(new Date(now));
    return dated({ month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }).format(then);
  }

  /** Midnights between two moments where the reader is: 23:50 was "yesterday" twenty hours later. */
  function calendarDays(then: Date, now: Date): number {
    const midnight = (date: Date) => {
      const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(date);
      return Date.parse(`${parts}T00:00:00Z`);
    };
    return Math.round((midnight(then) - midnight(now)) / day);
  }

  /** A length of time in its two largest units: "2 hr 5 min", "3 days 4 hr". */
  function duration(milliseconds: number): string {
    const size = Math.abs(milliseconds);
    if (size < minute) return unit(Math.round(size / 1000), "second");
    const days = Math.floor(size / day);
    const hours = Math.floor((size % day) / hour);
    const minutes = Math.floor((size % hour) / minute);
    const parts: string[] = [];
    if (days) parts.push(unit(days, "day"));
    if (hours) parts.push(unit(hours, "hour"));
    if (minutes && !days) parts.push(unit(minutes, "minute"));
    return joined.format(parts);
  }

  function bytes(size: number): string {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
    const step = size < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
    const value = size / 1000 ** step;
    return numbered({
      style: "unit",
      unit: units[step],
      unitDisplay: step === 0 ? "long" : "short",
      maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
    }).format(value);
  }

  return {
    locale,
    timeZone,
    dir: directionOfLocale(locale),
    dateTime,
    relativeTime,
    duration,
    bytes,
    /** Amounts of several units as one: "1 hr 30 min". */
    units: (parts: Iterable<string>) => joined.format(parts),
    number: (value: number, options: Intl.NumberFormatOptions = {}) => numbered(options).format(value),
    list: (items: Iterable<string>) => names.format(items),
    compare: (a: string, b: string) => order.compare(a, b),
  };
}

export type Formats = ReturnType<typeof formatsFor>;

function toWhole(value: number): number {
  return value < 0 ? -Math.floor(-value) : Math.floor(value);
}

/** Making a format costs a hundred times what using it does. */
export function kept<Format>(
  formats: Map<string, Format>,
  options: object | undefined,
  make: () => Format,
): Format {
  const key = JSON.stringify(options) ?? "";
  const known = formats.get(key);
  if (known) return known;
  const fresh = make();
  formats.set(key, fresh);
  return fresh;
}
