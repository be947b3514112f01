import type { Conversation } from "../../../contract/conversations.ts";
import type { postSplit } from "../../../contract/merging.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { whoCanAnswer } from "../../who-can-answer.ts";
import { beginBeside } from "../beside.ts";
import { refuseForeignLine } from "../change.ts";
import { rehome } from "../moving/rehome.ts";
import { restate } from "../moving/restate.ts";
import { type ConversationRow, conversationById, lockConversation } from "../read.ts";
import { splitReason } from "../repeats/reason.ts";
import { standsOf } from "../stands.ts";

/**
 * Makes a conversation of its own of some messages: a second matter that came in the same letter, or by the same thread.
 * What is owed to them is owed there, by the same clock. Merging the two again undoes it.
 */
export function split(
  db: Db,
  caller: Caller,
  id: string,
  { messages, subject, line, agent }: BodyOf<typeof postSplit>,
): Promise<Conversation> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const from = await lockConversation(tx, workspaceId, id, caller.brands);
    if (from.mergedInto) throw new Refusal("conversation_merged");
    if (line) await refuseForeignLine(tx, from, line);
    const owner = agent ? await whoCanAnswer(tx, caller, agent, from.brandId) : null;
    await refuseAll(tx, from, messages);
    const now = new Date();
    const { id: freshId } = await beginBeside(
      db,
      tx,
      from,
      {
        subject,
        line: line ?? from.line,
        // What the other was about is for a person to say anew.
        intent: null,
        preview: from.preview,
        previewBy: from.previewBy,
        ownerId: owner?.id ?? null,
        ...((line ?? from.line) === from.line && { place: from }),
      },
      now,
    );
    const fresh = await lockConversation(tx, workspaceId, freshId);
    const messageIds = await rehome(tx, workspaceId, { messageIds: messages, from: id, to: fresh.id });
    const restated = await restate(db, tx, { from, to: fresh, messageIds }, now);
    await tx
      .insertInto("conversationLinks")
      .values({ workspaceId, fromId: id, toId: fresh.id, reason: splitReason })
      .execute();
    const owed = await tx
      .selectFrom("requests")
      .select(["messageId", "askedAt"])
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", fresh.id)
      .where("answeredAt", "is", null)
      .orderBy("askedAt")
      .execute();
    const about = { workspaceId, actor: actorOf(caller), brandId: from.brandId, at: now };
    await recordAll(tx, [
      {
        ...about,
        kind: "conversation.opened",
        conversationId: fresh.id,
        data: {
          number: fresh.number,
          messageId: messageIds[0],
          channel: from.channel,
          linkedBy: "desk",
          begunBy: "company",
          stands: standsOf(restated.to),
        },
      },
      ...(owner
        ? [
            {
              ...about,
              kind: "conversation.assigned" as const,
              conversationId: fresh.id,
              data: { agent: owner.id, name: owner.name },
            },
          ]
        : []),
      {
        ...about,
        kind: "conversation.split",
        conversationId: fresh.id,
        data: {
          outOf: id,
          number: from.number,
          messageIds,
          owed: owed.map(({ messageId, askedAt }) => ({ messageId, askedAt: askedAt.toISOString() })),
        },
      },
      {
        ...about,
        kind: "conversation.split",
        conversationId: id,
        data: { to: fresh.id, number: fresh.number, messageIds },
      },
    ]);
    return conversationById(tx, caller, fresh.id);
  });
}

/** They stand in this conversation, and something is left of it. */
async function refuseAll(tx: Tx, { workspaceId, id }: ConversationRow, messages: string[]): Promise<void> {
  const rows = await tx
    .selectFrom("messages")
    .select(["id", "kind", "auto"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .execute();
  const chosen = new Set(messages);
  if (rows.filter((row) => chosen.has(row.id)).length < chosen.size) throw new Refusal("not_found");
  if (!rows.some((row) => row.kind === "message" && row.auto === null && !chosen.has(row.id)))
    throw new Refusal("invalid", { fields: [{ path: "messages", message: "nothing_left" }] });
}
