import type { Locale } from "../../contract/languages.ts";
import { knownText, type TextKey, text } from "../texts.ts";

export type Words = ReturnType<typeof wordsFor>;

/** Words, numbers and times of a report, as readers of its language write them. */
export function wordsFor(locale: Locale, timeZone: string) {
  const dated = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const [month, day, shortDay, moment] = [
    dated({ month: "long", year: "numeric" }),
    dated({ day: "numeric", month: "long" }),
    dated({ day: "numeric", month: "short" }),
    dated({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  ];
  const exactly = dated({ dateStyle: "long", timeStyle: "short" });
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const numbers = new Intl.NumberFormat(locale);
  const durations = new Intl.DurationFormat(locale, { style: "short" });
  const languages = new Intl.DisplayNames(locale, { type: "language" });

  return {
    locale,
    t: (key: TextKey, values?: Record<string, string | number>) => text(locale, key, values),
    number: (value: number) => numbers.format(value),
    /** Rounded down, so that 100 % means all; a dash where there is nothing to take a part of. */
    percent: (part: number, whole: number) =>
      whole === 0 ? "–" : percents.format(Math.floor((part * 1000) / whole) / 1000),
    month: (at: string) => month.format(new Date(at)),
    day: (at: string) => day.format(new Date(at)),
    /** A day of the calendar, which has no zone: 2026-11-03. */
    date: (date: string) =>
      shortDay.format(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds),
    moment: (at: string) => moment.format(new Date(at)),
    exactly: (at: string) => exactly.format(new Date(at)),
    /** In its two largest units; a dash where nothing was measured. */
    duration(minutes: number | null): string {
      if (minutes === null) return "–";
      const whole = Math.round(minutes);
      const [days, hours] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60)];
      if (days) return durations.format(hours ? { days, hours } : { days });
      if (!hours) return durations.format({ minutes: whole });
      return durations.format(whole % 60 ? { hours, minutes: whole % 60 } : { hours });
    },
    channel: (key: string) => knownText(locale, `channel.${key}`) ?? key,
    language(key: string): string {
      const [first = "", ...rest] = knownText(locale, `language.${key}`) ?? languages.of(key) ?? key;
      return first.toLocaleUpperCase(locale) + rest.join("");
    },
    step: (key: string) => knownText(locale, `step.${key}`) ?? key,
    breakWords: (key: string) => knownText(locale, `report.break.${key}`) ?? key,
  };
}

/** The words of a key that data is named by; null for a key of a version to come. */

/** Keeps the direction of what is put into a text from turning what stands around it. */
export const apart = (name: string): string => `\u2068${name}\u2069`;
