import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { askWithoutWall, type Db, type Tx, withoutWall } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";
import type { FileStore } from "../../files/index.ts";
import { defineQueue, type EnqueueOptions, enqueue } from "../../jobs/index.ts";
import { forwarderOf, headersOf } from "./headers.ts";
import { type Spooled, spoolWhole } from "./spool.ts";
import { storable } from "./storable.ts";

export const readMailQueue = defineQueue({
  name: "read-mail",
  schema: z.object({ workspaceId: z.uuid(), rawMailId: z.uuid() }),
  retryLimit: 4,
  batchSize: 50,
  concurrency: 32,
});

/** An inbox as the door sees it: where an address leads. */
export interface Door {
  workspaceId: string;
  inboxId: string;
  brandId: string;
  /** The address as the sender gave it, with whatever stands after a plus. */
  recipient: string;
}

export interface Envelope {
  from: string;
  client: { address: string; helo: string; secure: boolean };
  /** By our own door where it is left out. */
  way?: Way;
}

export type Way = "smtp" | "imap" | "api";

/** Where in a mailbox elsewhere a mail was found. */
export interface FoundIn {
  mailboxId: string;
  folder: string;
  uidValidity: number;
  uid: number;
  knownBy: string;
  arrivedAt: Date;
}

/** Which inbox takes mail for an address, given without what follows a plus; null when none does. */
export const doorFor = (db: Db, address: string): Promise<Omit<Door, "recipient"> | null> =>
  lookUpDoor(db, "", address);

/** Who takes all of a domain takes what nobody has by its name. */
const lookUpDoor = gather(async (db, addresses: string[]) => {
  const rows = await askWithoutWall(db, (system) =>
    system
      .selectFrom("directoryAddresses as d")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "d.workspaceId").onRef("i.id", "=", "d.inboxId"),
      )
      .select(["d.address", "d.workspaceId", "d.inboxId", "i.brandId"])
      .where("d.address", "in", [...new Set(addresses.flatMap((address) => [address, wholeDomain(address)]))])
      .execute(),
  );
  const doors = new Map(rows.map(({ address, ...door }) => [address, door]));
  return addresses.map((address) => doors.get(address) ?? doors.get(wholeDomain(address)) ?? null);
});

const wholeDomain = (address: string) => address.slice(address.lastIndexOf("@"));

/**
 * Keeps a mail as it came, once for each door, together with the order to read it. When this returns, the mail
 * survives whatever happens next; until then the sender still has it. It comes whole, or spooled for the workspaces of
 * the doors. `foundIn` is remembered in the same commit.
 */
export async function keepMail(
  db: Db,
  store: FileStore,
  raw: Buffer | Spooled,
  doors: Door[],
  envelope: Envelope,
  foundIn?: FoundIn,
): Promise<{ id: string; isNew: boolean }[]> {
  const mail = Buffer.isBuffer(raw) ? await spoolWhole(store, workspacesOf(doors), raw) : raw;
  const forwardedBy = forwarderOf(headersOf(mail.beginning), envelope.from);
  const kept = doors.map((door) => ({
    workspace_id: door.workspaceId,
    id: randomUUIDv7(),
    inbox_id: door.inboxId,
    envelope_from: storable(envelope.from, 1000),
    envelope_to: storable(door.recipient, 1000),
    client: envelope.client,
    size: mail.size,
    sha256: mail.sha256,
    content: mail.content?.toString("base64") ?? null,
    received_at: new Date(),
    way: envelope.way ?? "smtp",
    forwarded_by: forwardedBy && storable(forwardedBy, 320),
    found_in: foundIn ?? null,
  }));
  return writeKept(db, "", kept);
}

export const workspacesOf = (doors: Door[]): string[] => doors.map(({ workspaceId }) => workspaceId);

type KeptMail = {
  workspace_id: string;
  id: string;
  inbox_id: string;
  envelope_from: string;
  envelope_to: string;
  client: Envelope["client"];
  size: number;
  sha256: string;
  content: string | null;
  received_at: Date;
  way: Way;
  forwarded_by: string | null;
  found_in: FoundIn | null;
};

/**
 * Mails that come at the same moment share a commit, and with it the wait for the disk. A relay's mail is known by its
 * bytes: when they are there already, theirs is the id that is told.
 */
const writeKept = gather(async (db, mails: KeptMail[][]) => {
  const rows = mails.flat();
  const ids = await withoutWall(db, async (tx) => {
    const { rows: written } = await sql<{ id: string }>`
      insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, content,
        received_at, way, forwarded_by)
      select workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, decode(content, 'base64'),
        received_at, way, forwarded_by
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as kept (workspace_id uuid, id uuid, inbox_id uuid,
        envelope_from text, envelope_to text, client jsonb, size integer, sha256 text, content text,
        received_at timestamptz, way text, forwarded_by text)
      on conflict (workspace_id, inbox_id, sha256) where way = 'api' do nothing
      returning id`.execute(tx);
    const isNew = new Set(written.map(({ id }) => id));
    const found = rows.filter((row) => row.found_in);
    if (found.length) await rememberFound(tx, found);
    await orderReading(
      tx,
      rows
        .filter(({ id }) => isNew.has(id))
        .map(({ workspace_id: workspaceId, id }) => ({ workspaceId, id })),
    );
    const before = await keptBefore(
      tx,
      rows.filter(({ id }) => !isNew.has(id)),
    );
    return new Map(rows.map(({ id }) => [id, before.get(id) ?? id]));
  });
  return mails.map((kept) => kept.map(({ id }) => ({ id: ids.get(id)!, isNew: ids.get(id) === id })));
});

/** Under which ids the same bytes were kept before, by the ids that they were to get now. */
async function keptBefore(tx: Tx, again: KeptMail[]): Promise<Map<string, string>> {
  if (!again.length) return new Map();
  const rows = await tx
    .selectFrom("rawMails")
    .select(["workspaceId", "inboxId", "sha256", "id"])
    .where("way", "=", "api")
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple("workspaceId", "inboxId", "sha256"),
        "in",
        again.map((mail) => tuple(mail.workspace_id, mail.inbox_id, mail.sha256)),
      ),
    )
    .execute();
  return new Map(
    again.map(({ id, workspace_id, inbox_id, sha256 }) => [
      id,
      rows.find(
        (row) => row.workspaceId === workspace_id && row.inboxId === inbox_id && row.sha256 === sha256,
      )!.id,
    ]),
  );
}

const rememberFound = (tx: Tx, mails: KeptMail[]) =>
  tx
    .insertInto("mailboxMails")
    .values(
      mails.map(({ workspace_id, id, found_in, received_at }) => ({
        ...found_in!,
        workspaceId: workspace_id,
        rawMailId: id,
        keptAt: received_at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const orderReading = (
  tx: Tx,
  rows: { workspaceId: string; id: string }[],
  options?: EnqueueOptions,
): Promise<void> =>
  enqueue(
    tx,
    readMailQueue,
    rows.map(({ workspaceId, id }) => ({ workspaceId, rawMailId: id })),
    options,
  );

/** The bytes of a mail that was kept. */
export function rawBytes(
  store: FileStore,
  mail: { workspaceId: string; content: Buffer | null; sha256: string },
): Promise<Buffer> {
  return mail.content ? Promise.resolve(mail.content) : store.read(mail.workspaceId, mail.sha256);
}
