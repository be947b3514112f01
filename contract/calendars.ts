import { z } from "zod";
import { Country } from "./countries.ts";
import { Line } from "./lines.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";
import { TimeZone } from "./workspace.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const span = z.object({ from: time, to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) });
const hasLength = ({ from, to }: { from: string; to: string }) => from !== to;
const noLength = { error: "span_without_length", path: ["to"] };

/**
 * Open from one time of the clock on the wall to another. One that ends before it begins goes over midnight and belongs
 * to the day on which it begins. A whole day is 00:00 to 24:00.
 */
export const Span = span.refine(hasLength, noLength);
export type Span = z.infer<typeof Span>;

/** A span of every such day of the week; 1 is Monday. A day may have many. */
export const Hours = span.extend({ weekday: z.number().int().min(1).max(7) }).refine(hasLength, noLength);
export type Hours = z.infer<typeof Hours>;

/** What is open on one date instead of the usual hours and whatever holiday it is; nothing: closed. */
export const CalendarException = z.object({
  date: z.iso.date(),
  name: words(100),
  hours: z.array(Span).max(20),
});
export type CalendarException = z.infer<typeof CalendarException>;

const eachDateOnce = (exceptions: { date: string }[]) =>
  new Set(exceptions.map(({ date }) => date)).size === exceptions.length;

const calendarFields = z.object({
  name: words(100),
  /** The first calendar by position whose conditions a matter meets is its calendar; what meets none has the last. */
  position: z.number().int().min(-10_000).max(10_000),
  timeZone: TimeZone,
  /** Every day around the clock, instead of `hours`; holidays and exceptions close all the same. */
  always: z.boolean(),
  hours: z.array(Hours).max(140),
  /** Whose public holidays close it; null: no holidays. */
  country: Country.nullable(),
  /** A part of that country with holidays of its own, such as `BY` in DE, and within it `BY-A`. */
  region: z.string().max(40).nullable(),
  /** Holidays of that country that are worked, by their `id`. */
  workedHolidays: z.array(z.string().max(200)).max(100),
  exceptions: z.array(CalendarException).max(1000).refine(eachDateOnce, { error: "date_is_there_twice" }),
  /** Calendars whose openings count as well, one place going on where another closes. */
  covers: z.array(Id).max(20),
  /** For which matters it is; an empty list is no condition. */
  lines: z.array(Line).max(2),
  brands: z.array(Id).max(500),
  countries: z.array(Country).max(300),
});

/** When there is somebody, and for which matters. A matter's country is its customer's, else its inbox's. */
export const Calendar = calendarFields.extend({ id: Id });
export type Calendar = z.infer<typeof Calendar>;

/** A calendar, and what it says now. */
export const CalendarNow = Calendar.extend({
  isOpen: z.boolean(),
  /** When it closes, or opens; null when that is more than a year away. */
  changesAt: z.iso.datetime().nullable(),
});
export type CalendarNow = z.infer<typeof CalendarNow>;

/** One date of a calendar, by the clock of its zone. */
export const CalendarDay = z.object({
  date: z.iso.date(),
  /** What is open between the midnights of this date, by its own hours or those of calendars that cover it. */
  openings: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
  holidays: z.array(z.object({ id: z.string(), name: z.string(), isWorked: z.boolean() })),
  exception: z.string().nullable(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** A public holiday on one date. */
export const Holiday = z.object({
  /** What it is called in English, the same every year. */
  id: z.string(),
  name: z.string(),
  date: z.iso.date(),
  /** Kept instead of one that fell on a day off. */
  isSubstitute: z.boolean(),
  /** Part of the day alone, by the clock on the wall; null for a whole day. */
  hours: z.object({ from: z.string(), to: z.string() }).nullable(),
});
export type Holiday = z.infer<typeof Holiday>;

export const Region = z.object({ code: z.string(), name: z.string() });
export const CountryChoice = z.object({
  code: Country,
  name: z.string(),
  /** Whether its public holidays are known. */
  hasHolidays: z.boolean(),
  /** Its parts that have holidays of their own, by name. */
  regions: z.array(Region),
});
export type CountryChoice = z.infer<typeof CountryChoice>;

const dates = { from: z.iso.date(), to: z.iso.date() };
const year = z.coerce.number().int().min(1970).max(2100);

export const listCalendars = route({
  method: "GET",
  path: "/calendars",
  area: "Clocks",
  summary: "The calendars in the order in which they are tried, and whether each is open now.",
  access: "signed-in",
  reply: pageOf(CalendarNow),
});

export const postCalendar = route({
  method: "POST",
  path: "/calendars",
  area: "Clocks",
  summary: "Adds a calendar.",
  access: "workspace.manage",
  body: calendarFields.partial().required({ name: true, timeZone: true }),
  reply: CalendarNow,
  status: 201,
  refuses: ["already_exists", "not_found"],
});

export const patchCalendar = route({
  method: "PATCH",
  path: "/calendars/:id",
  area: "Clocks",
  summary: "Changes a calendar; clocks that run by it are due by the new hours.",
  access: "workspace.manage",
  params: byId,
  body: calendarFields.partial(),
  reply: CalendarNow,
  refuses: ["not_found", "already_exists"],
});

export const deleteCalendar = route({
  method: "DELETE",
  path: "/calendars/:id",
  area: "Clocks",
  summary:
    "Removes a calendar, unless it is the last or covers another. Its matters go by the next that fits them.",
  access: "workspace.manage",
  params: byId,
  status: 204,
  refuses: ["not_found", "still_in_use"],
});

export const listCalendarDays = route({
  method: "GET",
  path: "/calendars/:id/days",
  area: "Clocks",
  summary: "What a calendar makes of some dates, 62 at most: openings, holidays, exceptions.",
  access: "signed-in",
  params: byId,
  query: z.object(dates),
  reply: pageOf(CalendarDay),
  refuses: ["not_found"],
});

export const postCalendarPreview = route({
  method: "POST",
  path: "/calendar-preview",
  area: "Clocks",
  question: true,
  summary: "What a calendar with these hours would make of some dates, 62 at most. Nothing is kept.",
  access: "workspace.manage",
  body: calendarFields
    .pick({ timeZone: true, always: true, hours: true, country: true, region: true, workedHolidays: true })
    .extend({ exceptions: calendarFields.shape.exceptions, covers: calendarFields.shape.covers, ...dates }),
  reply: pageOf(CalendarDay),
  status: 200,
  refuses: ["not_found"],
});

export const listHolidays = route({
  method: "GET",
  path: "/holidays",
  area: "Clocks",
  summary: "The public holidays of a country, or of a part of it, in a year, named in the caller's language.",
  access: "signed-in",
  query: z.object({ country: Country, region: z.string().max(40).optional(), year }),
  reply: pageOf(Holiday),
});

export const listCountries = route({
  method: "GET",
  path: "/countries",
  area: "Clocks",
  summary: "All countries by their names in the caller's language, and which of their holidays are known.",
  access: "signed-in",
  reply: pageOf(CountryChoice),
});
