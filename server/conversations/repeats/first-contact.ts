import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { mattersOf } from "./matter.ts";

/** How often a customer had to come about a matter, and whether the first time was enough. */
export interface FirstContact {
  conversationId: string;
  /** The first conversation of the same matter: itself, unless it repeats a former one. */
  matterId: string;
  /** How many times the customer came about the matter, up to and with this conversation. At least 1. */
  contacts: number;
  /** Whether the customer had to say it again: it is not the first time. */
  saidAgain: boolean;
  /** Whether the customer wrote again after it had been closed, and wanted something. */
  reopened: boolean;
  /** Whether the customer told the same matter in a later conversation within the workspace's days. */
  repeated: boolean;
  /** Whether the first contact was enough; null while that cannot be said, and where it is no question. */
  firstContact: boolean | null;
}

/** Minutes without a word from either side after which what a customer writes is a contact of its own. */
export const sittingMinutes = 30;

/**
 * First-contact resolution of conversations, as of `now`.
 *
 * A **contact** is a customer coming to us: the first message of a conversation, and each later one that comes more than
 * 30 minutes after the last word of either side and
 *
 * - finds us still silent (the customer asks after the answer), or
 * - follows an answer that asked nothing: it did not settle the matter. Whoever answers a question of ours (our last
 *   message has a question mark) goes on with the same contact. What we closed without another word, such as thanks, is
 *   none.
 *
 * Only people's messages count: machines' letters and acknowledgements are neither contacts nor answers. Conversations
 * that repeat each other (found or linked, and not dismissed) are one matter, whose contacts are counted together.
 *
 * A matter was **solved at the first contact** when it was closed after one contact of the customer and was neither
 * reopened nor repeated within N days (the workspace's `repeat_within_days`). That is unknown (null) while it is open, and
 * for N days after it was closed; it is no question (null) where the company wrote first or a machine did.
 */
export async function firstContactOf(
  tx: Tx,
  workspaceId: string,
  conversationIds: readonly string[],
  now: Date = new Date(),
): Promise<FirstContact[]> {
  if (!conversationIds.length) return [];
  const matters = await mattersOf(tx, workspaceId, conversationIds);
  const all = new Set([...matters.values()].flatMap((members) => [...members]));
  const visits = new Map((await visitsTo(tx, workspaceId, [...all])).map((visit) => [visit.id, visit]));
  const { withinDays } = await tx
    .selectFrom("workspaces")
    .select("repeatWithinDays as withinDays")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const repeated = await repeatedAmong(tx, workspaceId, conversationIds, withinDays);
  return conversationIds.flatMap((id) => {
    const own = visits.get(id);
    if (!own) return [];
    const upToNow = [...matters.get(id)!]
      .map((member) => visits.get(member)!)
      .filter((one) => !isBefore(own, one))
      .sort((a, b) => (isBefore(a, b) ? -1 : 1));
    const contacts = Math.max(
      1,
      upToNow.reduce((sum, { times }) => sum + times, 0),
    );
    const marks = { contacts, reopened: own.reopened, repeated: repeated.has(id) };
    return {
      conversationId: id,
      matterId: upToNow[0]!.id,
      ...marks,
      saidAgain: contacts > 1,
      firstContact: wasEnough(marks, own, withinDays, now),
    };
  });
}

/** What a customer did in one conversation, and how it stands. */
interface Visit {
  id: string;
  status: string;
  startedBy: string;
  createdAt: Date;
  closedAt: Date | null;
  /** How often the customer came in it. */
  times: number;
  reopened: boolean;
}

const isBefore = (one: Visit, other: Visit): boolean =>
  one.createdAt.getTime() - other.createdAt.getTime() < 0 ||
  (one.createdAt.getTime() === other.createdAt.getTime() && one.id < other.id);

/** Each conversation is looked up by its keys (that is what the limit is for), so that a thousand cost a thousand times one. */
async function visitsTo(tx: Tx, workspaceId: string, ids: string[]): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    select c.id, c.status, c.started_by, c.created_at, c.closed_at, came.times,
      coalesce(came.later && case when came.later <> '{}' then (
        select array_agg(e.data ->> 'messageId') from events e
        where e.workspace_id = ${workspaceId} and e.conversation_id = c.id and e.kind = 'conversation.reopened'
          and e.at >= c.created_at - interval '1 second'
      ) end, false) as reopened
    from unnest(${ids}::uuid[]) as asked (id)
    cross join lateral (
      select * from conversations where workspace_id = ${workspaceId} and id = asked.id limit 1
    ) as c
    cross join lateral (
      select count(*) filter (
          where last_at is null
            or (wants_answer and sent_at > last_at + make_interval(mins => ${sittingMinutes})
              and (last_by = 'customer' or not last_asks))
        )::integer as times,
        coalesce(array_agg(id::text) filter (where last_at is not null and wants_answer), '{}') as later
      from (
        select *, not answered_before or answered_since or c.status <> 'closed' as wants_answer
        from (
          select m.id, m.author_kind as by, m.sent_at,
            lag(m.sent_at) over so_far as last_at,
            lag(m.author_kind) over so_far as last_by,
            lag(m.author_kind = 'agent' and m.reply ~ '[?？؟]') over so_far as last_asks,
            coalesce(bool_or(m.author_kind = 'agent') over before, false) as answered_before,
            coalesce(bool_or(m.author_kind = 'agent') over behind, false) as answered_since
          from messages m
          where m.workspace_id = ${workspaceId} and m.conversation_id = c.id and m.kind = 'message'
            and m.author_kind in ('customer', 'agent')
          window so_far as (order by m.sent_at, m.id),
            before as (order by m.sent_at, m.id rows between unbounded preceding and 1 preceding),
            behind as (order by m.sent_at, m.id rows between 1 following and unbounded following)
        ) as said
        where by = 'customer'
      ) as wanted
    ) as came`.execute(tx);
  return rows;
}

/** Those of these that a later conversation repeats. */
async function repeatedAmong(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  withinDays: number,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...ids]}::uuid[]) as asked (id)
    where exists (
      select from repeats where workspace_id = ${workspaceId} and earlier_id = asked.id
        and state <> 'dismissed' and after_days <= ${withinDays}
    )`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

function wasEnough(
  { contacts, reopened, repeated }: Pick<FirstContact, "contacts" | "reopened" | "repeated">,
  { status, closedAt, startedBy, times }: Visit,
  withinDays: number,
  now: Date,
): boolean | null {
  if (startedBy !== "customer" || times === 0) return null;
  if (contacts > 1 || reopened || repeated) return false;
  if (status !== "closed" || !closedAt) return null;
  return closedAt.getTime() + withinDays * 86_400_000 <= now.getTime() ? true : null;
}
