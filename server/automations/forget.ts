import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";

/** Most of a log says that a rule was asked and had nothing to do; that is of use for a few days. */
const skippedDays = 14;
const ranDays = 400;
const dryRunHours = 24;
const atOnce = 10_000;

/** Forgets what is too old to be asked for, a few thousand at a time. */
export async function forgetRuns(db: Db): Promise<void> {
  const forget = async (table: string, which: ReturnType<typeof sql>) => {
    const of = sql.table(table);
    let gone: bigint;
    do {
      const { numAffectedRows = 0n } = await withoutWall(db, (tx) =>
        sql`delete from ${of} where (workspace_id, id) in (
          select workspace_id, id from ${of} where ${which} limit ${atOnce})`.execute(tx),
      );
      gone = numAffectedRows;
    } while (gone === BigInt(atOnce));
  };
  await forget("automation_runs", sql`at < now() - make_interval(days => ${ranDays})`);
  await forget(
    "automation_runs",
    sql`at < now() - make_interval(days => ${skippedDays}) and outcome = 'skipped'`,
  );
  await forget(
    "automation_waits",
    sql`state <> 'armed' and armed_at < now() - make_interval(days => ${ranDays})`,
  );
  await forget("automation_dry_runs", sql`made_at < now() - make_interval(hours => ${dryRunHours})`);
}
