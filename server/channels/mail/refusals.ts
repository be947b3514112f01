import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { MailRefusal } from "../../../contract/mail-in.ts";
import { serves } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, withoutWall } from "../../db/database.ts";
import { storable } from "./storable.ts";

/** What was turned away at the door, of which nothing was kept. */
export interface Refused {
  reason: MailRefusal["reason"];
  from: string;
  to: string;
  size: number | null;
}

/** Whoever tries out addresses by the thousand is not to fill the list, or the disk. */
const mostADay = 500;
const keptDays = 14;

/**
 * Notes what was turned away for the workspace whose address it is, or whose domain; nothing where it is nobody's. Once
 * for each address and day, counted.
 */
export async function noteRefusal(db: Db, { reason, from, to, size }: Refused): Promise<void> {
  const address = storable(to.toLowerCase(), 320);
  const at = new Date();
  await withoutWall(db, async (tx) => {
    const whose = await ownersOf(tx, address);
    // An address without a local part, or a domain that several workspaces share, is nobody's in particular.
    if (whose.length !== 1) return;
    const { workspaceId, inboxId } = whose[0]!;
    await sql`
      insert into mail_refusals (workspace_id, id, inbox_id, day, reason, envelope_from, envelope_to, size, at)
      select ${workspaceId}, ${randomUUIDv7()}, ${inboxId}, ${dayOf(at)}, ${reason}, ${storable(from, 320)}, ${address},
        ${size}, ${at}
      where (select count(*) from mail_refusals where workspace_id = ${workspaceId} and day = ${dayOf(at)}) < ${mostADay}
      on conflict (workspace_id, day, reason, envelope_to)
      do update set times = mail_refusals.times + 1, envelope_from = excluded.envelope_from, size = excluded.size,
        at = excluded.at`.execute(tx);
  });
}

/** The inbox whose address it is; else the workspaces that have addresses in its domain. */
async function ownersOf(tx: Tx, address: string): Promise<{ workspaceId: string; inboxId: string | null }[]> {
  const { rows } = await sql<{ workspaceId: string; inboxId: string | null }>`
    select distinct workspace_id as "workspaceId",
      case when address = ${address} then inbox_id end as "inboxId"
    from directory_addresses
    where split_part(address, '@', 2) = ${address.slice(address.lastIndexOf("@") + 1)}
    order by 2 nulls last`.execute(tx);
  return rows[0]?.inboxId ? rows.slice(0, 1) : rows;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** What was turned away in the last two weeks, newest first. */
export function listRefusals(db: Db, caller: Caller): Promise<MailRefusal[]> {
  const since = new Date(Date.now() - keptDays * 86_400_000);
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await tx
      .selectFrom("mailRefusals as r")
      .leftJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "r.workspaceId").onRef("i.id", "=", "r.inboxId"),
      )
      .selectAll("r")
      .select("i.brandId")
      .where("r.workspaceId", "=", caller.workspaceId)
      .where("r.at", ">", since)
      .orderBy("r.at", "desc")
      .limit(200)
      .execute();
    return rows
      .filter(({ brandId }) => (brandId ? serves(caller, brandId) : caller.brands === null))
      .map((row) => ({
        id: row.id,
        inbox: row.inboxId,
        reason: row.reason as MailRefusal["reason"],
        from: row.envelopeFrom,
        to: row.envelopeTo,
        size: row.size,
        times: row.times,
        at: row.at.toISOString(),
      }));
  });
}

export async function forgetRefusals(db: Db): Promise<void> {
  await withoutWall(db, (tx) =>
    tx
      .deleteFrom("mailRefusals")
      .where("at", "<", new Date(Date.now() - keptDays * 86_400_000))
      .execute(),
  );
}
