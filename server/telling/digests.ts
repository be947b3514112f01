import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { houseSignature, senderFor, type Transport } from "../channels/index.ts";
import { type Db, look, within, withoutWall } from "../db/database.ts";
import { countMail } from "../http/metrics.ts";
import { defineQueue, enqueue } from "../jobs/index.ts";
import type { Secret } from "../secret.ts";
import { digestMail } from "./digest-mail.ts";
import { behindNoWall, keyOf, type Reader, readersOf, type Told, toldColumns, toldFrom } from "./readers.ts";

export const digestQueue = defineQueue({
  name: "send-digest",
  schema: z.object({ workspaceId: z.uuid(), digestId: z.uuid() }),
  retryLimit: 10,
  retryDelaySeconds: 10,
});
type Order = z.infer<typeof digestQueue.schema>;

const mostAtOnce = 500;

/**
 * Puts together, for each person, what is due by mail and what nobody has told them yet. From here on it belongs to that
 * digest and to no other, and is not pushed any more.
 */
export async function makeDigests(db: Db, now: Date): Promise<void> {
  await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; agentId: string; id: string; isOver: boolean }>`
      select workspace_id, agent_id, id, seen_at is not null or done_at is not null or told_by is not null as is_over
      from notices
      -- What was handed to a push service waits for its word, and what it refused is mailed then.
      where mail_at <= ${now} and (told_by is null or told_at is not null)
      order by mail_at limit ${mostAtOnce} for update skip locked`.execute(tx);
    if (!rows.length) return;
    const readers = await readersOf(tx, rows, now);
    const digests = new Map<string, { workspaceId: string; id: string; agentId: string }>();
    const after = rows.map(({ workspaceId, agentId, id, isOver }) => {
      const reader = readers.get(keyOf(workspaceId, agentId));
      const row = {
        workspace_id: workspaceId,
        id,
        mail_at: null as string | null,
        digest_id: null as string | null,
      };
      if (isOver || !reader) return row;
      const { pausedUntil } = reader.choices;
      if (pausedUntil && new Date(pausedUntil) > now) return { ...row, mail_at: pausedUntil };
      const key = keyOf(workspaceId, agentId);
      const digest = digests.get(key) ?? { workspaceId, id: randomUUIDv7(), agentId };
      digests.set(key, digest);
      return { ...row, digest_id: digest.id };
    });
    await sql`
      update notices n set mail_at = r.mail_at, digest_id = r.digest_id,
        push_at = case when r.digest_id is null then n.push_at end,
        told_by = case when r.digest_id is null then n.told_by else 'mail' end
      from jsonb_to_recordset(${JSON.stringify(after)}::jsonb)
        as r (workspace_id uuid, id uuid, mail_at timestamptz, digest_id uuid)
      where n.workspace_id = r.workspace_id and n.id = r.id`.execute(tx);
    const made = [...digests.values()];
    if (!made.length) return;
    await tx
      .insertInto("digests")
      .values(made.map((digest) => ({ ...digest, madeAt: now })))
      .execute();
    await enqueue(
      tx,
      digestQueue,
      made.map(({ workspaceId, id }) => ({ workspaceId, digestId: id })),
    );
  });
}

export interface DigestNeeds {
  db: Db;
  secret: Secret;
  transport: Transport;
  publicUrl?: string;
}

/**
 * Mails one digest. What was seen since it was put together is left out, and when nothing is left no mail goes. Should
 * the process die between handing it over and writing that down, it goes again under the same Message-ID.
 */
export async function sendDigest(needs: DigestNeeds, order: Order): Promise<void> {
  const { db, secret, transport, publicUrl } = needs;
  const { workspaceId, digestId } = order;
  const { reader, notices } = await read(db, order);
  if (!reader) return;
  if (!notices.length) return end(db, order, "empty");
  const url = publicUrl ?? "http://localhost:3000";
  const from = await senderFor(db, workspaceId, url);
  const letter = digestMail({ reader, notices, publicUrl: url });
  const result = await transport.send({
    ...(await houseSignature(db, secret, workspaceId, from.address)),
    envelope: { from: from.address, to: [reader.email] },
    from,
    to: { name: reader.name, address: reader.email },
    messageId: `<digest-${digestId}@${from.address.split("@")[1]}>`,
    ...letter,
    textEncoding: "base64" as const,
    headers: {
      "Auto-Submitted": "auto-generated",
      "Content-Language": reader.locale,
      "List-Unsubscribe": `<${new URL("/settings/notices", url)}>`,
    },
  });
  if (result.sent) {
    countMail("out", "sent");
    return end(db, order, "sent");
  }
  if (!result.permanent) throw new Error(`The digest did not go out: ${result.error}`);
  countMail("out", "failed");
  await end(db, order, "failed");
}

async function read(db: Db, { workspaceId, digestId }: Order): Promise<{ reader?: Reader; notices: Told[] }> {
  return look(db, workspaceId, async (tx) => {
    const digest = await tx
      .selectFrom("digests")
      .select(["agentId", "endedAt"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", digestId)
      .executeTakeFirst();
    if (!digest || digest.endedAt) return { notices: [] };
    const { agentId } = digest;
    const reader = (await readersOf(tx, [{ workspaceId, agentId }], new Date())).get(
      keyOf(workspaceId, agentId),
    );
    const { rows } = await sql<Told>`
      select ${toldColumns} from ${toldFrom}
      where n.workspace_id = ${workspaceId} and n.digest_id = ${digestId} and n.seen_at is null and n.done_at is null
        and ${behindNoWall}
      order by n.id`.execute(tx);
    return { reader, notices: rows };
  });
}

function end(db: Db, { workspaceId, digestId }: Order, ended: "sent" | "empty" | "failed"): Promise<void> {
  const now = new Date();
  return within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("digests")
      .set({ endedAt: now, ended })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", digestId)
      .execute();
    await sql`update notices set told_at = ${now}
      where workspace_id = ${workspaceId} and digest_id = ${digestId}`.execute(tx);
  });
}

/** What was tried to the end: it stays in the desk. */
export const giveUpDigest = (db: Db, order: Order): Promise<void> => end(db, order, "failed");

const keepDays = 30;

export async function forgetDigests(db: Db, now: Date): Promise<void> {
  await withoutWall(db, (tx) =>
    sql`delete from digests where ended_at < ${now}::timestamptz - make_interval(days => ${keepDays})`.execute(
      tx,
    ),
  );
}
