import type { Locale } from "../../contract/languages.ts";
import { type Db, withoutWall } from "../db/database.ts";
import type { Actor } from "../events.ts";
import { issue, type Order, type Press } from "./make-report.ts";
import { lastMonth } from "./month.ts";

/** Figures are folded by the hour: by two in the morning the last hour of the month is among them. */
const settledAfterHours = 2;
const actor: Actor = { kind: "automation", id: null, name: "reports" };

/**
 * Makes last month's report of every workspace that has none yet, in its language: of all brands, once, from two in
 * the morning of the first on. Whoever runs it twice, or in two processes at once, gets one report. A workspace whose
 * report cannot be made does not keep the others from theirs; what went wrong is thrown at the end.
 */
export async function makeDueReports(db: Db, press: Press): Promise<void> {
  const failed: unknown[] = [];
  for (const order of await due(db, press.now?.() ?? new Date()))
    await issue(db, order, actor, press, { onlyFirst: true }).catch((error: unknown) => failed.push(error));
  if (failed.length) throw new AggregateError(failed, `${failed.length} monthly reports could not be made`);
}

async function due(db: Db, now: Date): Promise<Order[]> {
  const settled = new Date(now.getTime() - settledAfterHours * 3_600_000);
  const { workspaces, made } = await withoutWall(db, async (tx) => ({
    workspaces: await tx
      .selectFrom("workspaces")
      .select(["id", "name", "timeZone", "locale", "createdAt"])
      .execute(),
    // It is at most two months all over the world, and a year's worth is a small table.
    made: await tx
      .selectFrom("reports")
      .select(["workspaceId", "period", "locale"])
      .where("brandId", "is", null)
      .where("edition", "=", 1)
      .where("madeAt", ">", new Date(now.getTime() - 63 * 24 * 3_600_000))
      .execute(),
  }));
  const has = new Set(made.map(({ workspaceId, period, locale }) => `${workspaceId} ${period} ${locale}`));
  return workspaces.flatMap(({ id, name, timeZone, locale, createdAt }) => {
    const month = lastMonth(settled, timeZone);
    if (createdAt >= month.to || has.has(`${id} ${month.period} ${locale}`)) return [];
    const workspace = { name, timeZone };
    return [{ workspaceId: id, workspace, brandId: null, month, locale: locale as Locale }];
  });
}
