import type {
  CalendarDay,
  CountryChoice,
  Holiday,
  listHolidays,
  postCalendarPreview,
} from "../../contract/calendars.ts";
import { countryCodes } from "../../contract/countries.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf, QueryOf } from "../../contract/route.ts";
import { isSeen } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { type CalendarData, holidayPlaces, holidaysIn, keepsHolidays, shownDays } from "./calendar/index.ts";
import { calendarsNow } from "./calendars.ts";

interface Dates {
  from: string;
  to: string;
}

/** What a calendar makes of some dates. */
export const daysOfCalendar = (db: Db, caller: Caller, id: string, dates: Dates): Promise<CalendarDay[]> =>
  look(db, caller.workspaceId, async (tx) => {
    const all = await calendarsSeen(db, tx, caller);
    const calendar = all.find((one) => one.id === id);
    if (!calendar) throw new Refusal("not_found");
    // What covers it counts, whether the caller may know of it or not.
    return daysShown(calendar, await allCalendars(db, tx, caller), dates, caller.locale);
  });

/** What a calendar with such hours would make of some dates. */
export const previewOf = (
  db: Db,
  caller: Caller,
  { from, to, ...fields }: BodyOf<typeof postCalendarPreview>,
): Promise<CalendarDay[]> =>
  look(db, caller.workspaceId, async (tx) => {
    const all = await calendarsSeen(db, tx, caller);
    if (fields.covers.some((id) => !all.some((one) => one.id === id))) throw new Refusal("not_found");
    if (fields.country) refuseUnknownPlace(fields.country, fields.region);
    const calendar = { id: "", name: "", ...fields };
    return daysShown(calendar, await allCalendars(db, tx, caller), { from, to }, caller.locale);
  });

const allCalendars = async (db: Db, tx: Tx, { workspaceId }: Caller) =>
  (await calendarsNow(db, tx, workspaceId)).calendars.map(({ rule }) => rule);

const calendarsSeen = async (db: Db, tx: Tx, caller: Caller) =>
  (await allCalendars(db, tx, caller)).filter((rule) => isSeen(caller, rule));

const mostDays = 62;

function daysShown(
  calendar: CalendarData,
  others: CalendarData[],
  dates: Dates,
  locale: Locale,
): CalendarDay[] {
  const { days } = Temporal.PlainDate.from(dates.from).until(dates.to);
  if (days < 0 || days >= mostDays)
    throw new Refusal("invalid", { fields: [{ path: "to", message: "dates_out_of_range" }] });
  return shownDays(calendar, others, dates, locale).map(({ openings, ...day }) => ({
    ...day,
    openings: openings.map(({ from, to }) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    })),
  }));
}

/** The public holidays of a year by date. */
export function holidaysOfYear(query: QueryOf<typeof listHolidays>, locale: Locale): Holiday[] {
  const { country, region = null, year }: { country: string; region?: string | null; year: number } = query;
  refuseUnknownPlace(country, region);
  return [...holidaysIn(country, region, year, locale)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([date, holidays]) =>
      holidays.map(({ id, name, substitute, from, to }) => ({
        id,
        name,
        date,
        isSubstitute: substitute,
        hours: from === 0 && to === 1440 ? null : { from: clockTime(from), to: clockTime(to) },
      })),
    );
}

const clockTime = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

function refuseUnknownPlace(country: string, region: string | null) {
  if (keepsHolidays(country, region)) return;
  const path = keepsHolidays(country, null) ? "region" : "country";
  const message = path === "region" ? "unknown_region" : "holidays_unknown";
  throw new Refusal("invalid", { fields: [{ path, message }] });
}

/** All countries by name in a language, and what is known of their holidays. */
export function countriesIn(locale: Locale): CountryChoice[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const places = new Map(holidayPlaces(locale).map((place) => [place.code, place]));
  const { compare } = new Intl.Collator(locale);
  return countryCodes
    .map((code) => ({
      code,
      name: names.of(code)!,
      hasHolidays: places.has(code),
      regions: (places.get(code)?.regions ?? []).toSorted((a, b) => compare(a.name, b.name)),
    }))
    .sort((a, b) => compare(a.name, b.name));
}
