import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { BaseLogger } from "pino";
import { z } from "zod";
import { deliveryEnded } from "../../conversations/index.ts";
import { type Db, look, type Tx, within, withoutWall } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { countMail } from "../../http/metrics.ts";
import { defineQueue, enqueue } from "../../jobs/index.ts";
import type { Secret } from "../../secret.ts";
import { mailer } from "./actor.ts";
import { composeReply } from "./composing/compose.ts";
import { type MailFacts, mailFacts } from "./composing/facts.ts";
import { noteFailure, suppressedOf } from "./dead-addresses/suppressions.ts";
import { statusIn, verdictOf } from "./dead-addresses/verdict.ts";
import { afterTry, type Outcome, outcomeOf, type Recipient, stillToReach } from "./recipients.ts";
import { signatureFor } from "./signing/sign.ts";
import type { Transport } from "./transport.ts";

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

/** How an address that was not tried says so; what follows is why. */
const suppressedError = "suppressed:";

/** This process, among all that send. */
const me = randomUUID();
const underway = new Set<string>();
/** What came of a try, until it is written down: the database may go away in between, and come back. */
const unwritten = new Map<string, Tried>();

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
      const tried = unwritten.get(messageId) ?? (await tryOnce(needs, delivery, facts));
      unwritten.set(messageId, tried);
      await writeDown(needs, delivery, tried);
    }
    unwritten.delete(messageId);
  } finally {
    underway.delete(messageId);
  }
}

interface Claimed {
  workspaceId: string;
  messageId: string;
  conversationId: string;
  tries: number;
  recipients: Recipient[];
}

/** What is known of each recipient after a try, and what the server said. */
interface Tried {
  recipients: Recipient[];
  outcome: Outcome;
  /** Those it is written to, and not only in copy. */
  writtenTo: string[];
  answer: string | null;
}

/** Sends to those who are left; an address that is held back is not tried. */
async function tryOnce(
  needs: DeliveryNeeds,
  { workspaceId, recipients }: Claimed,
  facts: MailFacts,
): Promise<Tried> {
  const mail = await composeReply(needs, facts);
  const left = stillToReach(mail, recipients);
  const isPersonal = facts.message.linkedBy !== "automation";
  const [heldBack, signature] = await look(needs.db, workspaceId, (tx) =>
    Promise.all([
      suppressedOf(tx, workspaceId, left, { isPersonal }),
      signatureFor(tx, needs.secret, workspaceId, facts.conversation.inboxAddress),
    ]),
  );
  const known = [
    ...recipients.filter(({ address }) => !left.includes(address)),
    ...left.flatMap((address) => {
      const because = heldBack.get(address);
      return because ? [{ address, state: "failed" as const, error: `${suppressedError}${because}` }] : [];
    }),
  ];
  const to = left.filter((address) => !heldBack.has(address));
  const result = to.length
    ? await needs.transport.send({ ...mail, ...signature, envelope: { ...mail.envelope, to } })
    : null;
  const all = result ? afterTry(known, to, result) : known;
  const writtenTo = ((facts.message.recipients?.to ?? []) as { address: string }[]).map(({ address }) =>
    address.toLowerCase(),
  );
  const answer = result?.sent ? result.answer : null;
  return { recipients: all, outcome: outcomeOf(all, writtenTo), writtenTo, answer };
}

async function writeDown(
  { db, log }: DeliveryNeeds,
  delivery: Claimed,
  { recipients, outcome: first, writtenTo, answer }: Tried,
) {
  const { workspaceId, messageId, conversationId, tries } = delivery;
  const pause = first.state === "waiting" ? pauses[tries - 1] : undefined;
  // Those who are still refused when all tries are over will not have it.
  const all = recipients.map((one) =>
    pause === undefined && one.state === "waiting" ? { ...one, state: "failed" as const } : one,
  );
  const outcome = pause === undefined ? outcomeOf(all, writtenTo) : first;
  await within(db, workspaceId, async (tx) => {
    await noteRecipients(tx, delivery, all, answer);
    for (const { address, state, error: said } of all)
      if (state === "failed" && said && !said.startsWith(suppressedError) && statusIn(said))
        await noteFailure(tx, workspaceId, address, verdictOf({ status: statusIn(said), hard: true }), {
          said,
          conversationId,
          messageId,
        });
    if (outcome.state === "waiting") return putOff(tx, delivery, outcome.error, pause!);
    if (outcome.state === "failed")
      return deliveryEnded(db, tx, mailer, delivery, { sent: false, error: outcome.error, reopens: true });
    return deliveryEnded(db, tx, mailer, delivery, {
      sent: true,
      missed: all.filter(({ state }) => state === "failed"),
    });
  });
  if (outcome.state === "sent") return countMail("out", "sent");
  const { error } = outcome;
  log.warn({ messageId, error, tries, againInMinutes: pause }, "A mail did not go out.");
  if (pause === undefined) countMail("out", "failed");
}

const noteRecipients = (
  tx: Tx,
  { workspaceId, messageId }: Claimed,
  recipients: Recipient[],
  answer: string | null,
) =>
  tx
    .updateTable("deliveries")
    .set({ recipients: JSON.stringify(recipients), ...(answer !== null && { answer }) })
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "=", messageId)
    .execute();

/** Takes what is due and nobody holds, or what this process holds already, and reads what it is made of. */
async function claim(db: Db, workspaceId: string, messageId: string) {
  return within(db, workspaceId, async (tx) => {
    // Locked by its key first: asked for in one go, all that is due is read to find this one.
    const { rows } = await sql<{ tries: number; conversationId: string; recipients: Recipient[] }>`
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
      returning d.tries, d.conversation_id, d.recipients`.execute(tx);
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
