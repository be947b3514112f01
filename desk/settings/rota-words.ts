import type { Shift } from "../../contract/routing.ts";
import type { Texts } from "../texts/Texts.tsx";
import { isolated } from "./isolated.ts";

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The first of January 2024 was a Monday. */
export const weekdayName = (weekday: number, locale: string, style: "short" | "long" = "short"): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));

/** A rota in few words: "Mon–Fri 9:00 AM–5:00 PM". Days of the same hours come together, also over the week's end. */
export function rotaWords(
  rota: readonly Shift[],
  { t, locale, list }: Pick<Texts, "t" | "locale" | "list">,
): string {
  const byHours = Map.groupBy(
    rota.toSorted((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1)),
    ({ from, to }) => `${from} ${to}`,
  );
  return list(
    [...byHours.values()].map((shifts) => {
      const { from, to } = shifts[0]!;
      const days = runsOf(shifts.map(({ weekday }) => weekday)).map(({ first, last }) =>
        first === last
          ? weekdayName(first, locale)
          : t("settings.rota.range", { first: weekdayName(first, locale), last: weekdayName(last, locale) }),
      );
      return t("settings.rota.summary", {
        days: days.join(", "),
        from: isolated(clockWords(from, locale)),
        to: isolated(clockWords(to, locale)),
      });
    }),
  );
}

/** Days that follow each other, as first and last; the week is a circle. Two neighbours are two days, not a run. */
export function runsOf(days: readonly number[]): { first: number; last: number }[] {
  const set = new Set(days);
  if (set.size === 7) return [{ first: 1, last: 7 }];
  const before = (day: number) => ((day + 5) % 7) + 1;
  const after = (day: number) => (day % 7) + 1;
  return [...set]
    .filter((day) => !set.has(before(day)))
    .sort((a, b) => a - b)
    .flatMap((first) => {
      let last = first;
      while (set.has(after(last))) last = after(last);
      return last === after(first)
        ? [
            { first, last: first },
            { first: last, last },
          ]
        : [{ first, last }];
    });
}

const clockWords = (time: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
    new Date(`2024-01-01T${time}:00Z`),
  );
