import type { postNote, postReply } from "../../contract/conversations.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { clocksOf, type Ended, isReplyClock, turnClocks } from "../clocks/index.ts";
import { type Db, send, type Tx, within } from "../db/database.ts";
import { actorOf, record, recordAll } from "../events.ts";
import { claimUploads } from "../files/index.ts";
import { settleRequests } from "../ledger/index.ts";
import { refuseBraked } from "../loops/index.ts";
import { keepPromises, makePromises } from "../promises/index.ts";
import { Refusal } from "../refusal.ts";
import { asksSomething } from "./asks.ts";
import { refuseOwed, refuseUnfinished } from "./change.ts";
import { answerMentions, mention, withoutMentions } from "./following/mentions.ts";
import { writeMessages } from "./incoming.ts";
import { type Addressed, addresseesOf } from "./participants/recipients.ts";
import { previewOf } from "./preview.ts";
import { type ConversationRow, lockConversation, messageById } from "./read.ts";
import { type Composed, forgetDraft, outgoingRow, queueDelivery, readable, say } from "./say.ts";
import { cameSince } from "./together/came.ts";
import { type Way, wayTo } from "./way.ts";
import { writeAnswer } from "./write-answer.ts";

/** What else a reply says: what it promises, and which promises it keeps. */
type Words = Pick<BodyOf<typeof postReply>, "after" | "seen" | "seenEvent"> &
  Partial<Pick<BodyOf<typeof postReply>, "promises" | "keeps" | "quickReplies">> &
  Addressed;

/**
 * Answers the customer and ends their wait. What goes out, a mail or a word in the chat, is a row of the same
 * transaction; delivery follows after commit and is seen on the message.
 */
export async function reply(
  db: Db,
  caller: Caller,
  conversationId: string,
  composed: Composed & Words,
  { keepsDraft = false }: { keepsDraft?: boolean } = {},
) {
  const said = withoutMentions(await readable(composed));
  return within(db, caller.workspaceId, async (tx) => {
    const about = { workspaceId: caller.workspaceId, id: conversationId };
    const now = new Date();
    const [before, addresses, came, clocks] = await Promise.all([
      lockConversation(tx, caller.workspaceId, conversationId, caller.brands),
      wayTo(tx, about, now),
      cameSince(tx, about, caller.id, composed),
      clocksOf(tx, caller.workspaceId, [conversationId]),
    ]);
    if (before.mergedInto) throw new Refusal("conversation_merged");
    if (before.status === "closed") throw new Refusal("conversation_closed");
    if (came) throw new Refusal("conversation_changed", { came });
    const { way } = addresses!;
    const whom = way.by === "email" ? await addresseesOf(tx, caller, before, composed) : null;
    if (whom && !whom.recipients.to[0]?.address) throw new Refusal("no_address");
    if (whom && caller.kind === "automation")
      await refuseBraked(tx, before, whom.recipients.to[0]!.address, now);

    const message = outgoingRow(caller, before, said, { ...addresses!, at: now });
    // As it goes out now, whoever takes part later.
    if (whom) message.recipients = { ...whom.recipients, answering: whom.answering };
    if (way.by === "chat" && composed.quickReplies?.length) message.quick_replies = composed.quickReplies;
    const messageId = message.id;
    const status = composed.after === "close" ? "closed" : composed.after === "wait" ? "waiting" : "open";
    // What a rule writes answers nobody: the customer goes on waiting for a person.
    if (caller.kind === "automation" && before.waitingSince) {
      if (status === "closed") throw new Refusal("answer_owed");
      await sayMeanwhile(tx, caller, before, message, { now, way });
      await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
      return messageById(tx, caller.workspaceId, messageId);
    }
    const ownerId = writeAnswer(tx, caller, before, message, { status, now, way, keepsDraft });
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
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
    const matter = { ...before, ownerId };
    await keepPromises(tx, caller, matter, composed.keeps ?? [], { messageId, now });
    await makePromises(tx, caller, matter, composed.promises ?? [], { messageId, now });
    const waitedMinutes = ended.find(isReplyClock)?.openMinutes;
    const [answers, answer] = await Promise.all([
      settleRequests(tx, before, { by: "reply", answerId: messageId }, now, { waitedMinutes }),
      messageById(tx, caller.workspaceId, messageId),
      status === "closed" && refuseUnfinished(tx, before),
      status === "closed" && refuseOwed(tx, before),
    ]);
    const [resolution, others] = [ended.filter(isResolution), ended.filter((clock) => !isResolution(clock))];
    const happening = {
      workspaceId: caller.workspaceId,
      actor: actorOf(caller),
      conversationId,
      brandId: before.brandId,
      at: now,
    };
    const closed = { ...happening, kind: "conversation.closed" as const, data: { clocks: resolution } };
    await recordAll(tx, [
      {
        ...happening,
        kind: "conversation.replied",
        data: {
          messageId,
          status,
          clocks: others,
          answers,
          ...(asksSomething(said.reply) && { asks: true }),
        },
      },
      ...(status === "closed" ? [closed] : []),
    ]);
    return answer;
  });
}

/** What else a note does: whoever is named in it is asked. */
type Asking = Pick<BodyOf<typeof postNote>, "ask">;

/**
 * Adds a note that only people here see. It changes neither the customer's wait nor the status, nor whose it is, also
 * when it asks a colleague.
 */
export async function note(db: Db, caller: Caller, conversationId: string, composed: Composed & Asking) {
  const said = await readable(composed);
  return within(db, caller.workspaceId, async (tx) => {
    const now = new Date();
    const conversation = await lockConversation(tx, caller.workspaceId, conversationId, caller.brands);
    if (conversation.mergedInto) throw new Refusal("conversation_merged");
    const messageId = await say(tx, caller, conversation, said, null);
    await claimUploads(tx, caller, composed.attachments, { conversationId, messageId });
    forgetDraft(tx, caller, conversationId);
    const about = { messageId, html: said.html, text: said.reply, ask: composed.ask, now };
    const mentions = await mention(tx, caller, conversation, about);
    if (caller.kind === "agent")
      await answerMentions(tx, conversation, caller, { words: said.reply, now, but: messageId });
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
      data: { messageId, ...(mentions.length && { mentions }) },
    });
    return messageById(tx, caller.workspaceId, messageId);
  });
}

const isResolution = ({ clock }: Ended) => clock === "resolution";

/** Our words while the customer waits on: seen as the newest, and nothing else changes. */
async function sayMeanwhile(
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  message: ReturnType<typeof outgoingRow>,
  { now, way }: { now: Date; way: Way },
) {
  writeMessages(tx, before.workspaceId, [message]);
  queueDelivery(tx, before, message.id, way);
  send(
    tx,
    tx
      .updateTable("conversations")
      .set((eb) => ({
        preview: previewOf(message.reply),
        previewBy: "automation",
        lastMessageAt: now,
        updatedAt: now,
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", before.workspaceId)
      .where("id", "=", before.id),
  );
  await record(tx, {
    workspaceId: before.workspaceId,
    kind: "conversation.replied",
    actor: actorOf(caller),
    conversationId: before.id,
    brandId: before.brandId,
    at: now,
    data: { messageId: message.id, status: before.status, clocks: [], answers: [] },
  });
}
