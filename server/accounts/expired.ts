import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";

/** Throws away sessions, links and counted tries whose time is over. Nothing depends on when; once an hour is well. */
export async function forgetExpired(db: Db): Promise<void> {
  await withoutWall(db, async (tx) => {
    await tx.deleteFrom("sessions").where(sql<boolean>`expires_at < now()`).execute();
    await tx.deleteFrom("oneTimeTokens").where(sql<boolean>`expires_at < now()`).execute();
    await tx.deleteFrom("throttles").where(sql<boolean>`resets_at < now()`).execute();
  });
}
