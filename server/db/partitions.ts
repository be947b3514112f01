import type { ClientBase } from "pg";

const monthsAhead = 6;
const monthsBack = 13;

/**
 * Makes the partitions of `events` from a year ago to half a year ahead. Runs at each start and once a day with
 * the owner's rights; what exists stays as it is.
 */
export async function makeMonths(owner: ClientBase, now = Temporal.Now.plainDateISO("UTC")): Promise<void> {
  const first = now.with({ day: 1 });
  const statements: string[] = [];
  for (let month = -monthsBack; month <= monthsAhead; month++) {
    const from = first.add({ months: month });
    const name = `events_${from.year}_${String(from.month).padStart(2, "0")}`;
    statements.push(
      `create table if not exists ${name} partition of events for values from ('${from}T00:00Z') to ('${from.add({ months: 1 })}T00:00Z')`,
    );
  }
  await owner.query("begin");
  await owner.query(statements.join(";\n"));
  await owner.query("commit");
}
