import type { ClientBase } from "pg";

const monthsAhead = 6;
const monthsBack = 13;

/**
 * Makes the partitions of `events` from a year ago to half a year ahead. Runs at each start and once a day with
 * the owner's rights; what exists stays as it is.
 */
export async function makeMonths(owner: ClientBase, now = Temporal.Now.plainDateISO("UTC")): Promise<void> {
  const first = now.with({ day: 1 });
  const months = Array.from({ length: monthsBack + 1 + monthsAhead }, (_, i) =>
    first
      .add({ months: i - monthsBack })
      .toPlainYearMonth()
      .toString(),
  );
  await owner.query("begin");
  await makeMonthsFor(owner, months);
  await owner.query("commit");
}

/** The same for months that are named, as 2026-11, in a transaction that is open. */
export async function makeMonthsFor(owner: ClientBase, months: string[]): Promise<void> {
  const statements = months.map((month) => {
    const from = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
    const name = `events_${from.year}_${String(from.month).padStart(2, "0")}`;
    return `create table if not exists ${name} partition of events for values from ('${from}T00:00Z') to ('${from.add({ months: 1 })}T00:00Z')`;
  });
  await owner.query(statements.join(";\n"));
}
