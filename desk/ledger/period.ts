/** Periods that somebody picks; `own` has its first and last day with it. */
export const periods = ["today", "week", "month", "last-month", "quarter", "year", "own"] as const;
export type Period = (typeof periods)[number];

/** A date of the calendar: `2026-03-09`. */
export type Day = string;

const dayMs = 86_400_000;

/** The first and the last day of a period, as of a day. */
export function daysOf(
  period: Period,
  today: Day,
  own: { from?: Day; to?: Day } = {},
): { first: Day; last: Day } {
  const firstOfMonth = `${today.slice(0, 8)}01`;
  switch (period) {
    case "today":
      return { first: today, last: today };
    case "week":
      return { first: plusDays(today, -6), last: today };
    case "month":
      return { first: firstOfMonth, last: today };
    case "last-month": {
      const last = plusDays(firstOfMonth, -1);
      return { first: `${last.slice(0, 8)}01`, last };
    }
    case "quarter":
      return { first: plusDays(today, -89), last: today };
    case "year":
      return { first: plusDays(today, -364), last: today };
    case "own": {
      const [first, last] = [own.from ?? today, own.to ?? own.from ?? today].sort();
      return { first: first!, last: last! };
    }
  }
}

export const isDay = (text: unknown): text is Day =>
  typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

const plusDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The days as instants where the workspace is: from the beginning of the first to the end of the last. */
export const instantsOf = ({ first, last }: { first: Day; last: Day }, zone: string) => ({
  from: beginOf(first, zone).toISOString(),
  to: beginOf(plusDays(last, 1), zone).toISOString(),
});

/** Which day it is at an instant in a zone. */
export function dayAt(at: number, zone: string): Day {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year!.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

/**
 * When a day begins in a zone. Not always at midnight: some zones skip it when they change their clocks. Looked for,
 * since browsers of these days do not all know of `Temporal`.
 */
function beginOf(day: Day, zone: string): Date {
  const noonish = Date.parse(`${day}T00:00Z`);
  // No zone is further than 14 hours from UTC: the day before is on, then the day itself.
  let before = noonish - 26 * 3_600_000;
  let after = noonish + 26 * 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle, zone) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(zone, fresh);
  return fresh;
}
