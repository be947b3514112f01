import { sql } from "kysely";
import type { Asked, Span } from "../../contract/insights.ts";
import { hiddenTeams, isColleague, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { type Day, Days } from "./days.ts";
import { rules } from "./fold.ts";
import { type Cut, formerOf, type Range, rangeOf, upToNow } from "./periods.ts";
import type { Column } from "./sheet.ts";
import type { Sift } from "./tally.ts";
import type { Packed, Words } from "./words.ts";

/** What a question about figures is about: whose, of which days, and how far they have been counted. */
export interface Scope {
  workspaceId: string;
  caller: Caller;
  asked: Asked;
  days: Days;
  now: number;
  today: Day;
  range: Range;
  former: Cut | null;
  /** The first day that has not ended in the stream of events; null while nothing is folded. */
  openDay: Day | null;
  countedUpTo: Date | null;
  counted: number;
}

/** What facts can be narrowed down to, beside the line, and in which column it stands. */
export const filters = [
  ["brand", "brands"],
  ["team", "teams"],
  ["agent", "agents"],
  ["channel", "channels"],
  ["language", "languages"],
  ["intent", "intents"],
] as const satisfies [Packed, Column][];

/** Understands a question. What stands behind a wall that the caller may not look over is not there. */
export async function scopeOf(tx: Tx, caller: Caller, asked: Asked, now = Date.now()): Promise<Scope> {
  const { workspaceId } = caller;
  const { rows } = await sql<{
    timeZone: string;
    zone: string;
    day: Day | null;
    at: Date | null;
    rules: number | null;
    seq: number | null;
    stream: number;
  }>`
    select coalesce(c.time_zone, w.time_zone) as time_zone, w.time_zone as zone, c.day, c.at, c.rules, c.seq,
      coalesce(s.seq, 0) as stream
    from workspaces w
    left join fold_cursors c on c.workspace_id = w.id
    left join streams s on s.workspace_id = w.id
    where w.id = ${workspaceId}`.execute(tx);
  const row = rows[0]!;
  const days = new Days(row.timeZone);
  const today = days.of(now);
  const range = rangeOf(asked, today);
  const former = formerOf(range, asked.compare);
  await refuseUnknown(tx, caller, asked);
  const isCurrent = row.rules === rules && row.timeZone === row.zone;
  return {
    workspaceId,
    caller,
    asked,
    days,
    now,
    today,
    range,
    former:
      former &&
      upToNow(former, range, Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(days.zone)),
    openDay: isCurrent ? row.day : null,
    countedUpTo: isCurrent ? row.at : null,
    counted: howMuch(row.stream, isCurrent ? (row.seq ?? 0) : 0),
  };
}

/** A few events that came a moment ago are no news: it is all there unless figures are being counted anew. */
const howMuch = (stream: number, folded: number): number =>
  stream - folded < 2_000 ? 1 : Math.floor((100 * folded) / stream) / 100;

async function refuseUnknown(tx: Tx, caller: Caller, { brand, team, agent }: Asked): Promise<void> {
  const { workspaceId } = caller;
  if (brand) {
    const found = await tx
      .selectFrom("brands")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", brand)
      .executeTakeFirst();
    if (!found || !serves(caller, brand)) throw new Refusal("not_found");
  }
  // Teams and people that are gone have figures still.
  if (team && ((await hiddenTeams(tx, caller)).has(team) || !(await isKnown(tx, workspaceId, "team", team))))
    throw new Refusal("not_found");
  if (agent && agent !== "none") {
    const { rows } = await sql<{ mayKnow: boolean }>`
      select ${isColleague(caller)} as may_know from agents a where a.workspace_id = ${workspaceId} and a.id = ${agent}`.execute(
      tx,
    );
    if (!rows[0]?.mayKnow) throw new Refusal("not_found");
  }
}

async function isKnown(tx: Tx, workspaceId: string, dimension: "team", id: string): Promise<boolean> {
  const { rows } = await sql`
    select from teams where workspace_id = ${workspaceId} and id = ${id}
    union all
    select from fact_words where workspace_id = ${workspaceId} and dimension = ${dimension} and word = ${id}
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** What the answer to each question begins with. */
export const spanOf = ({ range, former, days, countedUpTo, counted }: Scope): Span => ({
  ...range,
  before: former && {
    ...former,
    until: former.until === null ? null : new Date(former.until).toISOString(),
  },
  timeZone: days.zone,
  countedUpTo: countedUpTo?.toISOString() ?? null,
  counted,
});

/** The columns that a question needs to be sifted by. */
export function siftedBy({ caller, asked }: Scope): Column[] {
  const needed = filters.filter(([name]) => asked[name] !== undefined).map(([, column]) => column);
  return caller.brands && !needed.includes("brands") ? [...needed, "brands"] : needed;
}

/** Which facts a question is about. */
export function siftOf({ caller, asked }: Scope, words: Words): Sift {
  const served = caller.brands
    ? Uint8Array.from(words.list("brand"), (brand) => (caller.brands!.includes(brand) ? 1 : 0))
    : null;
  return {
    line: asked.line === undefined ? null : asked.line === "support" ? 1 : 0,
    served,
    equal: filters.flatMap(([name, column]): [Column, number][] => {
      const value = asked[name];
      if (value === undefined) return [];
      if (value === "none") return [[column, 0]];
      // A word that no fact has: nothing is found. No column holds this number.
      return [[column, words.code(name, value) || -1]];
    }),
  };
}
