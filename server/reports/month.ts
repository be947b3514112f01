/** A month of a calendar on a zone's clocks: its first instant and the first that is not of it any more. */
export interface Month {
  period: string;
  from: Date;
  to: Date;
}

export function monthOf(period: string, timeZone: string): Month {
  const month = Temporal.PlainYearMonth.from(period);
  return {
    period,
    from: beginning(month, timeZone),
    to: beginning(month.add({ months: 1 }), timeZone),
  };
}

/** The month before the one that it is in a zone. */
export function lastMonth(now: Date, timeZone: string): Month {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth();
  return monthOf(today.subtract({ months: 1 }).toString(), timeZone);
}

/** Midnight, or what there is of it where the clocks are put forward at midnight. */
const beginning = (month: Temporal.PlainYearMonth, timeZone: string): Date =>
  new Date(month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
