import { createHash, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { askWithoutWall, type Db, type Tx, withoutWall } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";
import type { FileStore } from "../../files/index.ts";
import { defineQueue, type EnqueueOptions, enqueue } from "../../jobs/index.ts";

/** A mail larger than this lies in the file store, a smaller one in its row: one disk write fewer per mail. */
const largestInRow = 256 * 1024;

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
}

/** Which inbox takes mail for an address, given without what follows a plus; null when none does. */
export const doorFor = (db: Db, address: string): Promise<Omit<Door, "recipient"> | null> =>
  lookUpDoor(db, "", address);

const lookUpDoor = gather(async (db, addresses: string[]) => {
  const rows = await askWithoutWall(db, (system) =>
    system
      .selectFrom("directoryAddresses as d")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "d.workspaceId").onRef("i.id", "=", "d.inboxId"),
      )
      .select(["d.address", "d.workspaceId", "d.inboxId", "i.brandId"])
      .where("d.address", "in", [...new Set(addresses)])
      .execute(),
  );
  const doors = new Map(rows.map(({ address, ...door }) => [address, door]));
  return addresses.map((address) => doors.get(address) ?? null);
});

/**
 * Keeps a mail as it came, once for each door, together with the order to read it. When this returns, the mail
 * survives whatever happens next; until then the sender still has it.
 */
export async function keepMail(
  db: Db,
  store: FileStore,
  raw: Buffer,
  doors: Door[],
  envelope: Envelope,
): Promise<void> {
  const sha256 = createHash("sha256").update(raw).digest("hex");
  const small = raw.length <= largestInRow;
  if (!small)
    for (const workspaceId of new Set(doors.map((door) => door.workspaceId)))
      await store.keep(workspaceId, raw);
  const kept = doors.map((door) => ({
    workspace_id: door.workspaceId,
    id: randomUUIDv7(),
    inbox_id: door.inboxId,
    envelope_from: envelope.from,
    envelope_to: door.recipient,
    client: envelope.client,
    size: raw.length,
    sha256,
    content: small ? raw.toString("base64") : null,
    received_at: new Date(),
  }));
  await writeKept(db, "", kept);
}

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
};

/** Mails that come at the same moment share a commit, and with it the wait for the disk. */
const writeKept = gather(async (db, mails: KeptMail[][]) => {
  const rows = mails.flat();
  await withoutWall(db, async (tx) => {
    await sql`
      insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, content,
        received_at)
      select workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, decode(content, 'base64'),
        received_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as kept (workspace_id uuid, id uuid, inbox_id uuid,
        envelope_from text, envelope_to text, client jsonb, size integer, sha256 text, content text, received_at timestamptz)`.execute(
      tx,
    );
    await orderReading(
      tx,
      rows.map(({ workspace_id: workspaceId, id }) => ({ workspaceId, id })),
    );
  });
  return mails.map(() => undefined);
});

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
