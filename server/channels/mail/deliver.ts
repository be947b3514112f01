import { sql } from "kysely";
import type { BaseLogger } from "pino";
import { z } from "zod";
import { deliveryEnded } from "../../conversations/index.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import type { Actor } from "../../events.ts";
import type { FileStore } from "../../files/index.ts";
import { countMail } from "../../http/metrics.ts";
import { defineQueue, enqueue } from "../../jobs/index.ts";
import type { Secret } from "../../secret.ts";
import { composeReply } from "./compose.ts";
import type { Transport } from "./transport.ts";

export interface DeliveryNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
  transport: Transport;
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
const mailer: Actor = { kind: "automation", id: null, name: "mail" };

/**
 * Sends one message, if it is due and nobody else is at it. A crash between the other server's yes and our commit
 * sends it twice at worst, under one Message-ID, so that mail programs show it once.
 */
export async function deliver(needs: DeliveryNeeds, workspaceId: string, messageId: string): Promise<void> {
  const { db, transport, log } = needs;
  const claimed = await claim(db, workspaceId, messageId);
  if (!claimed) return;
  const mail = await composeReply(needs, workspaceId, messageId);
  const result = await transport.send(mail);

  await within(db, workspaceId, async (tx) => {
    const delivery = { workspaceId, messageId, conversationId: claimed.conversationId };
    if (result.sent) {
      countMail("out", "sent");
      return deliveryEnded(tx, mailer, delivery, { sent: true });
    }
    const pause = result.permanent ? undefined : pauses[claimed.tries - 1];
    log.warn(
      { messageId, error: result.error, tries: claimed.tries, againInMinutes: pause },
      "A mail did not go out.",
    );
    if (pause === undefined) {
      countMail("out", "failed");
      return deliveryEnded(tx, mailer, delivery, { sent: false, error: result.error, reopens: true });
    }
    return putOff(tx, delivery, result.error, pause);
  });
}

async function claim(db: Db, workspaceId: string, messageId: string) {
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ tries: number; conversationId: string }>`
      update deliveries set state = 'sending', tries = tries + 1, lease_until = now() + ${leaseMinutes} * interval '1 minute', changed_at = now()
      where workspace_id = ${workspaceId} and message_id = ${messageId}
        and ((state = 'queued' and next_try_at <= now() + interval '1 second') or (state = 'sending' and lease_until < now()))
      returning tries, conversation_id`.execute(tx);
    return rows[0];
  });
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
