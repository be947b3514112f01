/** A day of a zone: "2026-03-29". */
export type Day = string;

const hourMs = 3_600_000;

/** The days of a zone, as milliseconds since 1970. Looking up what is near to the last look costs nothing. */
export class Days {
  readonly zone: string;
  #day: Day = "";
  #start = 0;
  #end = 0;

  constructor(zone: string) {
    this.zone = zone;
  }

  /** The day on which a moment lies. */
  of(at: number): Day {
    if (at < this.#start || at >= this.#end) {
      const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).toPlainDate();
      this.#day = date.toString();
      [this.#start, this.#end] = this.bounds(this.#day);
    }
    return this.#day;
  }

  /** When a day begins, and when the next one does. */
  bounds(day: Day): [number, number] {
    const date = Temporal.PlainDate.from(day);
    const begins = (one: Temporal.PlainDate) => one.toZonedDateTime(this.zone).epochMilliseconds;
    return [begins(date), begins(date.add({ days: 1 }))];
  }

  /** When the hour in which a moment lies began by the clock. */
  hourBegins(at: number): number {
    return Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(this.zone)
      .round({ smallestUnit: "hour", roundingMode: "floor" }).epochMilliseconds;
  }

  /** Tells the hour by the clock of each moment of a day. On the day the clocks change some come twice, or never. */
  hoursOf(day: Day): (at: number) => number {
    const [start, end] = this.bounds(day);
    const offset = (at: number) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).offsetNanoseconds;
    if (end - start === 24 * hourMs && offset(start) === offset(end - 1))
      return (at) => Math.floor((at - start) / hourMs);
    return (at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).hour;
  }
}

/** The number of a day since 1970. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / (24 * hourMs);

export const dayOfNumber = (number: number): Day => new Date(number * 24 * hourMs).toISOString().slice(0, 10);

export const nextDay = (day: Day): Day => dayOfNumber(dayNumber(day) + 1);

export const dayBefore = (day: Day): Day => dayOfNumber(dayNumber(day) - 1);
