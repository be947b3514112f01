/** How a zone's people count their week and write a date. */
export interface Habits {
  /** ISO numbers of the days on which nobody works, from 1 for Monday. */
  weekend: ReadonlySet<number>;
  /** 3/12 is the twelfth of March. */
  monthFirst: boolean;
}

/** Countries whose weekend is not Saturday and Sunday; which days it is there says ICU. */
const otherWeekends = "AF BH BN DJ DZ EG IL IQ IR JO KW LY MR OM QA SA SD SY YE".split(" ");
const monthFirstIn = ["US", "PH"];

let byZone: Map<string, Habits> | null = null;

/** The habits of the country whose zone it is; Saturday and Sunday, and the day before the month, where none is known. */
export function habitsOf(timeZone: string): Habits {
  byZone ??= new Map([
    ...otherWeekends.flatMap((region) =>
      zonesOf(region, { weekend: new Set(weekOf(region)), monthFirst: false }),
    ),
    ...monthFirstIn.flatMap((region) => zonesOf(region, { ...usual, monthFirst: true })),
  ]);
  return byZone.get(named(timeZone)) ?? usual;
}

const usual: Habits = { weekend: new Set([6, 7]), monthFirst: false };

// TypeScript does not know these parts of Intl yet.
type Region = Intl.Locale & { getWeekInfo(): { weekend: number[] }; getTimeZones(): string[] | undefined };
const regionOf = (code: string) => new Intl.Locale(`und-${code}`) as Region;
const weekOf = (code: string) => regionOf(code).getWeekInfo().weekend;
const zonesOf = (code: string, habits: Habits): [string, Habits][] =>
  (regionOf(code).getTimeZones() ?? []).map((zone) => [named(zone), habits]);

/** One name for a zone that has several. */
const named = (timeZone: string) => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
