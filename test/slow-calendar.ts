import Holidays from "date-holidays";
import type { CalendarData, Pause } from "../server/clocks/index.ts";

/**
 * Working time the slow, obvious way, to hold the quick one against: every minute of some days is painted open or left
 * closed, and whoever wants to know something counts minutes. Knows nothing of `server/clocks/calendar/`.
 */
export class SlowCalendar {
  readonly #startsAt: number;
  readonly #open: boolean[];

  constructor(calendars: CalendarData[], startsAt: number, days: number) {
    this.#startsAt = startsAt;
    this.#open = new Array<boolean>(days * 1440).fill(false);
    for (const calendar of calendars) this.#paint(calendar, days);
  }

  #paint(calendar: CalendarData, days: number) {
    const start = Temporal.Instant.fromEpochMilliseconds(this.#startsAt).toZonedDateTimeISO(
      calendar.timeZone,
    );
    for (let day = -3; day <= days + 3; day++) {
      const date = start.toPlainDate().add({ days: day });
      const noon = date.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: "12:00" });
      if (!noon.toPlainDate().equals(date)) continue;
      for (const { from, to } of this.#spansOf(calendar, date)) {
        const begin = date.toPlainDateTime(from).toZonedDateTime(calendar.timeZone);
        const last = to === "24:00" || to <= from ? date.add({ days: 1 }) : date;
        const end = last.toPlainDateTime(to === "24:00" ? "00:00" : to).toZonedDateTime(calendar.timeZone);
        for (let at = begin.epochMilliseconds; at < end.epochMilliseconds; at += 60_000) {
          const minute = (at - this.#startsAt) / 60_000;
          if (minute >= 0 && minute < this.#open.length) this.#open[minute] = true;
        }
      }
    }
  }

  #spansOf(calendar: CalendarData, date: Temporal.PlainDate) {
    const exception = calendar.exceptions.find((one) => one.date === date.toString());
    if (exception) return exception.hours;
    if (calendar.country && isWholeHoliday(calendar, date)) return [];
    if (calendar.always) return [{ from: "00:00", to: "24:00" }];
    return calendar.hours.filter(({ weekday }) => weekday === date.dayOfWeek);
  }

  isOpen(at: number): boolean {
    return this.#open[Math.floor((at - this.#startsAt) / 60_000)]!;
  }

  /** Minutes that are open and in none of the pauses. */
  minutesBetween(from: number, to: number, pauses: readonly Pause[] = []): number {
    let minutes = 0;
    for (let at = from; at < to; at += 60_000) {
      const stands = pauses.some((pause) => pause.from <= at && (pause.to === null || at < pause.to));
      if (this.isOpen(at) && !stands) minutes++;
    }
    return minutes;
  }

  /** Null when the painted days end before. */
  add(from: number, minutes: number, pauses: readonly Pause[] = []): number | null {
    let left = minutes;
    let at = from;
    for (; left > 0; at += 60_000) {
      if (at >= this.endsAt) return null;
      left -= this.minutesBetween(at, at + 60_000, pauses);
    }
    return at;
  }

  get endsAt(): number {
    return this.#startsAt + this.#open.length * 60_000;
  }
}

/** For countries whose holidays are whole days. */
function isWholeHoliday(
  { country, region, workedHolidays }: CalendarData,
  date: Temporal.PlainDate,
): boolean {
  const of = `${country} ${region ?? ""}`;
  const holidays =
    holidaysOf.get(of) ??
    new Holidays(country!, region ?? "", { types: ["public"], timezone: "UTC", languages: "en" });
  holidaysOf.set(of, holidays);
  const found = holidays.isHoliday(new Date(`${date}T12:00:00Z`)) || [];
  return found.some(({ name }) => !workedHolidays.includes(name.replace(" (substitute day)", "")));
}
const holidaysOf = new Map<string, Holidays>();
