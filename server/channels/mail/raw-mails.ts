import { sql } from "kysely";
import type { RawMail, RawMailState } from "../../../contract/mail-in.ts";
import { serves } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { readCursor, writeCursor } from "../../http/cursor.ts";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { keepMail, orderReading, rawBytes } from "./keep.ts";

interface Row {
  id: string;
  inboxId: string;
  state: string;
  way: string;
  envelopeFrom: string;
  envelopeTo: string;
  forwardedBy: string | null;
  size: number;
  receivedAt: Date;
  error: string | null;
  conversation: { id: string; number: number } | null;
}

const states: Record<RawMailState, string> = {
  waiting: "received",
  read: "read",
  unreadable: "unreadable",
  duplicate: "duplicate",
};

const rowsOf = (tx: Tx, { workspaceId, brands }: Caller, wanted: ReturnType<typeof sql>, limit: number) =>
  sql<Row>`
    select r.id, r.inbox_id as "inboxId", r.state, r.way, r.envelope_from as "envelopeFrom",
      r.envelope_to as "envelopeTo", r.forwarded_by as "forwardedBy", r.size, r.received_at as "receivedAt", r.error,
      case when c.id is not null then json_build_object('id', c.id, 'number', c.number) end as conversation
    from raw_mails r join inboxes i on i.workspace_id = r.workspace_id and i.id = r.inbox_id
      left join conversations c on c.workspace_id = r.workspace_id and c.id = r.shown_in
    where r.workspace_id = ${workspaceId}
      ${brands ? sql`and i.brand_id = any(${[...brands]}::uuid[])` : sql``} and ${wanted}
    order by r.id desc limit ${limit}`.execute(tx);

const toRawMail = ({ inboxId, envelopeFrom, envelopeTo, ...row }: Row): RawMail => ({
  ...row,
  inbox: inboxId,
  state: (Object.keys(states) as RawMailState[]).find((state) => states[state] === row.state)!,
  way: row.way as RawMail["way"],
  from: envelopeFrom,
  to: envelopeTo,
  receivedAt: row.receivedAt.toISOString(),
});

/** Mails that did not simply become a message, newest first. */
export function listRawMails(
  db: Db,
  secret: Secret,
  caller: Caller,
  query: { state: RawMailState; inbox?: string; cursor?: string; limit: number },
): Promise<{ items: RawMail[]; next: string | null }> {
  const list = `raw-mails ${query.state} ${query.inbox ?? ""}`;
  const after = readCursor(secret, list, query.cursor);
  return look(db, caller.workspaceId, async (tx) => {
    const wanted = sql`r.state = ${states[query.state]}
      ${query.inbox ? sql`and r.inbox_id = ${query.inbox}` : sql``} ${after ? sql`and r.id < ${after[1]}` : sql``}`;
    const { rows } = await rowsOf(tx, caller, wanted, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toRawMail),
      next:
        rows.length > query.limit && last
          ? writeCursor(secret, list, [last.receivedAt.toISOString(), last.id])
          : null,
    };
  });
}

/** The bytes of a mail as it came. */
export async function rawMailFile(db: Db, store: FileStore, caller: Caller, id: string): Promise<Buffer> {
  const mail = await look(db, caller.workspaceId, (tx) =>
    tx
      .selectFrom("rawMails as r")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "r.workspaceId").onRef("i.id", "=", "r.inboxId"),
      )
      .select(["r.workspaceId", "r.content", "r.sha256", "i.brandId"])
      .where("r.workspaceId", "=", caller.workspaceId)
      .where("r.id", "=", id)
      .executeTakeFirst(),
  );
  if (!mail || !serves(caller, mail.brandId)) throw new Refusal("not_found");
  return rawBytes(store, mail);
}

/**
 * Has a mail read anew that could not be read. It waits again, like one that has just come; asked twice, or of one that
 * was read meanwhile, nothing more happens.
 */
export function readAnew(db: Db, caller: Caller, id: string): Promise<RawMail> {
  return within(db, caller.workspaceId, async (tx) => {
    const { rows } = await rowsOf(tx, caller, sql`r.id = ${id}`, 1);
    const [row] = rows;
    if (!row) throw new Refusal("not_found");
    const { rows: begun } = await sql<{ id: string }>`
      update raw_mails set state = 'received', error = null
      where workspace_id = ${caller.workspaceId} and id = ${id} and state = 'unreadable' returning id`.execute(
      tx,
    );
    if (!begun.length) return toRawMail(row);
    await orderReading(tx, [{ workspaceId: caller.workspaceId, id }]);
    return toRawMail({ ...row, state: "received", error: null });
  });
}

/** Keeps a mail that a relay brings. The same bytes for the same inbox were kept before: nothing more happens. */
export async function bringMail(
  db: Db,
  store: FileStore,
  caller: Caller,
  inboxId: string,
  { raw, from = "", to }: { raw: Buffer; from?: string; to?: string },
): Promise<{ id: string; isNew: boolean }> {
  const inbox = await look(db, caller.workspaceId, (tx) =>
    tx
      .selectFrom("inboxes")
      .select(["brandId", "address"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", inboxId)
      .executeTakeFirst(),
  );
  if (!inbox || !serves(caller, inbox.brandId)) throw new Refusal("not_found");
  const door = {
    workspaceId: caller.workspaceId,
    inboxId,
    brandId: inbox.brandId,
    recipient: to || inbox.address,
  };
  // Whom the relay heard it from is not told; what we know is the relay.
  const client = { address: "", helo: "", secure: true };
  const [kept] = await keepMail(db, store, raw, [door], { from, client, way: "api" });
  return kept!;
}

const dayMs = 86_400_000;

/** How much mail came to each inbox within the last 24 hours, and what became of it; what waits counts however old it is. */
export function countArrivals(db: Db, caller: Caller) {
  const { workspaceId, brands } = caller;
  // Ids are made in the order of time, so that the key finds the day.
  const first = firstIdOf(Date.now() - dayMs);
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      inbox: string;
      arrived: number;
      read: number;
      duplicates: number;
      unreadable: number;
      waiting: number;
      waitingSince: Date | null;
    }>`
      with came as (
        select inbox_id, state from raw_mails where workspace_id = ${workspaceId} and id >= ${first}
      ), counted as (
        select inbox_id, count(*) as arrived, count(*) filter (where state = 'read') as read,
          count(*) filter (where state = 'duplicate') as duplicates,
          count(*) filter (where state = 'unreadable') as unreadable
        from came group by 1
      ), unread as (
        select inbox_id, count(*) as waiting, min(received_at) as since
        from raw_mails where workspace_id = ${workspaceId} and state = 'received' group by 1
      )
      select i.id as inbox, coalesce(c.arrived, 0)::int as arrived, coalesce(c.read, 0)::int as read,
        coalesce(c.duplicates, 0)::int as duplicates, coalesce(c.unreadable, 0)::int as unreadable,
        coalesce(u.waiting, 0)::int as waiting, u.since as "waitingSince"
      from inboxes i left join counted c on c.inbox_id = i.id left join unread u on u.inbox_id = i.id
      where i.workspace_id = ${workspaceId} and i.channel = 'email'
        ${brands ? sql`and i.brand_id = any(${[...brands]}::uuid[])` : sql``}
      order by arrived desc, i.address`.execute(tx);
    return rows.map((row) => ({ ...row, waitingSince: row.waitingSince?.toISOString() ?? null }));
  });
}

/** The first id of version 7 that a moment can have (RFC 9562 5.7). */
const firstIdOf = (ms: number): string => {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
