import type { Chance } from "../../server/chance.ts";
import { countries, type Door } from "./firm.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a customer will do: when they first write, where, how often they write again. */
export interface Plan {
  at: number;
  door: Door;
  followUps: number;
}

/** Of a hundred first letters so many more are written in answer to ours. */
const followUpsIn100 = 38;
/** Monday to Sunday, and by the hour of the customer's day. */
const byWeekday = [1.25, 1.15, 1.1, 1.05, 1.0, 0.75, 0.7];
const byHour = [2, 1, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14, 13, 13, 13, 13, 12, 11, 11, 11, 10, 8, 6, 4];

/** So many requests over so many days from an instant, the earliest first: exactly so many, more in December. */
export function planOf(
  chance: Chance,
  { requests, days, from, doors }: { requests: number; days: number; from: number; doors: Door[] },
): Plan[] {
  const first = Math.round(requests / (1 + followUpsIn100 / 100));
  const byCountry = Map.groupBy(doors, ({ country }) => country.code);
  const weights = countries.map((country) => [country, country.weight] as const);
  const calendar = Array.from({ length: days }, (_, n) => {
    const date = Temporal.Instant.fromEpochMilliseconds(from + n * day)
      .toZonedDateTimeISO("UTC")
      .toPlainDate();
    const season = date.month === 12 ? 1.5 : date.month === 11 ? 1.25 : 1;
    return [date, byWeekday[date.dayOfWeek - 1]! * season] as const;
  });
  const hours = byHour.map((weight, hour) => [hour, weight] as const);
  const plans: Plan[] = [];
  while (plans.length < first) {
    const country = chance.weighed(weights);
    const date = chance.weighed(calendar);
    const at =
      date.toZonedDateTime({ timeZone: country.zone, plainTime: { hour: chance.weighed(hours) } })
        .epochMilliseconds + chance.below(60 * minute);
    if (at < from || at >= from + days * day) continue;
    plans.push({ at, door: chance.of(byCountry.get(country.code)!), followUps: 0 });
  }
  for (let left = requests - first; left > 0; ) {
    const plan = chance.of(plans);
    if (plan.followUps > 3) continue;
    plan.followUps++;
    left--;
  }
  return plans.sort((a, b) => a.at - b.at);
}
