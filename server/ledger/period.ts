import { type RawBuilder, sql } from "kysely";
import type { getLedger } from "../../contract/ledger.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";

/** What somebody asks the ledger for: a period, and what narrows it. */
export type Asked = Pick<QueryOf<typeof getLedger>, "from" | "to" | "brand" | "line" | "channel">;

/** SQL: the requests `q` of whatever time that are asked for, behind the caller's wall. */
export const narrowed = (
  { workspaceId, brands }: Caller,
  { brand, line, channel }: Omit<Asked, "from" | "to">,
): RawBuilder<unknown> => sql`q.workspace_id = ${workspaceId}
  ${brands ? sql`and q.brand_id = any(${[...brands]}::uuid[])` : sql``}
  ${brand ? sql`and q.brand_id = ${brand}` : sql``}
  ${line ? sql`and q.line = ${line}` : sql``}
  ${channel ? sql`and q.channel = ${channel}` : sql``}`;

/** SQL: those of them that were asked in the period. */
export const inPeriod = (caller: Caller, asked: Asked): RawBuilder<unknown> =>
  sql`${narrowed(caller, asked)} and q.asked_at >= ${asked.from} and q.asked_at < ${asked.to}`;

export const isOpen = sql`q.answered_at is null`;

/** SQL: answered after its due time, or past it. */
export const isLate = (now: Date): RawBuilder<unknown> =>
  sql`q.due_at is not null and coalesce(q.answered_at, ${now}::timestamptz) > q.due_at`;
