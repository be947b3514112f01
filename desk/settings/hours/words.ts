import type { Calendar, CalendarNow, Hours, Span } from "../../../contract/calendars.ts";
import { useCountryName } from "../../app/countries.ts";
import { useLineName } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { type Texts, useTexts } from "../../texts/Texts.tsx";
import { useNow } from "../../ui/now.ts";
import { isolated } from "../isolated.ts";
import { runsOf, weekdayName } from "../rota-words.ts";
import { dateIn, minutesOf, toWeek, weekOf } from "./week.ts";

/** The one letter or so that a day of the week is known by. The first of January 2024 was a Monday. */
export const narrowDay = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));

/** The usual hours in few words. */
export function useHoursWords(): (calendar: Pick<Calendar, "always" | "hours">) => string {
  const texts = useTexts();
  return ({ always, hours }) => {
    if (always) return texts.t("settings.hours.aroundTheClock");
    return hours.length ? hoursWords(hours, texts) : texts.t("settings.hours.never");
  };
}

/** "Mon–Fri 9:00 AM–12:00 PM, 1:30–6:30 PM; Sat 10:00 AM–4:00 PM": days of the same hours come together. */
export function hoursWords(hours: readonly Hours[], { t, locale }: Pick<Texts, "t" | "locale">): string {
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const at = (time: string) => Date.UTC(2024, 0, 1, 0, minutesOf(time));
  // Of one day, so that the date is not told, also for what goes over midnight.
  const spanWords = ({ from, to }: Span) =>
    isolated(
      to > from && to !== "24:00"
        ? clock.formatRange(at(from), at(to))
        : `${clock.format(at(from))} – ${clock.format(at(to))}`,
    );
  const week = toWeek(hours);
  const days = weekOf(locale).filter((day) => week[day]!.length > 0);
  return [...Map.groupBy(days, (day) => JSON.stringify(week[day])).values()]
    .map((alike) => {
      const named = runsOf(alike).map(({ first, last }) =>
        first === last
          ? weekdayName(first, locale)
          : t("settings.rota.range", { first: weekdayName(first, locale), last: weekdayName(last, locale) }),
      );
      return `${named.join(comma(locale))} ${week[alike[0]!]!.map(spanWords).join(comma(locale))}`;
    })
    .join(locale === "ar" ? "؛ " : "; ");
}

const comma = (locale: string) => (locale === "ar" ? "، " : locale === "zh" ? "、" : ", ");

/** So many countries are named; of more, their number. */
const mostNamed = 3;

/** For which matters a calendar is; the last is for all that is left. */
export function useFor(): (calendar: Calendar, isLast: boolean) => string {
  const { t, list, compare, locale } = useTexts();
  const lineOf = useLineName();
  const brands = useBrands();
  const countryOf = useCountryName();
  const countriesWords = (codes: string[]) => {
    const names = codes.map(countryOf).sort(compare);
    const more = names.length - mostNamed;
    return more > 1
      ? `${names.slice(0, mostNamed).join(comma(locale))} ${t("settings.hours.more", { count: more })}`
      : list(names);
  };
  return (calendar, isLast) => {
    const named = brands.filter(({ id }) => calendar.brands.includes(id)).map(({ name }) => name);
    const parts = [
      list(calendar.lines.flatMap((line) => lineOf(line) ?? [])),
      list(named.sort(compare).map(isolated)),
      countriesWords(calendar.countries),
    ].filter(Boolean);
    if (!parts.length) return t("settings.hours.forAll");
    return parts.join(" · ") + (isLast ? ` · ${t("settings.hours.forRest")}` : "");
  };
}

/** Whether it is open, and until when or when next, by its own clock, as its hours are. */
export function useNowWords(): (calendar: CalendarNow) => string {
  const { t, locale } = useTexts();
  const now = useNow();
  return ({ isOpen, changesAt, timeZone }) => {
    if (!changesAt) return t(isOpen ? "settings.hours.openAlways" : "settings.hours.neverOpens");
    const isToday = dateIn(timeZone, changesAt) === dateIn(timeZone, now);
    const isSoon = Date.parse(changesAt) - now < 6 * 86_400_000;
    const at = new Intl.DateTimeFormat(locale, {
      ...(!isToday && (isSoon ? { weekday: "short" } : { day: "numeric", month: "short" })),
      hour: "numeric",
      minute: "2-digit",
      timeZone,
    }).format(new Date(changesAt));
    return t(isOpen ? "settings.hours.openUntil" : "settings.hours.opens", { at });
  };
}
