import { acknowledgementsOf, pacesOf } from "../acknowledgements/index.ts";
import { clockRulesOf } from "../clocks/index.ts";
import { type Db, within } from "../db/database.ts";
import { noteAutomatic } from "../loops/index.ts";
import { type QueueRule, routingOf } from "../routing/index.ts";
import { rulesOf } from "../triage/index.ts";
import { keepFiles } from "./incoming.ts";
import { nextNumber } from "./numbers.ts";
import { giveToDuty } from "./opening/duty.ts";
import { asOpened, type Opened } from "./opening/opened.ts";
import { type Known, type Opening, type OpeningRows, openingRows } from "./opening/rows.ts";
import { sendersOf } from "./opening/senders.ts";
import { writeOpenings } from "./opening/write.ts";
import { giveFrom } from "./work/give-out.ts";

/**
 * Opens a conversation with each of these first messages: customers, conversations with owner and next step, messages,
 * requests, clocks, acknowledgements and events in one statement, so that no instant knows a message without an owner.
 * Many at once cost little more than one. Returns them in the same order.
 */
export async function openConversations(
  db: Db,
  workspaceId: string,
  openings: Opening[],
): Promise<{ conversation: Opened; messageId: string; queue: QueueRule | null }[]> {
  const newest = Math.max(...openings.map(({ incoming }) => incoming.inbox.rulesVersion));
  const now = openings[0]!.incoming.recordedAt ?? new Date();
  const known: Known = {
    rules: await rulesOf(db, workspaceId, newest),
    routing: await routingOf(db, workspaceId, newest),
    clocks: await clockRulesOf(db, workspaceId, newest),
    acknowledgements: await acknowledgementsOf(db, workspaceId, newest),
    paces: await pacesOf(db, workspaceId, now),
  };
  return within(db, workspaceId, async (tx) => {
    const senders = await sendersOf(tx, workspaceId, openings, now);
    const rows: OpeningRows[] = [];
    for (const opening of openings)
      rows.push(openingRows(workspaceId, await nextNumber(db, workspaceId), opening, senders, known));
    await writeOpenings(tx, workspaceId, rows, [...senders.values()]);
    noteAutomatic(
      tx,
      workspaceId,
      rows.flatMap(({ acknowledgement, acknowledgedBy, conversation, sender }) =>
        acknowledgement && acknowledgedBy === "email" && sender.writesTo
          ? [{ inboxId: conversation.inbox_id, address: sender.writesTo, conversationId: conversation.id }]
          : [],
      ),
      now,
    );
    for (const [at, { conversation, message }] of rows.entries())
      await keepFiles(tx, workspaceId, conversation.id, message.id, openings[at]!.incoming.files);
    const into = new Map(known.routing.queues.map((queue) => [queue.id, queue]));
    const reached = new Set(rows.map(({ conversation }) => conversation.queue_id));
    // Always in the order of the rules, so that two who give out at once do not wait for each other.
    await giveToDuty(db, tx, workspaceId, rows);
    for (const queue of known.routing.queues)
      if (queue.giving !== "pull" && reached.has(queue.id))
        await giveFrom(db, tx, workspaceId, known.routing, queue);
    return rows.map(({ conversation, message, sender }) => ({
      conversation: asOpened(workspaceId, conversation, sender),
      messageId: message.id,
      queue: (conversation.queue_id && into.get(conversation.queue_id)) || null,
    }));
  });
}
