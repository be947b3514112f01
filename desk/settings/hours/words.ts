import type { Calendar, CalendarNow } from "../../../contract/calendars.ts";
import { useCountryName } from "../../app/countries.ts";
import { useLineName } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useNow } from "../../ui/now.ts";
import { isolated } from "../isolated.ts";
import { rotaWords } from "../rota-words.ts";
import { dateIn } from "./week.ts";

/** The one letter or so that a day of the week is known by. The first of January 2024 was a Monday. */
export const narrowDay = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));

/** The usual hours in few words. */
export function useHoursWords(): (calendar: Pick<Calendar, "always" | "hours">) => string {
  const texts = useTexts();
  return ({ always, hours }) => {
    if (always) return texts.t("settings.hours.aroundTheClock");
    return hours.length ? rotaWords(hours, texts) : texts.t("settings.hours.never");
  };
}

/** For which matters a calendar is; the last is for all that is left. */
export function useFor(): (calendar: Calendar, isLast: boolean) => string {
  const { t, list, compare } = useTexts();
  const lineOf = useLineName();
  const brands = useBrands();
  const countryOf = useCountryName();
  return (calendar, isLast) => {
    const named = brands.filter(({ id }) => calendar.brands.includes(id)).map(({ name }) => name);
    const parts = [
      list(calendar.lines.flatMap((line) => lineOf(line) ?? [])),
      list(named.sort(compare).map(isolated)),
      list(calendar.countries.map(countryOf).sort(compare)),
    ].filter(Boolean);
    if (!parts.length) return t("settings.hours.forAll");
    return parts.join(" · ") + (isLast ? ` · ${t("settings.hours.forRest")}` : "");
  };
}

/** Whether it is open, and until when or when next, by the reader's clock. */
export function useNowWords(): (calendar: CalendarNow) => string {
  const { t, dateTime, locale, timeZone } = useTexts();
  const now = useNow();
  return ({ isOpen, changesAt }) => {
    if (!changesAt) return t(isOpen ? "settings.hours.openAlways" : "settings.hours.neverOpens");
    const days = (Date.parse(changesAt) - now) / 86_400_000;
    const at =
      dateIn(timeZone, changesAt) === dateIn(timeZone, now)
        ? dateTime(changesAt, "time")
        : days < 6
          ? new Intl.DateTimeFormat(locale, {
              weekday: "short",
              hour: "numeric",
              minute: "2-digit",
              timeZone,
            }).format(new Date(changesAt))
          : dateTime(changesAt);
    return t(isOpen ? "settings.hours.openUntil" : "settings.hours.opens", { at });
  };
}
