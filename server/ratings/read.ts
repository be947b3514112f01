import { sql } from "kysely";
import type { Rating } from "../../contract/ratings.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx } from "../db/database.ts";

/** The newest answer of a person in a conversation, or none. */
export const newestAnswer = (tx: Tx, workspaceId: string, conversationId: string) =>
  tx
    .selectFrom("messages")
    .select(["id", "authorId", "authorName"])
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", conversationId)
    .where("kind", "=", "message")
    .where("authorKind", "=", "agent")
    .orderBy("sentAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** What a customer said of the newest answer, and whose it is. */
export interface CustomersRating {
  /** Null where nobody has answered yet: then there is nothing to rate. */
  answeredBy: string | null;
  score: number | null;
  comment: string;
}

export async function ratingOf(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<CustomersRating> {
  return (await ratingsOf(tx, workspaceId, [conversationId])).get(conversationId)!;
}

/** The same of many conversations at once. */
export async function ratingsOf(
  tx: Tx,
  workspaceId: string,
  conversationIds: string[],
): Promise<Map<string, CustomersRating>> {
  const { rows } = await sql<CustomersRating & { id: string }>`
    select asked.id, m.author_name as answered_by, r.score, coalesce(r.comment, '') as comment
    from unnest(${conversationIds}::uuid[]) as asked (id)
    left join lateral (select id, author_name from messages where workspace_id = ${workspaceId}
      and conversation_id = asked.id and kind = 'message' and author_kind = 'agent'
      order by sent_at desc, id desc limit 1) as m on true
    left join ratings r on r.workspace_id = ${workspaceId} and r.conversation_id = asked.id
      and r.answer_id = coalesce(m.id, asked.id)`.execute(tx);
  return new Map(rows.map(({ id, ...rating }) => [id, rating]));
}

/** What was said of a conversation's answers, newest first, behind the caller's wall. */
export function listRatings(db: Db, caller: Caller, conversationId: string): Promise<Rating[]> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const rows = await tx
      .selectFrom("ratings as r")
      .leftJoin("agents as a", (join) =>
        join.onRef("a.workspaceId", "=", "r.workspaceId").onRef("a.id", "=", "r.agentId"),
      )
      .select(["r.id", "r.answerId", "r.agentId", "a.name", "r.score", "r.comment", "r.via", "r.at"])
      .where("r.workspaceId", "=", caller.workspaceId)
      .where("r.conversationId", "=", conversationId)
      .orderBy("r.at", "desc")
      .orderBy("r.id")
      .execute();
    return rows.map(({ answerId, agentId, name, via, at, ...row }) => ({
      ...row,
      conversation: conversationId,
      answer: answerId === conversationId ? null : answerId,
      agent: agentId && name ? { id: agentId, name } : null,
      via: via as Rating["via"],
      at: at.toISOString(),
    }));
  });
}
