import { sql } from "kysely";
import { type Db, send, type Tx } from "../db/database.ts";
import { recordset } from "../db/recordset.ts";
import {
  type ClockState,
  type Ended,
  type Happening,
  isReplyClock,
  type Matter,
  type Pause,
  targetDueAt,
  timed,
  turn,
} from "./engine.ts";
import { clockRulesNow, clockRulesOf } from "./rules.ts";

/** What clocks need to know of a conversation's row. */
export type MatterRow = {
  workspaceId: string;
  id: string;
  brandId: string;
  line: string;
  priority: string;
  channel: string;
  status: string;
  stage: string | null;
  heldFor: string | null;
};

export interface Turned {
  /** How the clocks that ended by this did, for the event that tells of it. */
  ended: Ended[];
  /** When the customer is to be answered by; null when no clock says, or it stands still. */
  replyDueAt: Date | null;
  alive: ClockState[];
}

/** Something that happened to a conversation, which is locked by whoever tells. */
export interface Change {
  was: MatterRow;
  is: MatterRow;
  happened: Happening[];
}

type Known = Awaited<ReturnType<typeof clocksOf>>;

/** Turns the clocks of a conversation with what happened to it, in the transaction of what happened. */
export async function turnClocks(
  db: Db,
  tx: Tx,
  change: Change,
  at: Date,
  known: Known | Promise<Known> = clocksOf(tx, change.was.workspaceId, [change.was.id]),
): Promise<Turned> {
  return (await turnAll(db, tx, change.was.workspaceId, [change], at, known))[0]!;
}

/** The same for many conversations at once, in their order; `known` is what was asked for as soon as they were locked. */
export async function turnAll(
  db: Db,
  tx: Tx,
  workspaceId: string,
  changes: Change[],
  at: Date,
  known: Known | Promise<Known> = clocksOf(
    tx,
    workspaceId,
    changes.map(({ was }) => was.id),
  ),
): Promise<Turned[]> {
  const facts = await known;
  const rules = await clockRulesOf(db, workspaceId, facts.rulesVersion);
  const turned = changes.map(({ was, is, happened }) => {
    const { tier, country, clocks } = facts.of.get(was.id)!;
    const matter = (row: MatterRow): Matter => ({ ...row, tier, country });
    return turn(rules, { was: matter(was), is: matter(is) }, clocks, new Set(happened), at);
  });
  writeClocks(
    tx,
    workspaceId,
    turned.flatMap(({ changed }, index) => changed.map((clock) => clockRow(changes[index]!.was, clock))),
  );
  return turned.map(({ ended, alive }) => ({ ended, alive, replyDueAt: replyDueOf(alive) }));
}

/** By when a matter that came now would be answered first; null when no policy says. */
export async function firstReplyBy(
  db: Db,
  tx: Tx,
  { workspaceId, ...matter }: Omit<MatterRow, "id" | "stage" | "heldFor">,
  now: Date,
): Promise<Date | null> {
  const rules = await clockRulesNow(db, tx, workspaceId);
  const told = { ...matter, tier: null, country: null, stage: null, heldFor: null };
  return targetDueAt(rules, told, "first_reply", now);
}

/** Whether being given to a person starts or ends a clock of this workspace. */
export async function countsTaking(db: Db, tx: Tx, workspaceId: string): Promise<boolean> {
  const { policies } = await clockRulesNow(db, tx, workspaceId);
  return policies.some(({ clocks }) =>
    clocks.some(({ starts, stops }) => starts === "assigned" || stops === "assigned"),
  );
}

/** When the first of the clocks that wait for our answer is due. */
export function replyDueOf(clocks: ClockState[]): Date | null {
  const due = clocks.filter(isReplyClock).flatMap(({ dueAt }) => dueAt?.getTime() ?? []);
  return due.length ? new Date(Math.min(...due)) : null;
}

/** The clocks of conversations that have not ended, and what decides which others begin. */
export async function clocksOf(tx: Tx, workspaceId: string, ids: string[]) {
  const { rows } = await sql<{
    id: string;
    rulesVersion: number;
    tier: string | null;
    country: string | null;
    clocks: StoredClock[] | null;
  }>`
    select c.id, w.rules_version, p.tier, coalesce(p.country, i.country) as country,
      (select json_agg(k) from clocks k
        where k.workspace_id = c.workspace_id and k.conversation_id = c.id and k.ended_at is null) as clocks
    from conversations c
    join workspaces w on w.id = c.workspace_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
    where c.workspace_id = ${workspaceId} and c.id = any(${ids}::uuid[])`.execute(tx);
  return {
    rulesVersion: rows[0]?.rulesVersion ?? 0,
    of: new Map(rows.map((row) => [row.id, { ...row, clocks: (row.clocks ?? []).map(fromStored) }])),
  };
}

/** A row of `clocks` as JSON. */
export interface StoredClock {
  id: string;
  clock: string;
  policy_id: string;
  calendar_id: string | null;
  minutes: number;
  terms: ClockState["terms"];
  started_at: string;
  due_at: string | null;
  paused_at: string | null;
  pauses: { from: string; to: string | null; why: Pause["why"] }[];
  state: ClockState["state"];
  breached_at: string | null;
  ended_at: string | null;
  steps_done: number;
  look_at: string | null;
}

const instant = (text: string | null) => text && new Date(text);

export const fromStored = (row: StoredClock): ClockState => ({
  id: row.id,
  clock: row.clock,
  policyId: row.policy_id,
  calendarId: row.calendar_id,
  minutes: row.minutes,
  terms: row.terms,
  startedAt: new Date(row.started_at),
  dueAt: instant(row.due_at) || null,
  pausedAt: instant(row.paused_at) || null,
  pauses: row.pauses.map(({ from, to, why }) => ({ from: new Date(from), to: instant(to) || null, why })),
  state: row.state,
  breachedAt: instant(row.breached_at) || null,
  endedAt: instant(row.ended_at) || null,
  stepsDone: row.steps_done,
  lookAt: instant(row.look_at) || null,
});

/** A clock as a statement writes it, for who writes it together with other rows. */
export const clockRow = (conversation: { id: string; brandId: string }, clock: ClockState) => ({
  id: clock.id,
  conversation_id: conversation.id,
  brand_id: conversation.brandId,
  clock: clock.clock,
  policy_id: clock.policyId,
  calendar_id: clock.calendarId,
  minutes: clock.minutes,
  terms: clock.terms,
  started_at: clock.startedAt,
  due_at: clock.dueAt,
  paused_at: clock.pausedAt,
  pauses: clock.pauses,
  state: clock.state,
  breached_at: clock.breachedAt,
  ended_at: clock.endedAt,
  steps_done: clock.stepsDone,
  look_at: clock.lookAt,
});

const clockTypes: Record<keyof ReturnType<typeof clockRow>, string> = {
  id: "uuid",
  conversation_id: "uuid",
  brand_id: "uuid",
  clock: "text",
  policy_id: "uuid",
  calendar_id: "uuid",
  minutes: "integer",
  terms: "jsonb",
  started_at: "timestamptz",
  due_at: "timestamptz",
  paused_at: "timestamptz",
  pauses: "jsonb",
  state: "text",
  breached_at: "timestamptz",
  ended_at: "timestamptz",
  steps_done: "integer",
  look_at: "timestamptz",
};
export const clockRows = recordset(clockTypes);
const overwritten = sql.raw(
  Object.keys(clockTypes)
    .filter((column) => !["id", "conversation_id", "brand_id", "clock", "started_at"].includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(", "),
);

export function writeClocks(tx: Tx, workspaceId: string, rows: ReturnType<typeof clockRow>[]): void {
  if (!rows.length) return;
  // Those that end come first: a clock of a name begins when the one before it has ended.
  const inOrder = rows.toSorted((one, other) => Number(!one.ended_at) - Number(!other.ended_at));
  send(
    tx,
    sql`
      insert into clocks (workspace_id, ${clockRows.columns})
      select ${workspaceId}, ${clockRows.columns}
      from jsonb_to_recordset(${JSON.stringify(inOrder)}::jsonb) as r (${clockRows.shape})
      on conflict (workspace_id, id) do update set ${overwritten}`,
  );
}

/** Works out anew when running clocks are due, after calendars changed. Returns how many moved. */
export async function retime(db: Db, tx: Tx, workspaceId: string, calendarIds: string[]): Promise<number> {
  const rules = await clockRulesNow(db, tx, workspaceId);
  let moved = 0;
  for (let after: string | null = null; ; ) {
    const {
      rows,
    }: { rows: { at: string; conversation: { id: string; brandId: string }; clock: StoredClock }[] } =
      await sql<{
        at: string;
        conversation: { id: string; brandId: string };
        clock: StoredClock;
      }>`
      select k.id::text as at, json_build_object('id', k.conversation_id, 'brandId', k.brand_id) as conversation, to_json(k) as clock
      from clocks k
      where k.workspace_id = ${workspaceId} and k.ended_at is null and k.calendar_id = any(${calendarIds}::uuid[])
        ${after ? sql`and k.id > ${after}` : sql``}
      order by k.id limit 500 for update`.execute(tx);
    if (!rows.length) return moved;
    const fresh = rows.map(({ conversation, clock }) => {
      const before = fromStored(clock);
      return { conversation, before, clock: timed(rules, before) };
    });
    const later = fresh.filter(
      ({ before, clock }) =>
        before.dueAt?.getTime() !== clock.dueAt?.getTime() ||
        before.lookAt?.getTime() !== clock.lookAt?.getTime(),
    );
    moveDue(tx, workspaceId, later);
    moved += later.length;
    after = rows.at(-1)!.at;
  }
}

/** With its clock, a conversation's next step and the due time in the ledger move; its rank by as much. */
function moveDue(
  tx: Tx,
  workspaceId: string,
  moved: { conversation: { id: string; brandId: string }; before: ClockState; clock: ClockState }[],
) {
  if (!moved.length) return;
  const rows = moved.map(({ conversation, clock }) => ({
    id: clock.id,
    conversation_id: conversation.id,
    due_at: clock.dueAt,
    look_at: clock.lookAt,
    is_reply: isReplyClock(clock),
  }));
  const told = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r (id uuid, conversation_id uuid, due_at timestamptz, look_at timestamptz, is_reply boolean)`;
  send(
    tx,
    sql`
      update clocks k set due_at = r.due_at, look_at = r.look_at
      from ${told} where k.workspace_id = ${workspaceId} and k.id = r.id`,
  );
  send(
    tx,
    sql`
      update conversations c set next_step_at = r.due_at,
        rank_at = c.rank_at + (least(r.due_at, c.promise_at) - least(c.next_step_at, c.promise_at))
      from ${told}
      where c.workspace_id = ${workspaceId} and c.id = r.conversation_id and r.is_reply and r.due_at is not null
        and c.next_step in ('first_reply', 'reply')`,
  );
  send(
    tx,
    sql`
      update requests q set due_at = r.due_at
      from ${told}
      where q.workspace_id = ${workspaceId} and q.conversation_id = r.conversation_id and q.answered_at is null
        and r.is_reply and r.due_at is not null`,
  );
}
