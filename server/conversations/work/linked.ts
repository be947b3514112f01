import type { Conversation } from "../../../contract/conversations.ts";
import type { postLinked } from "../../../contract/handovers.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { lineOfChosen } from "../../lines/index.ts";
import { beginBeside } from "../beside.ts";
import { refuseForeignLine } from "../change.ts";
import { previewOf } from "../preview.ts";
import { conversationById, lockConversation } from "../read.ts";
import { say } from "../say.ts";
import { standsOf } from "../stands.ts";

/**
 * Opens a second matter of the same customer that knows of the first: support mends the seam, service makes the gesture.
 * It begins with a note that says why, and waits in the queue of its line.
 */
export function openLinked(
  db: Db,
  caller: Caller,
  id: string,
  { line, subject, reason, intent }: BodyOf<typeof postLinked>,
): Promise<Conversation> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const from = await lockConversation(tx, workspaceId, id, caller.brands);
    await refuseForeignLine(tx, from, line);
    if (intent) await lineOfChosen(tx, workspaceId, intent, line);
    const now = new Date();
    const conversation = await beginBeside(
      db,
      tx,
      from,
      {
        subject,
        line,
        intent: intent ?? null,
        preview: previewOf(reason),
        previewBy: caller.kind === "agent" ? "agent" : "automation",
      },
      now,
    );
    await tx
      .insertInto("conversationLinks")
      .values({ workspaceId, fromId: id, toId: conversation.id, reason })
      .execute();
    const messageId = await say(tx, caller, conversation, { text: reason, html: null, reply: reason }, null);
    const about = { workspaceId, actor: actorOf(caller), brandId: from.brandId };
    await recordAll(tx, [
      {
        ...about,
        kind: "conversation.opened",
        conversationId: conversation.id,
        data: {
          number: conversation.number,
          messageId,
          channel: from.channel,
          linkedBy: "desk",
          from: from.number,
          begunBy: "company",
          stands: standsOf(conversation),
        },
      },
      {
        ...about,
        kind: "conversation.linked",
        conversationId: id,
        data: { to: conversation.id, number: conversation.number, line, reason },
      },
    ]);
    return conversationById(tx, caller, conversation.id);
  });
}
