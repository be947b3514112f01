import { sql } from "kysely";
import type { LedgerBreak } from "../../contract/ledger.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { type Actor, record } from "../events.ts";
import { notify } from "../notices/index.ts";
import { oneByOne } from "../one-by-one.ts";
import { orderedId } from "../ordered-id.ts";

const actor: Actor = { kind: "automation", id: null, name: "ledger" };

interface Found {
  what: LedgerBreak["what"];
  conversationId: string | null;
  messageId: string | null;
}

/** So long what is under way may take before it counts as broken. */
const graceMinutes = 10;
/** Mail is read within seconds; where it is not, nobody sees what customers write. */
const mailGraceMinutes = 5;
/** Of what is broken at one time, so much is written down, the oldest first; the rest is counted. */
const mostWritten = 1000;
/** So much of it is told at once. */
const mostTold = 100;
/** So far back messages are held against the ledger; earlier ones were, when they were as young. */
const lookBackDays = 30;
const daysBefore = (at: Date) => new Date(at.getTime() - lookBackDays * 86_400_000);

/**
 * Holds the ledger of every workspace against the data and raises an alarm where something is that must not be: people
 * who run the workspace are told, and again when all is mended. Returns what is broken now.
 */
export async function proveLedgers(db: Db, now: Date): Promise<{ workspaceId: string; broken: number }[]> {
  const workspaces = await withoutWall(db, (tx) => tx.selectFrom("workspaces").select("id").execute());
  const broken: { workspaceId: string; broken: number }[] = [];
  await oneByOne(workspaces, async ({ id }) => {
    const count = await proveLedger(db, id, now);
    if (count) broken.push({ workspaceId: id, broken: count });
  });
  return broken;
}

/** The same for one workspace; returns how much is broken. */
export function proveLedger(db: Db, workspaceId: string, now: Date): Promise<number> {
  return within(db, workspaceId, async (tx) => {
    const { broken, oldest, mended, lookedAt } = await lookFor(tx, workspaceId, now);
    const total = sumOf(broken);
    if (oldest.length) {
      // Their ids keep the order: the oldest first.
      const fresh = await tx
        .insertInto("ledgerBreaks")
        .values(oldest.map((one) => ({ workspaceId, id: orderedId(), ...one, foundAt: now })))
        .onConflict((conflict) => conflict.doNothing())
        .returning("what")
        .execute();
      // What was known before, or another process found a moment ago, people were told of.
      if (fresh.length)
        await tell(tx, workspaceId, "ledger.broken", { broken: total, what: fresh[0]!.what }, now);
    }
    if (mended.length) {
      const noted = await tx
        .updateTable("ledgerBreaks")
        .set({ mendedAt: now })
        .where("workspaceId", "=", workspaceId)
        .where("id", "in", mended)
        .where("mendedAt", "is", null)
        .returning("id")
        .execute();
      if (noted.length && !total) await tell(tx, workspaceId, "ledger.mended", { mended: noted.length }, now);
    }
    const found = { at: now, lookedAt, broken: JSON.stringify(broken) };
    await tx
      .insertInto("ledgerProofs")
      .values({ workspaceId, month: now.toISOString().slice(0, 7), times: 1, ...found })
      .onConflict((conflict) =>
        conflict
          .columns(["workspaceId", "month"])
          .doUpdateSet((eb) => ({ ...found, times: eb("ledgerProofs.times", "+", 1) })),
      )
      .execute();
    return total;
  });
}

async function tell(
  tx: Tx,
  workspaceId: string,
  kind: "ledger.broken" | "ledger.mended",
  data: Record<string, unknown>,
  now: Date,
) {
  const people = await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("status", "=", "active")
    .where("role", "in", ["owner", "admin"])
    .execute();
  await notify(tx, workspaceId, {
    to: people.map(({ id }) => id),
    kind: "ledger",
    conversationId: null,
    data: { is: kind === "ledger.broken" ? "broken" : "mended", ...data },
    at: now,
  });
  await record(tx, { workspaceId, kind, actor, data, at: now });
}

interface LookedFor {
  /** How much is broken, by brand; under no name what is nobody's in particular. */
  broken: Record<string, number>;
  /** Of that the oldest. */
  oldest: Found[];
  /** The breaks on record that are none any more. */
  mended: string[];
  /** How many requests were held against the data. */
  lookedAt: number;
}

async function lookFor(tx: Tx, workspaceId: string, now: Date): Promise<LookedFor> {
  const since = daysBefore(now);
  const { rows } = await sql<Omit<LookedFor, "lookedAt">>`
    with found as materialized (${brokenIn(workspaceId, now)})
    select
      (select coalesce(json_object_agg(brand, n), '{}') from (
        select coalesce(brand_id::text, '') as brand, count(*) as n from found group by 1) as counted) as broken,
      (select coalesce(json_agg(json_build_object('what', what, 'conversationId', conversation_id, 'messageId', message_id)
        order by since, what, conversation_id, message_id), '[]') from (
          select * from found order by since, what, conversation_id, message_id limit ${mostWritten}) as oldest) as oldest,
      (select coalesce(json_agg(l.id), '[]') from ledger_breaks l
        where l.workspace_id = ${workspaceId} and l.mended_at is null and not exists (
          select from found f where f.what = l.what
            and coalesce(f.message_id, f.conversation_id) = coalesce(l.message_id, l.conversation_id))) as mended`.execute(
    tx,
  );
  return { ...rows[0]!, lookedAt: await howMany(tx, { workspaceId, brands: null }, since) };
}

/** SQL: everything that must not be and since when, each as a question of its own to the data. */
const brokenIn = (workspaceId: string, now: Date) => {
  const longAgo = new Date(now.getTime() - graceMinutes * 60_000);
  const mailLongAgo = new Date(now.getTime() - mailGraceMinutes * 60_000);
  const since = daysBefore(now);
  return sql`
    -- A customer's message that is in no ledger.
    select 'not_in_ledger' as what, m.conversation_id, m.id as message_id, c.brand_id, m.sent_at as since
    from workspaces w
    join conversations c on c.workspace_id = w.id and c.last_message_at >= greatest(${since}, w.ledger_since)
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
      and m.sent_at >= greatest(${since}, w.ledger_since)
    left join requests q on q.workspace_id = m.workspace_id and q.message_id = m.id
    where w.id = ${workspaceId} and c.workspace_id = ${workspaceId} and m.workspace_id = ${workspaceId}
      and m.kind = 'message' and m.author_kind = 'customer' and m.auto is null and q.message_id is null
    union all
    -- Closed, though an answer is owed.
    select 'closed_unanswered', q.conversation_id, q.message_id, c.brand_id, q.asked_at
    from requests q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    where q.workspace_id = ${workspaceId} and q.answered_at is null and c.status = 'closed'
    union all
    -- An answer is owed, and nobody is to give it, or at no time.
    select 'without_owner_or_step', q.conversation_id, q.message_id, c.brand_id, q.asked_at
    from requests q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    where q.workspace_id = ${workspaceId} and q.answered_at is null and c.status <> 'closed'
      and (c.next_step is null or c.next_step_at is null or a.status = 'disabled')
    union all
    -- An answer was to come by a time, and the clock that said so does not run.
    select 'without_clock', q.conversation_id, q.message_id, q.brand_id, q.asked_at
    from requests q
    join workspaces w on w.id = q.workspace_id
    where q.workspace_id = ${workspaceId} and q.answered_at is null and q.due_at is not null
      and q.asked_at >= w.ledger_since
      and not exists (select from clocks k where k.workspace_id = q.workspace_id and k.conversation_id = q.conversation_id
        and k.ended_at is null and k.clock in ('first_reply', 'next_reply'))
    union all
    -- A clock whose time came and that nobody looked at.
    select 'clock_not_looked_at', k.conversation_id, null, k.brand_id, min(k.look_at)
    from clocks k
    where k.workspace_id = ${workspaceId} and k.ended_at is null and k.look_at < ${longAgo}
    group by k.conversation_id, k.brand_id
    union all
    -- Two acknowledgements of one matter within an hour, which is the least that lies between them; one that came back
    -- told nobody anything.
    select 'acknowledged_twice', t.conversation_id, t.id, t.brand_id, t.sent_at
    from (
      select m.conversation_id, m.id, m.sent_at, c.brand_id,
        lag(m.sent_at) over (partition by coalesce(m.began_in, m.conversation_id) order by m.sent_at, m.id) as before
      from conversations c
      join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
      left join deliveries d on d.workspace_id = m.workspace_id and d.message_id = m.id
      where c.workspace_id = ${workspaceId} and m.workspace_id = ${workspaceId} and c.last_message_at >= ${since}
        and c.acknowledged_at >= ${since} and m.sent_at >= ${since}
        and m.auto = 'acknowledgement' and d.state is distinct from 'failed'
    ) as t
    where t.sent_at - t.before < interval '1 hour'
    union all
    -- Mail that was accepted and not read.
    select 'mail_not_read', null, r.id, null, r.received_at
    from raw_mails r
    where r.workspace_id = ${workspaceId} and r.state = 'received' and r.received_at < ${mailLongAgo}`;
};

const sumOf = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** How many requests are held against the data: all that are open, and what was asked of late. */
async function howMany(
  tx: Tx,
  { workspaceId, brands }: Pick<Caller, "workspaceId" | "brands">,
  since: Date,
): Promise<number> {
  const served = brands ? sql`and brand_id = any(${[...brands]}::uuid[])` : sql``;
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from requests where workspace_id = ${workspaceId} and asked_at >= ${since} ${served})
      + (select count(*) from requests where workspace_id = ${workspaceId} and answered_at is null and asked_at < ${since} ${served})
      as n`.execute(tx);
  return Number(rows[0]!.n);
}

/**
 * When a ledger was last proved, and what is or lately was wrong with it: how much, and of that what is open, the oldest
 * first, and what was mended last. Breaks behind other walls are not told.
 */
export async function proofOf(tx: Tx, { workspaceId, brands }: Caller, now: Date) {
  const proof = await tx
    .selectFrom("ledgerProofs")
    .select(["at", "lookedAt", "broken"])
    .where("workspaceId", "=", workspaceId)
    .where("at", "<=", now)
    .orderBy("month", "desc")
    .limit(1)
    .executeTakeFirst();
  const { rows } = await sql<{
    id: string;
    what: LedgerBreak["what"];
    conversation: LedgerBreak["conversation"];
    foundAt: Date;
    mendedAt: Date | null;
    mended: number;
  }>`
    select l.id, l.what, l.found_at, l.mended_at, count(l.mended_at) over () as mended,
      case when c.id is not null then json_build_object('id', c.id, 'number', c.number) end as conversation
    from ledger_breaks l
    left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = ${workspaceId}
      and (l.mended_at is null or l.mended_at > ${daysBefore(now)})
      ${brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``}
    order by l.mended_at desc nulls first, l.found_at, l.id
    limit ${mostTold}`.execute(tx);
  const broken: Record<string, number> = proof?.broken ?? {};
  return {
    at: proof?.at.toISOString() ?? null,
    // How much there is behind other walls is not told either.
    lookedAt: !proof
      ? 0
      : brands
        ? await howMany(tx, { workspaceId, brands }, daysBefore(proof.at))
        : proof.lookedAt,
    broken: brands ? brands.reduce((sum, brand) => sum + (broken[brand] ?? 0), 0) : sumOf(broken),
    mended: rows[0]?.mended ?? 0,
    breaks: rows.map(({ foundAt, mendedAt, mended: _, ...row }) => ({
      ...row,
      foundAt: foundAt.toISOString(),
      mendedAt: mendedAt?.toISOString() ?? null,
    })),
  };
}
