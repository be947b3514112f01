import { locale } from "./texts.ts";

const kept = new Map<string, Intl.DateTimeFormat>();
const dated = (options: Intl.DateTimeFormatOptions) => {
  const name = locale + JSON.stringify(options);
  let format = kept.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    kept.set(name, format);
  }
  return format;
};

export const clock = (at: Date) => dated({ hour: "numeric", minute: "2-digit" }).format(at);
export const exactly = (at: Date) => dated({ dateStyle: "full", timeStyle: "short" }).format(at);

/** Whole days from `from` to `at` by the reader's calendar; yesterday is -1. */
export const daysBetween = (from: Date, at: Date) =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000);

/** "today", "yesterday", "tomorrow" in the reader's language, with a capital; farther off a weekday or a date. */
export function dayWords(at: Date, now = new Date()): string {
  const days = daysBetween(now, at);
  if (Math.abs(days) <= 1) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
  }
  if (Math.abs(days) < 7) return dated({ weekday: "long", day: "numeric", month: "long" }).format(at);
  return dated({ day: "numeric", month: "long", year: "numeric" }).format(at);
}

/** When something is to be: the time alone today, with its day otherwise. */
export function whenWords(at: Date, now = new Date()): string {
  const days = daysBetween(now, at);
  if (days === 0) return clock(at);
  if (days === 1)
    return `${new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(1, "day")} ${clock(at)}`;
  if (days < 7) return dated({ weekday: "long", hour: "numeric", minute: "2-digit" }).format(at);
  return dated({ day: "numeric", month: "long", hour: "numeric", minute: "2-digit" }).format(at);
}

/** How long ago, in one word of a list. */
export function agoWords(at: Date, now = new Date()): string {
  const days = daysBetween(at, now);
  if (days === 0) return clock(at);
  if (days < 7) return dated({ weekday: "short" }).format(at);
  return dated({ day: "numeric", month: "short" }).format(at);
}

export function sizeWords(bytes: number): string {
  const isSmall = bytes < 1_000_000;
  const value = isSmall ? Math.max(1, Math.round(bytes / 1000)) : bytes / 1_000_000;
  const style = { style: "unit", unit: isSmall ? "kilobyte" : "megabyte" } as const;
  const rounded = { maximumFractionDigits: isSmall ? 0 : 1 };
  try {
    return new Intl.NumberFormat(locale, { ...style, ...rounded }).format(value);
  } catch (_error) {
    // Safari learned of units with 14.1.
    return `${new Intl.NumberFormat(locale, rounded).format(value)} ${isSmall ? "kB" : "MB"}`;
  }
}

/** Around names that may run the other way. */
export const isolated = (name: string) => `\u2068${name}\u2069`;
