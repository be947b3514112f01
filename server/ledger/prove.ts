import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { LedgerBreak } from "../../contract/ledger.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { type Actor, record } from "../events.ts";
import { notify } from "../notices/index.ts";

const actor: Actor = { kind: "automation", id: null, name: "ledger" };

interface Found {
  what: LedgerBreak["what"];
  conversationId: string | null;
  messageId: string | null;
}

/** So long what is under way may take before it counts as broken. */
const graceMinutes = 10;
/** So far back messages are held against the ledger; earlier ones were, when they were as young. */
const lookBackDays = 30;

/**
 * Holds the ledger of every workspace against the data and raises an alarm where something is that must not be: people
 * who run the workspace are told, and again when it is mended. Returns what is broken now.
 */
export async function proveLedgers(db: Db, now: Date): Promise<{ workspaceId: string; broken: number }[]> {
  const workspaces = await withoutWall(db, (tx) => tx.selectFrom("workspaces").select("id").execute());
  const broken: { workspaceId: string; broken: number }[] = [];
  for (const { id } of workspaces) {
    const count = await proveLedger(db, id, now);
    if (count) broken.push({ workspaceId: id, broken: count });
  }
  return broken;
}

/** The same for one workspace; returns how much is broken. */
export function proveLedger(db: Db, workspaceId: string, now: Date): Promise<number> {
  return within(db, workspaceId, async (tx) => {
    const { found, lookedAt } = await lookFor(tx, workspaceId, now);
    const open = await tx
      .selectFrom("ledgerBreaks")
      .select(["id", "what", "conversationId", "messageId"])
      .where("workspaceId", "=", workspaceId)
      .where("mendedAt", "is", null)
      .forUpdate()
      .execute();
    const keyOf = ({ what, conversationId, messageId }: { what: string } & Omit<Found, "what">) =>
      `${what} ${messageId ?? conversationId ?? workspaceId}`;
    const still = new Set(found.map(keyOf));
    const known = new Set(open.map(keyOf));
    const fresh = found.filter((one) => !known.has(keyOf(one)));
    const mended = open.filter((one) => !still.has(keyOf(one)));
    if (fresh.length) {
      await tx
        .insertInto("ledgerBreaks")
        .values(fresh.map((one) => ({ workspaceId, id: randomUUIDv7(), ...one, foundAt: now })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await tell(tx, workspaceId, "ledger.broken", { broken: found.length, what: fresh[0]!.what }, now);
    }
    if (mended.length) {
      await tx
        .updateTable("ledgerBreaks")
        .set({ mendedAt: now })
        .where("workspaceId", "=", workspaceId)
        .where(
          "id",
          "in",
          mended.map(({ id }) => id),
        )
        .execute();
      if (!found.length) await tell(tx, workspaceId, "ledger.mended", { mended: mended.length }, now);
    }
    await tx
      .insertInto("ledgerProofs")
      .values({ workspaceId, at: now, lookedAt })
      .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet({ at: now, lookedAt }))
      .execute();
    return found.length;
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

/** Everything that must not be, each as a question of its own to the data. */
async function lookFor(
  tx: Tx,
  workspaceId: string,
  now: Date,
): Promise<{ found: Found[]; lookedAt: number }> {
  const settled = new Date(now.getTime() - graceMinutes * 60_000);
  const since = new Date(now.getTime() - lookBackDays * 86_400_000);
  const { rows: found } = await sql<Found>`
    -- A customer's message that is in no ledger.
    select 'not_in_ledger' as what, m.conversation_id, m.id as message_id
    from conversations c
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
    left join requests q on q.workspace_id = m.workspace_id and q.message_id = m.id
    where c.workspace_id = ${workspaceId} and c.last_message_at >= ${since} and m.sent_at >= ${since}
      and m.kind = 'message' and m.author_kind = 'customer' and m.auto is null and q.message_id is null
      and m.id >= ${firstIdAt(since)}::uuid
      and exists (select from ledger_proofs p where p.workspace_id = c.workspace_id and p.at < m.sent_at)
    union all
    -- Closed, though an answer is owed.
    select 'closed_unanswered', q.conversation_id, q.message_id
    from requests q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    where q.workspace_id = ${workspaceId} and q.answered_at is null and c.status = 'closed'
    union all
    -- An answer is owed, and nobody is to give it, or at no time.
    select 'without_owner_or_step', q.conversation_id, q.message_id
    from requests q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    where q.workspace_id = ${workspaceId} and q.answered_at is null and c.status <> 'closed'
      and (c.next_step is null or c.next_step_at is null or a.status = 'disabled')
    union all
    -- An answer is due by no clock, though a policy is there that would say.
    select 'without_clock', q.conversation_id, q.message_id
    from requests q
    where q.workspace_id = ${workspaceId} and q.answered_at is null and q.due_at is not null
      and not exists (select from clocks k where k.workspace_id = q.workspace_id and k.conversation_id = q.conversation_id
        and k.ended_at is null and k.clock in ('first_reply', 'next_reply'))
      and exists (select from ledger_proofs p where p.workspace_id = q.workspace_id and p.at < q.asked_at)
    union all
    -- A clock whose time came and that nobody looked at.
    select 'clock_not_looked_at', k.conversation_id, null
    from clocks k
    where k.workspace_id = ${workspaceId} and k.ended_at is null and k.look_at < ${settled}
    union all
    -- Two acknowledgements of one matter at once.
    select 'acknowledged_twice', m.conversation_id, min(m.id::text)::uuid
    from conversations c
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
    where c.workspace_id = ${workspaceId} and c.acknowledged_at >= ${since} and m.sent_at >= ${since}
      and m.auto = 'acknowledgement'
    group by m.conversation_id, date_trunc('hour', m.sent_at)
    having count(*) > 1
    union all
    -- Mail that was accepted and not read.
    select 'mail_not_read', null, r.id
    from raw_mails r
    where r.workspace_id = ${workspaceId} and r.state = 'received' and r.received_at < ${settled}
    limit 1000`.execute(tx);
  const { rows: counted } = await sql<{ n: number }>`
    select count(*) as n from requests
    where workspace_id = ${workspaceId} and (answered_at is null or asked_at >= ${since})`.execute(tx);
  return { found, lookedAt: Number(counted[0]!.n) };
}

/** The least UUIDv7 of an instant. */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** When a ledger was last proved, and what is or lately was wrong with it; breaks behind other walls are not told. */
export async function proofOf(tx: Tx, { workspaceId, brands }: Caller, now: Date) {
  const proof = await tx
    .selectFrom("ledgerProofs")
    .select(["at", "lookedAt"])
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirst();
  const { rows } = await sql<{
    id: string;
    what: LedgerBreak["what"];
    conversationId: string | null;
    foundAt: Date;
    mendedAt: Date | null;
  }>`
    select l.id, l.what, l.conversation_id, l.found_at, l.mended_at
    from ledger_breaks l
    left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = ${workspaceId}
      and (l.mended_at is null or l.mended_at > ${new Date(now.getTime() - 30 * 86_400_000)})
      ${brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``}
    order by l.mended_at desc nulls first, l.found_at desc
    limit 100`.execute(tx);
  return {
    at: proof?.at.toISOString() ?? null,
    lookedAt: proof?.lookedAt ?? 0,
    breaks: rows.map(({ conversationId, foundAt, mendedAt, ...row }) => ({
      ...row,
      conversation: conversationId,
      foundAt: foundAt.toISOString(),
      mendedAt: mendedAt?.toISOString() ?? null,
    })),
  };
}
