import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type CalendarNow,
  listCalendars,
  listCountries,
  listHolidays,
  postCalendarPreview,
} from "../../../contract/calendars.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";

/** Read again when one of them opens or closes. */
export const calendarsQuery = queryOptions({
  queryKey: ["calendars"],
  queryFn: async ({ signal }) => (await call(listCalendars, {}, { signal })).items,
  refetchInterval: ({ state: { data } }) => nextChange(data),
});

const second = 1000;

function nextChange(calendars: CalendarNow[] | undefined): number | false {
  const changes = (calendars ?? []).flatMap(({ changesAt }) => (changesAt ? [Date.parse(changesAt)] : []));
  if (!changes.length) return false;
  const wait = Math.min(...changes) - Date.now() + second;
  return Math.min(Math.max(wait, 10 * second), 3600 * second);
}

/** What does not change while somebody looks at it. */
const lasting = { staleTime: Number.POSITIVE_INFINITY };

export const countriesQuery = (locale: string) =>
  queryOptions({
    queryKey: ["countries", locale],
    queryFn: async ({ signal }) => (await call(listCountries, {}, { signal })).items,
    ...lasting,
  });

export const holidaysQuery = (country: string, region: string | null, year: number) =>
  queryOptions({
    queryKey: ["holidays", country, region, year],
    queryFn: async ({ signal }) =>
      (await call(listHolidays, { query: { country, region: region ?? undefined, year } }, { signal })).items,
    ...lasting,
  });

export type Preview = BodyIn<typeof postCalendarPreview>;

/** What hours would come to; the days before stay in sight until the new ones are there. */
export const previewQuery = (body: Preview) =>
  queryOptions({
    queryKey: ["calendar-preview", body],
    queryFn: async ({ signal }) => (await call(postCalendarPreview, { body }, { signal })).items,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
