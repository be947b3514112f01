import { type RawBuilder, sql } from "kysely";
import type { CountedConversation, listCounted } from "../../contract/insights.ts";
import { type MetricKey, metrics, type Which } from "../../contract/metrics.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import type { Secret } from "../secret.ts";
import { filters, type Scope, scopeOf } from "./scope.ts";

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
    const isLive = isStock && isStillOpen(scope);
    const seconds = asked.time === "working" && !isStock ? sql`f.working_seconds` : sql`f.seconds`;
    // What is open goes on growing older: it is ranked by when it was opened.
    const rank =
      isDuration && order === "longest"
        ? isLive
          ? sql`-extract(epoch from f.at)::bigint`
          : seconds
        : sql`extract(epoch from f.at) * 1000`;
    const isPart = partOf(key);
    const { rows } = await sql<Row>`
      select f.rank::text as rank, f.seq::text as seq, f.which, f.at, f.is_part as "isPart", f.seconds,
        c.id, c.number, c.subject, c.language, c.line, c.status, b.id as "brandId", b.name as "brandName",
        p.id as "customerId", p.name as "customerName"
      from (
        select f.conversation_id, f.at, f.seq, f.which, ${seconds} as seconds, ${rank} as rank, ${isPart} as is_part
        from ${isLive ? openFacts(scope) : sql`facts`} as f
        where f.workspace_id = ${scope.workspaceId} and ${isMeant(formula.of)}
          and ${isStock ? (isLive ? sql`true` : atEndOf(scope)) : duringRange(scope)}
          and ${sifted(scope)}
          and ${part === "all" || isPart === none ? sql`true` : part === "part" ? isPart : sql`not ${isPart}`}
          and ${isDuration ? sql`${seconds} is not null` : sql`true`}
          and ${over === undefined ? sql`true` : sql`${seconds} >= ${over}`}
          and ${under === undefined ? sql`true` : sql`${seconds} < ${under}`}
          and ${weekday === undefined ? sql`true` : sql`extract(isodow from f.at at time zone ${scope.days.zone}) = ${weekday}`}
          and ${hour === undefined ? sql`true` : sql`extract(hour from f.at at time zone ${scope.days.zone}) = ${hour}`}
          and ${after ? sql`(${rank}, f.seq, f.which) < (${after[0]}::numeric, ${after[1]}::bigint, ${after[2]})` : sql`true`}
        order by ${rank} desc, f.seq desc, f.which desc
        limit ${limit + 1}
      ) as f
      join conversations c on c.workspace_id = ${scope.workspaceId} and c.id = f.conversation_id
      join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      order by f.rank desc, f.seq desc, f.which desc`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ rank: _, seq, which, brandId, brandName, customerId, customerName, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        brand: { id: brandId, name: brandName },
        customer: { id: customerId, name: customerName },
      })),
      next: rows.length > limit && last ? writeCursor(secret, list, [last.rank, last.seq, last.which]) : null,
    };
  });
}

interface Row extends Omit<CountedConversation, "at" | "brand" | "customer"> {
  rank: string;
  seq: string;
  which: string;
  at: Date;
  brandId: string;
  brandName: string;
  customerId: string;
  customerName: string;
}

const none = sql<boolean | null>`null::boolean`;

/** Whether a fact of the whole is in the part. */
function partOf(key: MetricKey): RawBuilder<boolean | null> {
  const { formula } = metrics[key];
  if (formula.is !== "share") return none;
  if (formula.part.fact === formula.of.fact) return sql`(${isMeant(formula.part)})`;
  return sql`exists (select from facts o where o.workspace_id = f.workspace_id and o.kind = ${formula.part.fact}
    and o.at = f.at and o.conversation_id = f.conversation_id)`;
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

function duringRange({ days, range }: Scope): RawBuilder<boolean> {
  const [start] = days.bounds(range.from);
  const [, end] = days.bounds(range.to);
  return sql`f.at >= ${new Date(start)} and f.at < ${new Date(end)}`;
}

function atEndOf({ days, range }: Scope): RawBuilder<boolean> {
  const [, end] = days.bounds(range.to);
  return sql`f.at = ${new Date(end - 1)}`;
}

const isStillOpen = ({ openDay, range }: Scope) => openDay !== null && range.to >= openDay;

/** What is open now, in the shape of facts. */
const openFacts = ({ now }: Scope): RawBuilder<unknown> => sql`(
  select workspace_id, 0::bigint as seq, 'backlog' as kind, conversation_id::text as which,
    to_timestamp((matter ->> 'openSince')::bigint / 1000.0) as at, conversation_id,
    (matter -> 'stands' ->> 'brand')::uuid as brand_id, matter -> 'stands' ->> 'line' as line,
    (matter -> 'stands' ->> 'team')::uuid as team_id, (matter -> 'stands' ->> 'agent')::uuid as agent_id,
    matter -> 'stands' ->> 'channel' as channel, matter -> 'stands' ->> 'language' as language,
    matter -> 'stands' ->> 'intent' as intent,
    case when matter ->> 'waitingSince' is null then '' else 'ours' end as detail, null::boolean as good,
    greatest(0, round((${now}::bigint - (matter ->> 'openSince')::bigint) / 1000.0))::integer as seconds,
    null::integer as working_seconds
  from folded_conversations where is_open)`;

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
