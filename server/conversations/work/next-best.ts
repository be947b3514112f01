import { type RawBuilder, sql } from "kysely";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { type ConversationRow, conversationById } from "../read.ts";
import { notClaimed } from "../together/claimed.ts";
import { hand } from "./hand.ts";

/** SQL: no answer of somebody's is about to leave the conversation `c`. */
export const nobodyAnswers = sql<boolean>`not exists (select from planned_replies l
  where l.workspace_id = c.workspace_id and l.conversation_id = c.id and l.state = 'planned' and not l.is_later)`;

/** So many of each team are compared; more would wait behind them anyway. */
const mostCompared = 30;

/**
 * Takes what comes first of all that waits for somebody like the caller: in the queues of their teams, of brands, lines,
 * languages and skills that are theirs. Two who ask at once never get the same.
 */
export function takeNext(db: Db, caller: Caller): Promise<Conversation | null> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    const first = await firstFree(tx, caller);
    if (!first) return null;
    await hand(db, tx, caller.workspaceId, actorOf(caller), [
      { matter: first, to: caller, told: { because: "next_best" } },
    ]);
    return conversationById(tx, caller, first.id);
  });
}

async function firstFree(tx: Tx, caller: Caller): Promise<ConversationRow | null> {
  const wall = caller.brands ? sql`and c.brand_id = any(${[...caller.brands]}::uuid[])` : sql``;
  const now = new Date();
  // A join with the queues would lose the order in which the index gives what waits, and all of it would be read.
  const { rows: near } = await sql<{ id: string }>`
    with me as materialized (
      select coalesce(w.languages, '{}') as languages, coalesce(w.lines, '{}') as lines, coalesce(w.skills, '{}') as skills
      from agents a left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
      where a.workspace_id = ${caller.workspaceId} and a.id = ${caller.id}
    )
    select near.id from me
    join team_members m on m.workspace_id = ${caller.workspaceId} and m.agent_id = ${caller.id}
    cross join lateral (
      select c.id, c.rank_at from conversations c
      where c.workspace_id = ${caller.workspaceId} and c.team_id = m.team_id and c.owner_id is null
        and c.status in ('new', 'open') and c.snoozed_until is null and not c.to_sort ${wall} and ${nobodyAnswers} and ${notClaimed(now, caller.id)}
        and (me.languages = '{}' or c.language = any(me.languages) or c.language in ('other', 'unknown'))
        and (me.lines = '{}' or c.line = any(me.lines))
        and coalesce((select q.skills from queues q where q.workspace_id = c.workspace_id and q.id = c.queue_id), '{}')
          <@ me.skills
      order by c.rank_at, c.id
      limit ${mostCompared}
    ) as near
    order by near.rank_at, near.id
    limit ${mostCompared}`.execute(tx);
  if (!near.length) return null;
  const ids = near.map(({ id }) => id);
  // What somebody else holds may be about to go to them. Where nothing else waits, it is waited for: it may stay.
  return (await lockFirst(tx, caller, ids, sql`skip locked`)) ?? (await lockFirst(tx, caller, ids, sql``));
}

async function lockFirst(
  tx: Tx,
  caller: Caller,
  ids: string[],
  held: RawBuilder<unknown>,
): Promise<ConversationRow | null> {
  const { rows } = await sql<ConversationRow>`
    select * from conversations c
    where workspace_id = ${caller.workspaceId} and id = any(${ids}::uuid[])
      and owner_id is null and status in ('new', 'open') and snoozed_until is null
    order by rank_at, id
    limit 1
    for no key update of c ${held}`.execute(tx);
  const first = rows[0];
  if (!first) return null;
  // Who began to answer while we waited for the lock has it; the next is looked at instead.
  const { rows: free } = await sql`
    select from conversations c where workspace_id = ${caller.workspaceId} and id = ${first.id}
      and ${notClaimed(new Date(), caller.id)}`.execute(tx);
  if (free.length) return first;
  return lockFirst(
    tx,
    caller,
    ids.filter((id) => id !== first.id),
    held,
  );
}
