import { z } from "zod";
import { Country } from "./countries.ts";
import { Line } from "./lines.ts";
import { Id, words } from "./route.ts";
import { TimeZone } from "./workspace.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * Open from one time of the clock on the wall to another. One that does not end after it begins goes over midnight and
 * belongs to the day on which it begins.
 */
export const Span = z.object({
  from: time,
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
});
export type Span = z.infer<typeof Span>;

/** A span of every such day of the week; 1 is Monday. A day may have many. */
export const Hours = Span.extend({ weekday: z.number().int().min(1).max(7) });
export type Hours = z.infer<typeof Hours>;

/** What is open on one date instead of the usual hours and whatever holiday it is; nothing: closed. */
export const CalendarException = z.object({
  date: z.iso.date(),
  name: words(100),
  hours: z.array(Span).max(20),
});
export type CalendarException = z.infer<typeof CalendarException>;

/** When there is somebody, and for which matters. */
export const Calendar = z.object({
  id: Id,
  name: words(100),
  /** The first calendar by position whose conditions a matter meets is its calendar. */
  position: z.number().int(),
  timeZone: TimeZone,
  /** Every day around the clock, instead of `hours`; holidays and exceptions close all the same. */
  always: z.boolean(),
  hours: z.array(Hours).max(140),
  /** Whose public holidays it keeps; null: none. */
  country: Country.nullable(),
  /** A part of that country with holidays of its own, such as `BY` in DE, and within it `BY-A`. */
  region: z.string().max(40).nullable(),
  /** Holidays of that country that are worked, by their `id`. */
  workedHolidays: z.array(z.string().max(200)).max(100),
  exceptions: z.array(CalendarException).max(1000),
  /** Calendars whose openings count as well: when these are closed, those follow the sun. */
  covers: z.array(Id).max(20),
  /** For which matters it is; an empty list is no condition. */
  lines: z.array(Line).max(2),
  brands: z.array(Id).max(500),
  countries: z.array(Country).max(300),
});
export type Calendar = z.infer<typeof Calendar>;
