import { createRequire } from "node:module";
import type HolidaysOf from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import type { Locale } from "../../../contract/languages.ts";
import { simplified } from "../../language/index.ts";
import { knownText } from "../../texts.ts";

/** A public holiday on one date. */
export interface Holiday {
  /** What it is called in English: the same every year, and what a calendar names the holidays by that it works. */
  id: string;
  name: string;
  /** Kept instead of one that fell on a day off. */
  substitute: boolean;
  /** Closed between these minutes of the date; a whole day is 0 to 1440. */
  from: number;
  to: number;
}

type HolidaysByDate = ReadonlyMap<string, readonly Holiday[]>;

// It takes a third of a second and 40 MB to load, so it is not loaded before somebody keeps holidays.
let library: typeof HolidaysOf | undefined;
function holidaysOf(): typeof HolidaysOf {
  library ??= createRequire(import.meta.url)("date-holidays") as typeof HolidaysOf;
  return library;
}

// The data calls these public though they free but some people: women, children, soldiers, one faith.
const forSomeAlone = /^(women|youth|children|military|only for|for muslim|for all persons belonging)/i;

const remembered = new Map<string, unknown>();

/** Years that nobody asks for again are given up in time: so many lists are kept. */
const mostRemembered = 2000;

function once<T>(key: string, make: () => T): T {
  const known = remembered.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, made);
  return made;
}

/** The public holidays of a country, or of a part of it, in a year of the Gregorian calendar, by date. */
export const holidaysIn = (
  country: string,
  region: string | null,
  year: number,
  locale: Locale,
): HolidaysByDate =>
  once(`days ${country} ${region} ${year} ${locale}`, () => {
    const days = new Map<string, Holiday[]>();
    // One that goes on for days may have begun in the year before.
    const listed = [year - 1, year].flatMap((one) => listedIn(country, region, one, locale));
    for (const { date, minutes, ...holiday } of listed) {
      for (let [day, left] = [Temporal.PlainDate.from(date), minutes]; left > 0; day = day.add({ days: 1 })) {
        const from = day.toString() === date ? holiday.from : 0;
        const to = Math.min(1440, from + left);
        left -= to - from;
        if (day.year !== year) continue;
        const others = days.get(day.toString()) ?? [];
        days.set(day.toString(), [...others, { ...holiday, from, to }]);
      }
    }
    return days;
  });

interface Listed extends Omit<Holiday, "to"> {
  date: string;
  minutes: number;
}

/** By their first day and how long they last. */
function listedIn(country: string, region: string | null, year: number, locale: Locale): Listed[] {
  const names = new Map(
    listIn(country, region, year, locale).map((holiday) => [`${holiday.rule} ${+holiday.start}`, holiday]),
  );
  return listIn(country, region, year, "en")
    .filter((holiday) => !forSomeAlone.test((holiday as { note?: string }).note ?? ""))
    .map((holiday) => {
      const id = bare(holiday);
      const [date = "", time = "", untilSunset] = holiday.date.split(" ");
      const minutes = (+holiday.end - +holiday.start) / 60_000;
      return {
        date,
        id,
        name: nameOf(id, names.get(`${holiday.rule} ${+holiday.start}`), locale),
        substitute: holiday.substitute === true,
        from: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)),
        // A day that begins at sunset is kept on the date that follows.
        minutes: untilSunset ? Math.max(1, Math.floor(minutes / 1440)) * 1440 : minutes,
      };
    });
}

const bare = ({ name, substitute }: { name: string; substitute?: boolean }) =>
  substitute ? name.replace(/ \([^()]*\)$/, "") : name;

/** What the data calls it in a language, else what we do, else what it is called in English. */
function nameOf(id: string, listed: HolidaysTypes.Holiday | undefined, locale: Locale): string {
  const name = listed ? bare(listed) : id;
  const slug = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  return name === id && locale !== "en" ? (knownText(locale, `holiday.${slug}`) ?? id) : tidy(name, locale);
}

/** Some Chinese names are written in traditional characters, some in both: "清明节 清明節". */
const tidy = (name: string, locale: Locale) =>
  locale === "zh" ? [...new Set(simplified(name).split(" "))].join(" ") : name;

const listIn = (country: string, region: string | null, year: number, locale: Locale) =>
  once(`list ${country} ${region} ${year} ${locale}`, () =>
    once(`rules ${country} ${region} ${locale}`, () => {
      const [state = "", part = ""] = splitRegion(region);
      // By UTC every day has 24 hours, so a length says how many days.
      const options = { types: ["public" as const], languages: [locale, "en"], timezone: "UTC" };
      return new (holidaysOf())(country, state, part, options);
    }).getHolidays(year),
  );

const splitRegion = (region: string | null) => region?.split("-") ?? [];

/** Whether the public holidays of a country, or of a part of it, are known. */
export function keepsHolidays(country: string, region: string | null): boolean {
  return holidayPlaces("en").some(
    (place) =>
      place.code === country && (region === null || place.regions.some(({ code }) => code === region)),
  );
}

interface HolidayPlace {
  code: string;
  regions: { code: string; name: string }[];
}

/** The countries whose holidays are known, and their parts that have holidays of their own. */
export const holidayPlaces = (locale: Locale): HolidayPlace[] =>
  once(`places ${locale}`, () => {
    const all = new (holidaysOf())();
    const named = (places: Record<string, string> | undefined) => Object.entries(places ?? {});
    return Object.keys(all.getCountries()).map((code) => ({
      code,
      regions: named(all.getStates(code, locale)).flatMap(([state, name]) => [
        { code: state, name: tidy(name, locale) },
        ...named(all.getRegions(code, state, locale)).map(([part, of]) => ({
          code: `${state}-${part}`,
          name: `${tidy(name, locale)}, ${tidy(of, locale)}`,
        })),
      ]),
    }));
  });
