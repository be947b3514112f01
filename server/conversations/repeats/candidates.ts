import { type RawBuilder, sql } from "kysely";
import type { Language } from "../../../contract/languages.ts";
import type { Tx } from "../../db/database.ts";
import type { Verdict } from "../../triage/index.ts";
import type { Named } from "./items.ts";
import type { Way } from "./why.ts";

/** A conversation as it is compared with others. */
export interface TellingRow {
  id: string;
  number: number;
  brandId: string;
  brandName: string;
  customerId: string;
  customerName: string;
  createdAt: Date;
  lastMessageAt: Date;
  intent: string | null;
  /** What triage took it for; null when nothing was guessed. */
  intents: Verdict["intents"] | null;
  fields: Record<string, unknown>;
  subject: string;
  language: Language;
  /** The customer's first messages; null when a machine or the company began it. */
  said: { reply: string; text: string }[] | null;
}

/** Messages of the customer that tell the matter; what comes later is about our answers. */
const mostMessages = 3;
const mostCharacters = 4000;

/** SQL: the columns of `TellingRow` of a conversation `c`. */
const telling: RawBuilder<unknown> = sql`c.id, c.number, c.brand_id, c.customer_id, (
    select name from brands where workspace_id = c.workspace_id and id = c.brand_id
  ) as brand_name, (
    select name from customers where workspace_id = c.workspace_id and id = c.customer_id
  ) as customer_name, c.created_at, c.last_message_at,
  c.intent, c.triage -> 'intents' as intents, c.fields, c.subject, c.language, (
    select json_agg(json_build_object('reply', left(m.reply, ${mostCharacters}), 'text', left(m.text, ${mostCharacters}))
      order by m.sent_at, m.id)
    from (
      select * from messages
      where workspace_id = c.workspace_id and conversation_id = c.id and kind = 'message' and author_kind = 'customer'
      order by sent_at, id limit ${mostMessages}
    ) as m
  ) as said`;

/** What has come in, with what else its customer came with. */
export interface Fresh extends TellingRow {
  status: string;
  repeatNth: number | null;
  withinDays: number;
  /** The customer's former conversations of these days, the newest first; `mostOwn` and one more at most. */
  own: string[];
}

/** Whoever opens more than so many conversations within the days is a machine, or passes on what others say. */
export const mostOwn = 50;
/** So many of a customer's former conversations are looked at. */
const lookedAt = 8;

/** Those of these conversations that a customer began and that may repeat a former one. */
export async function freshAmong(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Fresh[]> {
  const { rows } = await sql<Fresh>`
    select ${telling}, c.status, (
        select max(nth) from repeats
        where workspace_id = c.workspace_id and conversation_id = c.id and state <> 'dismissed'
      ) as repeat_nth, w.repeat_within_days as within_days, coalesce(former.ids, '{}') as own
    from unnest(${[...ids]}::uuid[]) as asked (id)
    cross join lateral (
      select * from conversations where workspace_id = ${workspaceId} and id = asked.id limit 1
    ) as c
    join workspaces w on w.id = c.workspace_id
    cross join lateral (
      select array_agg(o.id order by o.created_at desc, o.id desc) as ids from (
        select id, created_at from conversations
        where workspace_id = ${workspaceId} and customer_id = c.customer_id
          and last_message_at >= c.created_at - make_interval(days => w.repeat_within_days)
          and (created_at, id) < (c.created_at, c.id)
        order by last_message_at desc limit ${mostOwn + 1}
      ) as o
    ) as former
    where c.started_by = 'customer'`.execute(tx);
  return rows;
}

/** A former conversation that may tell the same matter as `of`, and how it was come upon. */
export interface Candidate extends TellingRow {
  of: string;
  way: Way;
}

/**
 * An item that more people of a brand name than these, or more conversations, is no number of a thing but the name of
 * one: a model, a fault's code, a voucher of everybody's.
 */
const most = { people: 3, conversations: 24 };

/** The former conversations that each of these may repeat: the customer's own, and others that name the same thing. */
export async function candidatesFor(
  tx: Tx,
  workspaceId: string,
  fresh: readonly (Fresh & { named: Named })[],
): Promise<Candidate[]> {
  const asked = fresh.map(({ id, own, named }) => ({ id, own: own.slice(0, lookedAt), ...named }));
  const { rows } = await sql<Candidate>`
    select asked.id as "of", case when c.customer_id = f.customer_id then 'own' else found.way end as way, ${telling}
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as asked (id uuid, own uuid[], items text[], emails text[], phones text[], numbers bigint[])
    cross join lateral (
      select * from conversations where workspace_id = ${workspaceId} and id = asked.id limit 1
    ) as f
    join workspaces w on w.id = f.workspace_id
    cross join lateral (
      select distinct on (all_ways.id) all_ways.id, all_ways.way from (
        select own.id, 'own' as way, 1 as place from unnest(asked.own) as own (id)
        union all
        select o.id, sought.kind, 2 from (
          select 'email' as kind, value from unnest(asked.emails) as value
          union all
          select 'phone', value from unnest(asked.phones) as value
        ) as sought
        cross join lateral (
          select customer_id from identities i
          where i.workspace_id = ${workspaceId} and i.brand_id = f.brand_id and i.kind = sought.kind
            and i.value = sought.value and i.customer_id <> f.customer_id
          limit 1
        ) as known
        cross join lateral (
          select id from conversations
          where workspace_id = ${workspaceId} and customer_id = known.customer_id
          order by last_message_at desc limit ${lookedAt}
        ) as o
        union all
        select others.id, 'item', 3 from unnest(asked.items) as sought (item)
        cross join lateral (
          select array_agg(n.conversation_id) as ids, count(*) as times, count(distinct n.customer_id) as people from (
            select conversation_id, customer_id from named_items
            where workspace_id = ${workspaceId} and brand_id = f.brand_id and named_items.item = sought.item
            limit ${most.conversations + 1}
          ) as n
        ) as named
        cross join lateral unnest(named.ids) as others (id)
        where named.people <= ${most.people} and named.times <= ${most.conversations}
        union all
        select o.id, 'number', 4 from unnest(asked.numbers) as sought (number)
        cross join lateral (
          select id from conversations
          where workspace_id = ${workspaceId} and conversations.number = sought.number limit 1
        ) as o
      ) as all_ways
      order by all_ways.id, all_ways.place
    ) as found
    cross join lateral (
      select * from conversations where workspace_id = ${workspaceId} and id = found.id limit 1
    ) as c
    where c.brand_id = f.brand_id and (c.created_at, c.id) < (f.created_at, f.id)
      and c.last_message_at >= f.created_at - make_interval(days => w.repeat_within_days)`.execute(tx);
  return rows;
}
