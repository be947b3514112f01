import { type RawBuilder, sql } from "kysely";
import type { Channel } from "../../contract/conversations.ts";
import type { listRequests, Request } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { counted, dayMs } from "./counts.ts";
import { type Asked, inPeriod, isLate, isOpen, narrowed } from "./period.ts";

type Which = QueryOf<typeof listRequests>["which"];
export type Wanted = Asked & { which: Which };

/** A page of the requests of a period: first what is open, the oldest first; then what is settled, the newest first. */
export function listOfRequests(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, ...wanted }: QueryOf<typeof listRequests>,
): Promise<{ items: Request[]; next: string | null }> {
  const list = `requests ${JSON.stringify(wanted)}`;
  const after = readCursor(secret, list, cursor) as Place | null;
  const now = new Date();
  return look(db, caller.workspaceId, async (tx) => {
    const { rows, next } = await pageOfRequests(tx, caller, wanted, { after, limit, now });
    return {
      items: rows.map((row) => toRequest(row, now)),
      next: next && writeCursor(secret, list, next),
    };
  });
}

/** The last row of a page: whether it was open or settled, when it was asked, and its id. */
export type Place = ["open" | "settled", string, string];

export interface Page {
  after: Place | null;
  limit: number;
  now: Date;
}

/** The rows of a page, and where the next begins. */
export async function pageOfRequests(
  tx: Tx,
  caller: Caller,
  wanted: Wanted,
  page: Page,
): Promise<{ rows: RequestRow[]; next: Place | null }> {
  const most = page.limit + 1;
  const rows = page.after?.[0] === "settled" ? [] : await open(tx, caller, wanted, { ...page, limit: most });
  if (rows.length < most) {
    const after = page.after?.[0] === "settled" ? page.after : null;
    rows.push(...(await settled(tx, caller, wanted, { ...page, after, limit: most - rows.length })));
  }
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next:
      rows.length > page.limit && last
        ? [last.answeredAt ? "settled" : "open", last.exactly, last.messageId]
        : null,
  };
}

/** What is open is few, and has an index of its own. */
async function open(tx: Tx, caller: Caller, wanted: Wanted, { after, limit, now }: Page) {
  const which: Record<Which, RawBuilder<unknown> | null> = {
    all: sql`true`,
    open: sql`true`,
    open_late: isLate(now),
    late: isLate(now),
    not_acknowledged: sql`q.acknowledged_at is null`,
    answered: null,
    waived: null,
  };
  const condition = which[wanted.which];
  if (!condition) return [];
  return withWhatIsAround(
    tx,
    sql`select q.* from requests q
      where ${inPeriod(caller, wanted)} and ${isOpen} and ${condition}
        ${after ? sql`and (q.asked_at, q.message_id) > (${after[1]}, ${after[2]})` : sql``}
      order by q.asked_at, q.message_id limit ${limit}`,
    sql`order by q.asked_at, q.message_id`,
  );
}

/**
 * Of what is settled the counts say on which days there is any of the kind that is wanted, so that a year need not be
 * gone through for the three that came over the counter.
 */
async function settled(tx: Tx, caller: Caller, wanted: Wanted, { after, limit, now }: Page) {
  const which: Record<Which, { condition: RawBuilder<unknown>; count: RawBuilder<unknown> } | null> = {
    all: { condition: sql`true`, count: sql`answered` },
    answered: { condition: sql`true`, count: sql`answered` },
    late: { condition: isLate(now), count: sql`judged - in_time` },
    not_acknowledged: { condition: sql`q.acknowledged_at is null`, count: sql`answered - acknowledged` },
    waived: { condition: sql`q.answered_by = 'waived'`, count: sql`waived` },
    open: null,
    open_late: null,
  };
  const kind = which[wanted.which];
  if (!kind) return [];
  const to = after ? new Date(after[1]) : new Date(wanted.to);
  const firstDay = Math.floor(new Date(wanted.from).getTime() / dayMs);
  const lastDay = Math.floor(to.getTime() / dayMs);
  const { rows: days } = await sql<{ day: number }>`
    select day from (
      -- Of the last day a part is passed already: what it holds does not count, but it is gone through.
      select day, sum(n) filter (where day < ${lastDay})
        over (order by day desc rows between unbounded preceding and 1 preceding) as before
      from (
        select day, sum(${kind.count}) as n
        from ${counted(sql`${narrowed(caller, wanted)} and day >= ${firstDay} and day <= ${lastDay}`)} as c
        group by day having sum(${kind.count}) > 0
        order by day desc limit ${limit + 1}
      ) as newest
    ) as enough
    where coalesce(before, 0) < ${limit}
    order by day desc`.execute(tx);
  if (!days.length) return [];
  const stretches = days.map(({ day }) => ({
    from: new Date(day * dayMs),
    to: new Date((day + 1) * dayMs),
  }));
  return withWhatIsAround(
    tx,
    sql`select q.* from jsonb_to_recordset(${JSON.stringify(stretches)}::jsonb) as d ("from" timestamptz, "to" timestamptz)
      join requests q on q.asked_at >= d."from" and q.asked_at < d."to"
      where ${inPeriod(caller, wanted)} and q.answered_at is not null and ${kind.condition}
        ${after ? sql`and (q.asked_at, q.message_id) < (${after[1]}, ${after[2]})` : sql``}
      order by q.asked_at desc, q.message_id desc limit ${limit}`,
    sql`order by q.asked_at desc, q.message_id desc`,
  );
}

async function withWhatIsAround(tx: Tx, requests: RawBuilder<unknown>, order: RawBuilder<unknown>) {
  const { rows } = await sql<RequestRow>`
    select q.message_id, q.asked_at, to_char(q.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly, q.due_at, q.acknowledged_at, q.told_at, q.answered_at,
      q.answered_by, q.reason, q.line, q.channel, left(coalesce(nullif(m.reply, ''), m.text), 200) as words,
      c.id, c.number, c.subject, c.status, c.first_step as next_step, c.first_step_at as next_step_at, c.team_id, c.owner_id,
      t.name as team_name, a.name as owner_name, b.id as brand_id, b.name as brand_name,
      p.id as customer_id, p.name as customer_name
    from (${requests}) as q
    join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    join messages m on m.workspace_id = q.workspace_id and m.id = q.message_id
    join brands b on b.workspace_id = q.workspace_id and b.id = q.brand_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
    ${order}`.execute(tx);
  return rows;
}

export interface RequestRow {
  messageId: string;
  askedAt: Date;
  /** The same to the microsecond, where dates end at milliseconds. */
  exactly: string;
  dueAt: Date | null;
  acknowledgedAt: Date | null;
  toldAt: Date | null;
  answeredAt: Date | null;
  answeredBy: Request["answeredBy"];
  reason: Request["reason"];
  line: Line;
  channel: Channel;
  words: string;
  id: string;
  number: number;
  subject: string;
  status: Request["conversation"]["status"];
  nextStep: NonNullable<Request["nextStep"]>["what"] | null;
  nextStepAt: Date | null;
  teamId: string;
  ownerId: string | null;
  teamName: string;
  ownerName: string | null;
  brandId: string;
  brandName: string;
  customerId: string;
  customerName: string;
}

export const toRequest = (row: RequestRow, now: Date): Request => ({
  message: row.messageId,
  conversation: { id: row.id, number: row.number, subject: row.subject, status: row.status },
  customer: { id: row.customerId, name: row.customerName },
  brand: { id: row.brandId, name: row.brandName },
  line: row.line,
  channel: row.channel,
  words: row.words.replace(/\s+/g, " ").trim(),
  askedAt: row.askedAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  toldAt: row.toldAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  answeredBy: row.answeredBy,
  reason: row.reason,
  inTime: row.dueAt && (row.answeredAt || row.dueAt < now) ? (row.answeredAt ?? now) <= row.dueAt : null,
  owner: row.ownerId
    ? { kind: "agent", id: row.ownerId, name: row.ownerName! }
    : { kind: "team", id: row.teamId, name: row.teamName },
  nextStep: row.nextStep && row.nextStepAt ? { what: row.nextStep, at: row.nextStepAt.toISOString() } : null,
});
