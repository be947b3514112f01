import { sql } from "kysely";
import type { getFollowing, Mention } from "../../../contract/following.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look } from "../../db/database.ts";
import { previewOf } from "../preview.ts";
import { mayRead } from "../read.ts";
import { mine } from "./mentions.ts";

/** Hears of a matter without having it. */
export const follow = (db: Db, caller: Caller, conversationId: string): Promise<void> =>
  mine(db, caller, conversationId, async (tx) => {
    const { rows } = await sql`
      insert into followers (workspace_id, conversation_id, agent_id, because, since)
      values (${caller.workspaceId}, ${conversationId}, ${caller.id}, 'chosen', ${new Date()})
      on conflict do nothing returning agent_id`.execute(tx);
    return { changed: rows.length > 0, data: { follows: true } };
  });

/** Hears of it no longer. Who is named again follows again. */
export const unfollow = (db: Db, caller: Caller, conversationId: string): Promise<void> =>
  mine(db, caller, conversationId, async (tx) => {
    const { rows } = await sql`
      delete from followers where workspace_id = ${caller.workspaceId} and conversation_id = ${conversationId}
        and agent_id = ${caller.id} returning agent_id`.execute(tx);
    return { changed: rows.length > 0, data: { follows: false } };
  });

type Row = Omit<Mention, "agent" | "by" | "at" | "dueAt" | "doneAt"> & {
  agentId: string;
  name: string;
  byId: string | null;
  byName: string | null;
  at: Date;
  dueAt: Date | null;
  doneAt: Date | null;
};

/** Who follows a matter, and who was named in its notes. */
export function followingOf(
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<ReplyOf<typeof getFollowing>> {
  const { workspaceId } = caller;
  return look(db, workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const [followers, mentions] = await Promise.all([
      sql<{ id: string; name: string; because: "chosen"; since: Date }>`
        select a.id, a.name, f.because, f.since from followers f
        join agents a on a.workspace_id = f.workspace_id and a.id = f.agent_id
        where f.workspace_id = ${workspaceId} and f.conversation_id = ${conversationId} and a.status = 'active'
        order by f.since, a.id`.execute(tx),
      sql<Row>`
        select m.message_id as message, m.because, m.at, m.due_at, m.done_at, a.id as agent_id, a.name,
          b.id as by_id, b.name as by_name, coalesce(s.reply, '') as text
        from mentions m
        join agents a on a.workspace_id = m.workspace_id and a.id = m.agent_id
        left join agents b on b.workspace_id = m.workspace_id and b.id = m.by_agent
        left join messages s on s.workspace_id = m.workspace_id and s.id = m.message_id
        where m.workspace_id = ${workspaceId} and m.conversation_id = ${conversationId}
        order by m.at desc, a.name limit 100`.execute(tx),
    ]);
    return {
      followers: followers.rows.map(({ id, name, because, since }) => ({
        agent: { id, name },
        because,
        since: since.toISOString(),
      })),
      mentions: mentions.rows.map(
        ({ agentId, name, byId, byName, at, dueAt, doneAt, text, message, because }) => ({
          message,
          because,
          agent: { id: agentId, name },
          by: byId ? { id: byId, name: byName ?? "" } : null,
          text: previewOf(text),
          at: at.toISOString(),
          dueAt: dueAt?.toISOString() ?? null,
          doneAt: doneAt?.toISOString() ?? null,
        }),
      ),
    };
  });
}
