import { sql } from "kysely";
import type { listPlanned, listPlannedOf } from "../../../contract/planned-replies.ts";
import type { QueryOf, ReplyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { readCursor, writeCursor } from "../../http/cursor.ts";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { mayRead } from "../read.ts";
import { customerZone } from "./customer-zone.ts";
import { plansWhere, toPlanned } from "./rows.ts";

/** What waits to leave a conversation, and what was stopped and not looked after. */
export function plansOf(
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<ReplyOf<typeof listPlannedOf>> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const [plans, zone] = await Promise.all([
      plansWhere(
        tx,
        sql`where p.workspace_id = ${caller.workspaceId} and p.conversation_id = ${conversationId}
          and p.state in ('planned', 'stopped') order by p.send_at, p.id`,
      ),
      customerZone(tx, caller.workspaceId, conversationId),
    ]);
    return { items: plans.map(toPlanned), next: null, customerZone: zone };
  });
}

/** What waits to leave anywhere: of one's own, or of everybody for who leads. */
export function allPlans(
  db: Db,
  secret: Secret,
  caller: Caller,
  { whose, cursor, limit }: QueryOf<typeof listPlanned>,
): Promise<ReplyOf<typeof listPlanned>> {
  if (whose === "all" && !caller.permissions.has("teams.manage")) throw new Refusal("forbidden");
  const list = `planned ${whose}`;
  const after = readCursor(secret, list, cursor);
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await plansWhere(
      tx,
      sql`where p.workspace_id = ${caller.workspaceId} and p.state = 'planned'
        ${whose === "mine" ? sql`and p.agent_id = ${caller.id}` : sql``}
        ${caller.brands ? sql`and c.brand_id = any(${[...caller.brands]}::uuid[])` : sql``}
        ${after ? sql`and (p.send_at, p.id) > (${after[0]}, ${after[1]})` : sql``}
        order by p.send_at, p.id limit ${limit + 1}`,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next =
      rows.length > limit && last ? writeCursor(secret, list, [last.sendAt.toISOString(), last.id]) : null;
    return { items: shown.map(toPlanned), next };
  });
}
