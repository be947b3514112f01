import type { Locale } from "../../../contract/languages.ts";
import { type CalendarData, datesFrom } from "./days.ts";
import { holidaysIn } from "./holidays.ts";
import { openCalendar } from "./open-calendar.ts";
import { dateExists, instantOf, type Stretch } from "./wall.ts";

/** One date of a calendar, to be shown. */
export interface ShownDay {
  date: string;
  /** What is open between its midnights, by whichever calendar. */
  openings: Stretch[];
  holidays: { id: string; name: string; isWorked: boolean }[];
  /** What the exception of this date is called. */
  exception: string | null;
}

/** What a calendar makes of each date from one to another, by the clock of its zone; dates that it leaves out are not there. */
export function shownDays(
  data: CalendarData,
  others: readonly CalendarData[],
  { from, to }: { from: string; to: string },
  locale: Locale,
): ShownDay[] {
  const calendar = openCalendar(data, others);
  const { timeZone, country, region, workedHolidays, exceptions } = data;
  return datesFrom(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to))
    .filter((date) => dateExists(timeZone, date))
    .map((date) => ({
      date: date.toString(),
      openings: calendar.openings(
        instantOf(timeZone, date, 0),
        instantOf(timeZone, date.add({ days: 1 }), 0),
      ),
      holidays: country
        ? (holidaysIn(country, region, date.year, locale).get(date.toString()) ?? []).map(({ id, name }) => ({
            id,
            name,
            isWorked: workedHolidays.includes(id),
          }))
        : [],
      exception: exceptions.find((one) => one.date === date.toString())?.name ?? null,
    }));
}
