import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import * as contract from "../../contract/loops.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { serve } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";

export function loopRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.listLoopBrakes, ({ caller, query: { cursor, limit } }) =>
    look(db, caller.workspaceId, async (tx) => {
      const after = readCursor(secret, "loop brakes", cursor);
      const older = after ? sql`and (k.began_at, k.id) < (${after[0]}, ${after[1]})` : sql``;
      const rows = await brakes(tx, caller, older, limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(toBrake),
        next:
          rows.length > limit && last ? writeCursor(secret, "loop brakes", [last.exactly, last.id]) : null,
      };
    }),
  );
  serve(app, contract.deleteLoopBrake, ({ caller, params }) => letGo(db, caller, params.id));
}

/** Lets automatic mails to an address go again; nothing happens when they do. */
function letGo(db: Db, caller: Caller, id: string): Promise<contract.LoopBrake> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const now = new Date();
    const [row] = await brakes(tx, caller, sql`and k.id = ${id}`, 1);
    if (!row) throw new Refusal("not_found");
    const { numUpdatedRows } = await tx
      .updateTable("loopBrakes")
      .set({ letGoAt: now, letGoBy: caller.name })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("letGoAt", "is", null)
      .where("untilAt", ">", now)
      .executeTakeFirst();
    if (numUpdatedRows)
      // What was counted until now is forgiven: the next mail would else pull the brake again.
      await sql`delete from mail_paces where workspace_id = ${workspaceId} and address = ${row.address}
        and inbox_id = ${row.inboxId}`.execute(tx);
    if (numUpdatedRows)
      await record(tx, {
        workspaceId,
        kind: "loop.let_go",
        actor: actorOf(caller),
        conversationId: row.conversationId,
        brandId: row.brandId,
        data: { address: row.address, brake: id },
      });
    return toBrake((await brakes(tx, caller, sql`and k.id = ${id}`, 1))[0]!);
  });
}

interface Row {
  id: string;
  exactly: string;
  address: string;
  inboxId: string;
  inboxName: string;
  inboxAddress: string;
  brandId: string;
  conversationId: string | null;
  number: number | null;
  because: contract.LoopBrake["because"];
  seen: number;
  mails: number;
  heldBack: number;
  beganAt: Date;
  untilAt: Date;
  letGoAt: Date | null;
  letGoBy: string | null;
}

async function brakes(
  tx: Tx,
  { workspaceId, brands }: Caller,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select k.*, k.began_at::text as exactly, i.name as inbox_name, i.address as inbox_address, i.brand_id, c.number
    from loop_brakes k
    join inboxes i on i.workspace_id = k.workspace_id and i.id = k.inbox_id
    left join conversations c on c.workspace_id = k.workspace_id and c.id = k.conversation_id
    where k.workspace_id = ${workspaceId} ${brands ? sql`and i.brand_id = any(${[...brands]}::uuid[])` : sql``} ${which}
    order by k.began_at desc, k.id desc
    limit ${limit}`.execute(tx);
  return rows;
}

const toBrake = (row: Row): contract.LoopBrake => ({
  id: row.id,
  address: row.address,
  inbox: { id: row.inboxId, name: row.inboxName, address: row.inboxAddress },
  conversation:
    row.conversationId && row.number !== null ? { id: row.conversationId, number: Number(row.number) } : null,
  because: row.because,
  seen: row.seen,
  mails: row.mails,
  heldBack: row.heldBack,
  beganAt: row.beganAt.toISOString(),
  until: row.untilAt.toISOString(),
  letGoBy: row.letGoBy,
  isInForce: row.letGoAt === null && row.untilAt > new Date(),
});
