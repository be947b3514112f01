import { type RawBuilder, sql } from "kysely";
import type { CountedConversation, listCounted } from "../../contract/insights.ts";
import { type MetricKey, metrics, type Which } from "../../contract/metrics.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { filters, type Scope, scopeOf } from "./scope.ts";
import { whereToLook } from "./where.ts";

type Query = QueryOf<typeof listCounted>;

/** The conversations behind a figure, a page at a time. */
export function counted(
  db: Db,
  secret: Secret,
  caller: Caller,
  key: MetricKey,
  { cursor, limit, part, order, over, under, weekday, hour, ...asked }: Query,
): Promise<{ items: CountedConversation[]; next: string | null }> {
  return look(db, caller.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, caller, asked);
    const list = JSON.stringify([key, part, order, over, under, weekday, hour, asked]);
    const after = readCursor(secret, list, cursor);
    const { isStock, formula } = metrics[key];
    const isDuration = formula.is === "duration";
    const isWorking = asked.time === "working" && !isStock;
    const seconds = isWorking ? sql`f.working_seconds` : sql`f.seconds`;
    const which = formula.of;
    const isPart = formula.is === "share" ? sql`(${isMeant(formula.part)})` : null;
    const longest = isDuration && order === "longest";
    const from = isStock
      ? openAtEnd(scope)
      : await thoseOn(tx, scope, {
          sought: {
            which,
            part: formula.is === "share" ? formula.part : null,
            isIn: part,
            durations: isDuration ? (isWorking ? "workingSeconds" : "seconds") : null,
            over,
            under,
            weekday,
            hour,
          },
          order: longest ? "longest" : "newest",
          limit,
          after,
        });
    // What is open goes on growing older from page to page: it is ranked by when it was opened, which its number tells.
    const byAge = longest && isStock && isStillOpen(scope);
    const rank = byAge ? sql`f.seq` : longest ? seconds : sql`f.at`;
    const type = sql.raw(longest ? "bigint" : "timestamptz");
    const isAfter = after
      ? sql`(${rank}, f.seq, f.which) < (${after[0]}::${type}, ${after[1]}::bigint, ${after[2]})`
      : sql`true`;
    const ranked = sql`${rank} desc, f.seq desc, f.which desc`;
    const { zone } = scope.days;
    const { rows } = await sql<Row>`
      select f.at::text as exactly, f.seq::text as seq, f.which, f.at, f.is_part as "isPart", f.took as seconds,
        c.id, c.number, c.subject, c.language, c.line, c.status, b.id as "brandId", b.name as "brandName",
        p.id as "customerId", p.name as "customerName"
      from (
        select f.conversation_id, f.at, f.seq, f.which, ${seconds} as took, ${isPart ?? sql`null::boolean`} as is_part,
          row_number() over (order by ${ranked}) as place
        from ${from} as f
        where ${isMeant(which)} and ${sifted(scope)} and ${isAfter}
          and ${part === "all" || !isPart ? sql`true` : part === "part" ? isPart : sql`not ${isPart}`}
          and ${isDuration ? sql`${seconds} is not null` : sql`true`}
          and ${over === undefined ? sql`true` : sql`${seconds} >= ${over}`}
          and ${under === undefined ? sql`true` : sql`${seconds} < ${under}`}
          and ${weekday === undefined ? sql`true` : sql`extract(isodow from f.at at time zone ${zone}) = ${weekday}`}
          and ${hour === undefined ? sql`true` : sql`extract(hour from f.at at time zone ${zone}) = ${hour}`}
        order by ${ranked}
        limit ${limit + 1}
      ) as f
      join conversations c on c.workspace_id = ${scope.workspaceId} and c.id = f.conversation_id
      join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      order by f.place`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const marker = (row: Row): [string, string, string] => [
      byAge ? row.seq : longest ? String(row.seconds) : row.exactly,
      row.seq,
      row.which,
    ];
    return {
      items: shown.map(
        ({ exactly: _, seq: __, which: ___, brandId, brandName, customerId, customerName, ...row }) => ({
          ...row,
          at: row.at.toISOString(),
          brand: { id: brandId, name: brandName },
          customer: { id: customerId, name: customerName },
        }),
      ),
      next: rows.length > limit && last ? writeCursor(secret, list, marker(last)) : null,
    };
  });
}

interface Row extends Omit<CountedConversation, "at" | "brand" | "customer"> {
  exactly: string;
  seq: string;
  which: string;
  at: Date;
  brandId: string;
  brandName: string;
  customerId: string;
  customerName: string;
}

function isMeant({ fact, details, good }: Which): RawBuilder<boolean> {
  return sql`f.kind = ${fact} and ${details ? sql`f.detail = any(${[...details]}::text[])` : sql`true`} and ${
    good === undefined
      ? sql`true`
      : good === "known"
        ? sql`f.good is not null`
        : sql`f.good is ${sql.raw(String(good))}`
  }`;
}

interface Page {
  sought: Parameters<typeof whereToLook>[2];
  order: "newest" | "longest";
  limit: number;
  after: string[] | null;
}

/** The facts of a kind on those days of the period where the page lies. */
async function thoseOn(
  tx: Tx,
  scope: Scope,
  { sought, order, limit, after }: Page,
): Promise<RawBuilder<unknown>> {
  const { days, workspaceId } = scope;
  const kind = sought.which.fact;
  const last = after && (order === "longest" ? Number(after[0]) : days.of(Date.parse(after[0]!)));
  const { days: on, least } = await whereToLook(tx, scope, sought, { order, limit, last });
  const windows = on.map((day) => {
    const [start, end] = days.bounds(day);
    return { start, end };
  });
  const isLong =
    order === "newest"
      ? sql`true`
      : sql.raw(`${sought.durations === "seconds" ? "seconds" : "working_seconds"} >= ${least}`);
  return sql`(
    select f.* from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as w (start bigint, "end" bigint)
    cross join lateral (
      select * from facts where workspace_id = ${workspaceId} and kind = ${kind} and ${isLong}
        and at >= to_timestamp(w.start / 1000.0) and at < to_timestamp(w."end" / 1000.0)
      offset 0
    ) as f)`;
}

const isStillOpen = ({ openDay, range }: Scope) => openDay !== null && range.to >= openDay;

/** What was open at the end of the period, as it was written down; of a period that runs, what is open now. */
function openAtEnd(scope: Scope): RawBuilder<unknown> {
  const { workspaceId, days, range, now } = scope;
  if (!isStillOpen(scope)) {
    const [, end] = days.bounds(range.to);
    return sql`(select * from facts where workspace_id = ${workspaceId} and kind = 'backlog' and at = ${new Date(end - 1)})`;
  }
  return sql`(
    select workspace_id, -((matter ->> 'openSince')::bigint / 1000) as seq, 'backlog' as kind,
      conversation_id::text as which, to_timestamp((matter ->> 'openSince')::bigint / 1000.0) as at, conversation_id,
      (matter -> 'stands' ->> 'brand')::uuid as brand_id, matter -> 'stands' ->> 'line' as line,
      (matter -> 'stands' ->> 'team')::uuid as team_id, (matter -> 'stands' ->> 'agent')::uuid as agent_id,
      matter -> 'stands' ->> 'channel' as channel, matter -> 'stands' ->> 'language' as language,
      matter -> 'stands' ->> 'intent' as intent,
      case when matter ->> 'wait' is null then '' else 'ours' end as detail, null::boolean as good,
      greatest(0, round((${now}::bigint - (matter ->> 'openSince')::bigint) / 1000.0))::integer as seconds,
      null::integer as working_seconds
    from folded_conversations where workspace_id = ${workspaceId} and is_open)`;
}

const columnOf: Record<(typeof filters)[number][0], RawBuilder<unknown>> = {
  brand: sql`f.brand_id`,
  team: sql`f.team_id`,
  agent: sql`f.agent_id`,
  channel: sql`f.channel`,
  language: sql`f.language`,
  intent: sql`f.intent`,
};

/** The facts that the question is about, behind the caller's wall. */
function sifted({ caller, asked }: Scope): RawBuilder<boolean> {
  const conditions = [
    caller.brands ? sql`f.brand_id = any(${[...caller.brands]}::uuid[])` : sql`true`,
    asked.line ? sql`f.line = ${asked.line}` : sql`true`,
    ...filters.map(([name]) => {
      const value = asked[name];
      if (value === undefined) return sql`true`;
      return value === "none" ? sql`${columnOf[name]} is null` : sql`${columnOf[name]} = ${value}`;
    }),
  ];
  return sql.join(conditions, sql` and `) as RawBuilder<boolean>;
}
