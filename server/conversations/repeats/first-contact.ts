import { sql } from "kysely";
import type { Tx } from "../../db/database.ts";
import { matterOf } from "./matter.ts";

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
  const { rows } = await sql<Omit<FirstContact, "saidAgain" | "firstContact"> & Standing>`
    with recursive ${matterOf(workspaceId, conversationIds)},
    part as materialized (
      select distinct on (c.id) c.id, c.status, c.created_at
      from matter m join conversations c on c.workspace_id = ${workspaceId} and c.id = m.id
    ),
    said as (
      select p.id as conversation_id, p.status, m.id, m.author_kind as by, m.sent_at,
        m.author_kind = 'agent' and m.reply ~ '[?？؟]' as asks,
        lag(m.sent_at) over so_far as last_at,
        lag(m.author_kind) over so_far as last_by,
        lag(m.author_kind = 'agent' and m.reply ~ '[?？؟]') over so_far as last_asks,
        coalesce(bool_or(m.author_kind = 'agent') over before, false) as answered_before,
        coalesce(bool_or(m.author_kind = 'agent') over behind, false) as answered_since
      from part p
      join messages m on m.workspace_id = ${workspaceId} and m.conversation_id = p.id
        and m.kind = 'message' and m.author_kind in ('customer', 'agent')
      window so_far as (partition by p.id order by m.sent_at, m.id),
        before as (partition by p.id order by m.sent_at, m.id rows between unbounded preceding and 1 preceding),
        behind as (partition by p.id order by m.sent_at, m.id rows between 1 following and unbounded following)
    ),
    wanted as (
      select *, not answered_before or answered_since or status <> 'closed' as wants_answer from said
      where by = 'customer'
    ),
    came as (
      select conversation_id, count(*) as times from wanted
      where last_at is null
        or (wants_answer and sent_at > last_at + make_interval(mins => ${sittingMinutes})
          and (last_by = 'customer' or not last_asks))
      group by conversation_id
    )
    select c.id as conversation_id, c.status, c.closed_at, c.started_by, w.repeat_within_days as within_days,
      coalesce(own.times, 0) as own_times, matter.contacts, matter.first_id as matter_id,
      exists (
        select from events e
        join wanted on wanted.conversation_id = c.id and wanted.id::text = e.data ->> 'messageId' and wants_answer
        where e.workspace_id = ${workspaceId} and e.conversation_id = c.id and e.kind = 'conversation.reopened'
          and e.at >= c.created_at - interval '1 second'
      ) as reopened,
      exists (
        select from repeats r where r.workspace_id = ${workspaceId} and r.earlier_id = c.id
          and r.state <> 'dismissed' and r.after_days <= w.repeat_within_days
      ) as repeated
    from unnest(${[...conversationIds]}::uuid[]) with ordinality as asked (id, place)
    join conversations c on c.workspace_id = ${workspaceId} and c.id = asked.id
    join workspaces w on w.id = c.workspace_id
    left join came own on own.conversation_id = c.id
    cross join lateral (
      select greatest(1, sum(came.times))::integer as contacts,
        (array_agg(p.id order by p.created_at, p.id))[1] as first_id
      from matter m
      join part p on p.id = m.id and (p.created_at, p.id) <= (c.created_at, c.id)
      left join came on came.conversation_id = p.id
      where m.asked = c.id
    ) as matter
    order by asked.place`.execute(tx);
  return rows.map(({ conversationId, matterId, contacts, reopened, repeated, ...standing }) => ({
    conversationId,
    matterId,
    contacts,
    saidAgain: contacts > 1,
    reopened,
    repeated,
    firstContact: wasEnough({ contacts, reopened, repeated }, standing, now),
  }));
}

/** What decides about a conversation besides what the customer did. */
interface Standing {
  status: string;
  closedAt: Date | null;
  startedBy: string;
  withinDays: number;
  /** How often the customer came in this conversation alone. */
  ownTimes: number;
}

function wasEnough(
  { contacts, reopened, repeated }: Pick<FirstContact, "contacts" | "reopened" | "repeated">,
  { status, closedAt, startedBy, withinDays, ownTimes }: Standing,
  now: Date,
): boolean | null {
  if (startedBy !== "customer" || ownTimes === 0) return null;
  if (contacts > 1 || reopened || repeated) return false;
  if (status !== "closed" || !closedAt) return null;
  return closedAt.getTime() + withinDays * 86_400_000 <= now.getTime() ? true : null;
}
