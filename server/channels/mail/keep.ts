import { createHash, randomUUIDv7 } from "node:crypto";
import { z } from "zod";
import { type Db, type Tx, withoutWall } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { defineQueue, type EnqueueOptions, enqueue } from "../../jobs/index.ts";

/** A mail larger than this lies in the file store, a smaller one in its row: one disk write fewer per mail. */
const largestInRow = 256 * 1024;

export const readMailQueue = defineQueue({
  name: "read-mail",
  schema: z.object({ workspaceId: z.uuid(), rawMailId: z.uuid() }),
  retryLimit: 4,
  batchSize: 50,
  concurrency: 8,
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

/** Which inbox takes mail for these addresses, given without what follows a plus. */
export async function doorsFor(db: Db, addresses: string[]): Promise<Map<string, Omit<Door, "recipient">>> {
  const rows = await withoutWall(db, (tx) =>
    tx
      .selectFrom("directoryAddresses as d")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "d.workspaceId").onRef("i.id", "=", "d.inboxId"),
      )
      .select(["d.address", "d.workspaceId", "d.inboxId", "i.brandId"])
      .where("d.address", "in", addresses)
      .execute(),
  );
  return new Map(rows.map(({ address, ...door }) => [address, door]));
}

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
  await withoutWall(db, async (tx) => {
    const rows = doors.map((door) => ({
      workspaceId: door.workspaceId,
      id: randomUUIDv7(),
      inboxId: door.inboxId,
      envelopeFrom: envelope.from,
      envelopeTo: door.recipient,
      client: JSON.stringify(envelope.client),
      size: raw.length,
      sha256,
      content: small ? raw : null,
    }));
    await tx.insertInto("rawMails").values(rows).execute();
    await orderReading(tx, rows);
  });
}

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
