import { type RawBuilder, sql } from "kysely";
import type { Channel } from "../../contract/conversations.ts";
import type { getLedger, LedgerCount, listRequests, Request } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { QueryOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { proofOf } from "./prove.ts";

type Asked = Pick<QueryOf<typeof getLedger>, "from" | "to" | "brand" | "line" | "channel">;

/** The requests of a period behind the caller's wall. */
function inPeriod(
  { workspaceId, brands }: Caller,
  { from, to, brand, line, channel }: Asked,
): RawBuilder<unknown> {
  return sql`q.workspace_id = ${workspaceId} and q.asked_at >= ${from} and q.asked_at < ${to}
    ${brands ? sql`and q.brand_id = any(${[...brands]}::uuid[])` : sql``}
    ${brand ? sql`and q.brand_id = ${brand}` : sql``}
    ${line ? sql`and q.line = ${line}` : sql``}
    ${channel ? sql`and q.channel = ${channel}` : sql``}`;
}

const isOpen = sql`q.answered_at is null`;
const isLate = (now: Date) =>
  sql`q.due_at is not null and coalesce(q.answered_at, ${now}::timestamptz) > q.due_at`;

/** How many requests of a period were answered, acknowledged and in time, and whether the ledger is whole. */
export function readLedger(db: Db, caller: Caller, asked: Asked): Promise<ReplyOf<typeof getLedger>> {
  const now = new Date();
  return look(db, caller.workspaceId, async (tx) => {
    // One pass by all three; their sums are the rest.
    const { rows } = await sql<
      LedgerCount & { brandId: string; line: Line; channel: Channel; oldest: Date | null }
    >`
      select q.brand_id, q.line, q.channel, count(*) as requests, count(q.answered_at) as answered,
        count(q.acknowledged_at) as acknowledged,
        count(*) filter (where q.due_at is not null and q.answered_at <= q.due_at) as in_time,
        count(*) filter (where q.due_at is not null and (q.answered_at is not null or q.due_at < ${now})) as judged,
        count(*) filter (where ${isOpen}) as open,
        count(*) filter (where ${isOpen} and ${isLate(now)}) as open_late,
        min(q.asked_at) filter (where ${isOpen}) as oldest
      from requests q
      where ${inPeriod(caller, asked)}
      group by q.brand_id, q.line, q.channel`.execute(tx);
    const brands = await tx
      .selectFrom("brands")
      .select(["id", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .execute();
    const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
    const { compare } = new Intl.Collator(caller.locale);
    const by = <Key extends string>(keyOf: (row: (typeof rows)[number]) => Key) =>
      [...Map.groupBy(rows, keyOf)].map(([key, some]) => ({ key, ...summed(some) }));
    const oldest = rows.flatMap((row) => row.oldest?.getTime() ?? []);
    return {
      total: summed(rows),
      byBrand: by(({ brandId }) => brandId)
        .map(({ key, ...count }) => ({ brand: { id: key, name: nameOf.get(key) ?? "" }, ...count }))
        .sort((a, b) => compare(a.brand.name, b.brand.name)),
      byLine: by(({ line }) => line)
        .map(({ key, ...count }) => ({ line: key, ...count }))
        .sort((a, b) => (a.line < b.line ? -1 : 1)),
      byChannel: by(({ channel }) => channel)
        .map(({ key, ...count }) => ({ channel: key, ...count }))
        .sort((a, b) => b.requests - a.requests),
      oldestOpenAt: oldest.length ? new Date(Math.min(...oldest)).toISOString() : null,
      proof: await proofOf(tx, caller, now),
    };
  });
}

function summed(rows: LedgerCount[]): LedgerCount {
  const sum = (name: keyof LedgerCount) => rows.reduce((all, row) => all + Number(row[name]), 0);
  return {
    requests: sum("requests"),
    answered: sum("answered"),
    acknowledged: sum("acknowledged"),
    inTime: sum("inTime"),
    judged: sum("judged"),
    open: sum("open"),
    openLate: sum("openLate"),
  };
}

/** A page of the requests of a period: what is open comes first, the oldest first. */
export function listOfRequests(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, ...asked }: QueryOf<typeof listRequests>,
): Promise<{ items: Request[]; next: string | null }> {
  const now = new Date();
  const list = `requests ${JSON.stringify(asked)}`;
  const after = readCursor(secret, list, cursor) as [string, string] | null;
  const which: Record<typeof asked.which, RawBuilder<unknown>> = {
    all: sql`true`,
    open: isOpen,
    open_late: sql`${isOpen} and ${isLate(now)}`,
    answered: sql`q.answered_at is not null`,
    not_acknowledged: sql`q.acknowledged_at is null`,
    late: isLate(now),
    waived: sql`q.answered_by = 'waived'`,
  };
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<RequestRow>`
      select q.message_id, q.asked_at, q.asked_at::text as exactly, q.due_at, q.acknowledged_at, q.told_at, q.answered_at,
        q.answered_by, q.reason, q.line, q.channel, left(coalesce(nullif(m.reply, ''), m.text), 200) as words,
        c.id, c.number, c.subject, c.status, c.first_step as next_step, c.first_step_at as next_step_at, c.team_id, c.owner_id,
        t.name as team_name, a.name as owner_name, b.id as brand_id, b.name as brand_name,
        p.id as customer_id, p.name as customer_name
      from (
        select q.* from requests q
        where ${inPeriod(caller, asked)} and ${which[asked.which]}
          ${after ? sql`and (q.asked_at, q.message_id) > (${after[0]}, ${after[1]})` : sql``}
        order by q.asked_at, q.message_id
        limit ${limit + 1}
      ) as q
      join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
      join messages m on m.workspace_id = q.workspace_id and m.id = q.message_id
      join brands b on b.workspace_id = q.workspace_id and b.id = q.brand_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
      left join agents a on a.workspace_id = c.workspace_id and a.id = c.owner_id
      order by q.asked_at, q.message_id`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => toRequest(row, now)),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.exactly, last.messageId]) : null,
    };
  });
}

interface RequestRow {
  messageId: string;
  askedAt: Date;
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

const toRequest = (row: RequestRow, now: Date): Request => ({
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
