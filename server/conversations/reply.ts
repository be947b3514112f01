import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { postReply } from "../../contract/conversations.ts";
import type { Language } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { cleanHtml, textOfHtml } from "../channels/mail/reading/index.ts";
import { clocksOf, type Ended, turnClocks } from "../clocks/index.ts";
import { type Db, send, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { claimUploads } from "../files/index.ts";
import { languageOf } from "../language/index.ts";
import { settleRequests } from "../ledger/index.ts";
import { keepPromises, makePromises } from "../promises/index.ts";
import { Refusal } from "../refusal.ts";
import { asksSomething } from "./asks.ts";
import { refuseOwed, refuseUnfinished } from "./change.ts";
import { countChange } from "./counts.ts";
import { mailIdFor } from "./mail-id.ts";
import { followUpAt } from "./next-step.ts";
import { previewOf } from "./preview.ts";
import { type ConversationRow, lockConversation, messageById } from "./read.ts";
import { noteAnswered } from "./work/handover-times.ts";

/** What else a reply says: what it promises, and which promises it keeps. */
type Words = Pick<BodyOf<typeof postReply>, "after" | "seen"> &
  Partial<Pick<BodyOf<typeof postReply>, "promises" | "keeps">>;

/** What somebody here wrote: text, HTML or both, and uploads to go with it. */
export interface Composed {
  text?: string;
  html?: string;
  attachments: string[];
}

/**
 * Answers the customer and ends their wait. The outgoing mail is a row of the same transaction; delivery follows
 * after commit and is seen on the message.
 */
export async function reply(db: Db, caller: Caller, conversationId: string, composed: Composed & Words) {
  const said = await readable(composed);
  return within(db, caller.workspaceId, async (tx) => {
    const about = { workspaceId: caller.workspaceId, id: conversationId };
    const [before, addresses, hasNewer, clocks] = await Promise.all([
      lockConversation(tx, caller.workspaceId, conversationId, caller.brands),
      addressesOf(tx, about),
      composed.seen !== undefined && saysMoreThan(tx, about, composed.seen),
      clocksOf(tx, caller.workspaceId, [conversationId]),
    ]);
    if (before.status === "closed") throw new Refusal("conversation_closed");
    if (hasNewer) throw new Refusal("conversation_changed");
    if (!addresses?.to.address) throw new Refusal("no_address");

    const now = new Date();
    const messageId = await say(tx, caller, before, said, { kind: "message", ...addresses, at: now });
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
    queueDelivery(tx, before, messageId);
    forgetDraft(tx, caller, conversationId);
    const status = composed.after === "close" ? "closed" : composed.after === "wait" ? "waiting" : "open";
    // What a rule writes answers nobody: the customer goes on waiting for a person.
    if (caller.kind === "automation" && before.waitingSince) {
      if (status === "closed") throw new Refusal("answer_owed");
      sayMeanwhile(tx, caller, before, { messageId, words: said.reply, now });
      return messageById(tx, caller.workspaceId, messageId);
    }
    const { ended } = await turnClocks(
      db,
      tx,
      {
        was: before,
        is: { ...before, status },
        happened: [
          "answered",
          ...(before.ownerId === null && caller.kind === "agent" ? (["assigned"] as const) : []),
          ...(status === "closed" ? (["closed"] as const) : []),
        ],
      },
      now,
      clocks,
    );
    const ownerId = endWait(tx, caller, before, { status, words: said.reply, now });
    const matter = { ...before, ownerId };
    await keepPromises(tx, caller, matter, composed.keeps ?? [], { messageId, now });
    await makePromises(tx, caller, matter, composed.promises ?? [], { messageId, now });
    const waitedMinutes = ended.find(isReplyClock)?.openMinutes;
    const [answers, message] = await Promise.all([
      settleRequests(tx, before, { by: "reply", answerId: messageId }, now, { waitedMinutes }),
      messageById(tx, caller.workspaceId, messageId),
      status === "closed" && refuseUnfinished(tx, before),
      status === "closed" && refuseOwed(tx, before),
    ]);
    const [resolution, others] = [ended.filter(isResolution), ended.filter((clock) => !isResolution(clock))];
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.replied",
      actor: actorOf(caller),
      conversationId,
      brandId: before.brandId,
      at: now,
      data: {
        messageId,
        status,
        clocks: others,
        answers,
        ...(asksSomething(said.reply) && { asks: true }),
      },
    });
    if (status === "closed") await recordClosed(tx, caller, before, resolution);
    return message;
  });
}

/** Adds a note that only people here see. It changes neither the customer's wait nor the status. */
export async function note(db: Db, caller: Caller, conversationId: string, composed: Composed) {
  const said = await readable(composed);
  return within(db, caller.workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    const messageId = await say(tx, caller, conversation, said, { kind: "note", to: null });
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
    forgetDraft(tx, caller, conversationId);
    send(
      tx,
      tx
        .updateTable("conversations")
        .set((eb) => ({ updatedAt: new Date(), version: eb("version", "+", 1) }))
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", conversationId),
    );
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.noted",
      actor: actorOf(caller),
      conversationId,
      brandId: conversation.brandId,
      data: { messageId },
    });
    return messageById(tx, caller.workspaceId, messageId);
  });
}

/** Text and cleaned HTML of what was composed; either may be made from the other's absence. */
export async function readable({ text, html }: Composed) {
  const clean = html ? await cleanHtml(html) : null;
  const plain = text ?? (html ? textOfHtml(html) : "");
  return { text: plain, html: clean, reply: plain };
}

/** Whether somebody wrote after the message that was the newest on the screen. */
async function saysMoreThan(tx: Tx, { workspaceId, id }: Matter, seen: string): Promise<boolean> {
  const { rows } = await sql`
    select from messages newer
    join messages mine on mine.workspace_id = newer.workspace_id and mine.id = ${seen}
    where newer.workspace_id = ${workspaceId} and newer.conversation_id = ${id}
      and newer.kind = 'message' and (newer.sent_at, newer.id) > (mine.sent_at, mine.id)
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** The customer's own address, and ours to which they wrote. */
async function addressesOf(tx: Tx, { workspaceId, id }: Matter) {
  const { rows } = await sql<{ name: string; address: string | null; ours: string }>`
    select p.name, p.email as address, i.address as ours
    from conversations c
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
    where c.workspace_id = ${workspaceId} and c.id = ${id}`.execute(tx);
  return rows.map(({ name, address, ours }) => ({ to: { name, address: address ?? "" }, from: ours }))[0];
}

type Matter = Pick<ConversationRow, "workspaceId" | "id">;

export async function say(
  tx: Tx,
  caller: Caller,
  conversation: Pick<ConversationRow, "workspaceId" | "id" | "channel" | "subject" | "language" | "inboxId">,
  said: { text: string; html: string | null; reply: string },
  {
    kind,
    to,
    from,
    at = new Date(),
  }: {
    kind: "message" | "note";
    to: { name: string; address: string } | null;
    /** Our address, where it is known already. */
    from?: string;
    at?: Date;
  },
): Promise<string> {
  const messageId = randomUUIDv7();
  const ours = to && (from ?? (await addressOf(tx, conversation)));
  send(
    tx,
    tx.insertInto("messages").values({
      workspaceId: conversation.workspaceId,
      id: messageId,
      conversationId: conversation.id,
      kind,
      authorKind: caller.kind === "agent" ? "agent" : "automation",
      authorId: caller.kind === "agent" ? caller.id : null,
      authorName: caller.name,
      channel: kind === "note" ? conversation.channel : "email",
      subject: kind === "note" ? null : conversation.subject,
      ...said,
      language: languageOf(said.text, conversation.language as Language),
      recipients: to && JSON.stringify({ to: [to], cc: [] }),
      linkedBy: caller.kind === "agent" ? "desk" : caller.kind === "key" ? "api" : "automation",
      mailId: ours && mailIdFor(ours, messageId),
      hasAttachments: false,
      sentAt: at,
    }),
  );
  return messageId;
}

async function addressOf(tx: Tx, conversation: Pick<ConversationRow, "workspaceId" | "inboxId">) {
  const { address } = await tx
    .selectFrom("inboxes")
    .select("address")
    .where("workspaceId", "=", conversation.workspaceId)
    .where("id", "=", conversation.inboxId)
    .executeTakeFirstOrThrow();
  return address;
}

export function queueDelivery(tx: Tx, { workspaceId, id }: Matter, messageId: string) {
  send(
    tx,
    tx
      .insertInto("deliveries")
      .values({ workspaceId, messageId, conversationId: id, state: "queued", nextTryAt: new Date() }),
  );
}

/** The customer has our words: whoever answered holds the matter, if nobody did. Returns who has it. */
function endWait(
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  { status, words, now }: { status: "waiting" | "closed" | "open"; words: string; now: Date },
) {
  const ownerId = before.ownerId ?? (caller.kind === "agent" ? caller.id : null);
  send(
    tx,
    tx
      .updateTable("conversations")
      .set((eb) => ({
        status,
        ownerId,
        waitingSince: null,
        nextStep: status === "closed" ? null : "follow_up",
        nextStepAt: status === "closed" ? null : (before.heldUntil ?? followUpAt(now)),
        ...(status === "closed" && { heldFor: null, heldUntil: null }),
        rankAt: null,
        closedAt: status === "closed" ? now : null,
        preview: previewOf(words),
        previewBy: caller.kind === "agent" ? "agent" : "automation",
        lastMessageAt: now,
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", before.workspaceId)
      .where("id", "=", before.id),
  );
  countChange(tx, before, { status, ownerId });
  noteAnswered(tx, before.workspaceId, before.id);
  return ownerId;
}

export const isReplyClock = ({ clock }: { clock: string }) =>
  clock === "first_reply" || clock === "next_reply";
const isResolution = ({ clock }: Ended) => clock === "resolution";

/** Our words while the customer waits on: seen as the newest, and nothing else changes. */
function sayMeanwhile(
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  { messageId, words, now }: { messageId: string; words: string; now: Date },
) {
  send(
    tx,
    tx
      .updateTable("conversations")
      .set((eb) => ({
        preview: previewOf(words),
        previewBy: "automation",
        lastMessageAt: now,
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", before.workspaceId)
      .where("id", "=", before.id),
  );
  record(tx, {
    workspaceId: before.workspaceId,
    kind: "conversation.replied",
    actor: actorOf(caller),
    conversationId: before.id,
    brandId: before.brandId,
    at: now,
    data: { messageId, status: before.status, clocks: [], answers: [] },
  });
}

const recordClosed = (
  tx: Tx,
  caller: Caller,
  { workspaceId, id, brandId }: ConversationRow,
  clocks: Ended[],
) =>
  record(tx, {
    workspaceId,
    kind: "conversation.closed",
    actor: actorOf(caller),
    conversationId: id,
    brandId,
    data: { clocks },
  });

function forgetDraft(tx: Tx, caller: Caller, conversationId: string) {
  if (caller.kind !== "agent") return;
  send(
    tx,
    tx
      .deleteFrom("drafts")
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("conversationId", "=", conversationId),
  );
}
