import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { BaseLogger } from "pino";
import { z } from "zod";
import { deliveryEnded } from "../../conversations/index.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { countMail } from "../../http/metrics.ts";
import { defineQueue, enqueue } from "../../jobs/index.ts";
import type { Secret } from "../../secret.ts";
import { mailer } from "./actor.ts";
import { composeReply, mailFacts } from "./compose.ts";
import type { SendResult, Transport } from "./transport.ts";

export interface DeliveryNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
  transport: Transport;
  /** Where people reach Tandem, for links in mails. */
  publicUrl?: string;
  log: Pick<BaseLogger, "warn">;
}

export const deliverQueue = defineQueue({
  name: "deliver-message",
  schema: z.object({ workspaceId: z.uuid(), messageId: z.uuid() }),
  retryLimit: 20,
  batchSize: 20,
  concurrency: 4,
});

/** Minutes after each failed try; about two days in all, then the matter goes back to its owner. */
const pauses = [1, 2, 5, 15, 30, 60, 120, 240, 360, 480, 720, 720];
const leaseMinutes = 5;

/** This process, among all that send. */
const me = randomUUID();
const underway = new Set<string>();
/** What came of a try, until it is written down: the database may go away in between, and come back. */
const unwritten = new Map<string, SendResult>();

/**
 * Sends one message, if it is due and nobody else is at it. A crash of this process between the other server's yes and
 * our commit sends it twice at worst, under one Message-ID, so that mail programs show it once.
 */
export async function deliver(needs: DeliveryNeeds, workspaceId: string, messageId: string): Promise<void> {
  if (underway.has(messageId)) return;
  underway.add(messageId);
  try {
    const claimed = await claim(needs.db, workspaceId, messageId);
    if (claimed) {
      const { delivery, facts } = claimed;
      const result =
        unwritten.get(messageId) ?? (await needs.transport.send(await composeReply(needs, facts)));
      unwritten.set(messageId, result);
      await writeDown(needs, delivery, result);
    }
    unwritten.delete(messageId);
  } finally {
    underway.delete(messageId);
  }
}

async function writeDown(
  { db, log }: DeliveryNeeds,
  delivery: { workspaceId: string; messageId: string; conversationId: string; tries: number },
  result: SendResult,
) {
  const { messageId, tries } = delivery;
  const pause = result.sent || result.permanent ? undefined : pauses[tries - 1];
  await within(db, delivery.workspaceId, (tx) => {
    if (result.sent) return deliveryEnded(db, tx, mailer, delivery, { sent: true });
    if (pause !== undefined) return putOff(tx, delivery, result.error, pause);
    return deliveryEnded(db, tx, mailer, delivery, { sent: false, error: result.error, reopens: true });
  });
  if (result.sent) return countMail("out", "sent");
  log.warn({ messageId, error: result.error, tries, againInMinutes: pause }, "A mail did not go out.");
  if (pause === undefined) countMail("out", "failed");
}

/** Takes what is due and nobody holds, or what this process holds already, and reads what it is made of. */
async function claim(db: Db, workspaceId: string, messageId: string) {
  return within(db, workspaceId, async (tx) => {
    // Locked by its key first: asked for in one go, all that is due is read to find this one.
    const { rows } = await sql<{ tries: number; conversationId: string }>`
      with held as materialized (
        select state, next_try_at, lease_until, holder from deliveries
        where workspace_id = ${workspaceId} and message_id = ${messageId} and by = 'email' for update)
      update deliveries d set state = 'sending', holder = ${me}, changed_at = now(),
        lease_until = now() + ${leaseMinutes} * interval '1 minute',
        tries = case when held.state = 'sending' and held.holder = ${me} then d.tries else d.tries + 1 end
      from held
      where d.workspace_id = ${workspaceId} and d.message_id = ${messageId}
        and ((held.state = 'queued' and held.next_try_at <= now() + interval '1 second')
          or (held.state = 'sending' and (held.lease_until < now() or held.holder = ${me})))
      returning d.tries, d.conversation_id`.execute(tx);
    if (!rows[0]) return;
    const delivery = { workspaceId, messageId, ...rows[0] };
    return { delivery, facts: await mailFacts(tx, delivery) };
  });
}

/**
 * Gives back what a process that died was sending. Only for a process that is alone on its database: elsewhere the
 * lease tells when to try again.
 */
export async function takeBackDeliveries(db: Db): Promise<void> {
  await withoutWall(db, (tx) =>
    tx
      .updateTable("deliveries")
      .set({ state: "queued", leaseUntil: null })
      .where("state", "=", "sending")
      .execute(),
  );
}

/** Back into the queue, with the order to come again. */
async function putOff(
  tx: Tx,
  { workspaceId, messageId }: { workspaceId: string; messageId: string },
  error: string,
  minutes: number,
) {
  const delaySeconds = Math.round(minutes * 60 * (0.9 + Math.random() * 0.2));
  await tx
    .updateTable("deliveries")
    .set({
      state: "queued",
      error,
      leaseUntil: null,
      nextTryAt: new Date(Date.now() + delaySeconds * 1000),
      changedAt: new Date(),
    })
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "=", messageId)
    .execute();
  await enqueue(tx, deliverQueue, [{ workspaceId, messageId }], { delaySeconds: delaySeconds + 1 });
}

/** Orders the delivery of whatever is due and was forgotten by a crash; to be run now and then. */
export function sweepDeliveries(db: Db): Promise<number> {
  return withoutWall(db, async (tx) => {
    const due = await tx
      .selectFrom("deliveries")
      .select(["workspaceId", "messageId"])
      .where((eb) =>
        eb.or([
          eb.and([eb("state", "=", "queued"), eb("nextTryAt", "<", sql<Date>`now() - interval '1 minute'`)]),
          eb.and([eb("state", "=", "sending"), eb("leaseUntil", "<", sql<Date>`now()`)]),
        ]),
      )
      .limit(500)
      .execute();
    await enqueue(tx, deliverQueue, due);
    return due.length;
  });
}
