import { sql } from "kysely";
import type { FactKind } from "../../contract/metrics.ts";
import type { Tx } from "../db/database.ts";
import { type Day, dayNumber } from "./days.ts";
import { backlogAt } from "./fold.ts";
import type { Matter } from "./matter.ts";
import type { Cut, Range } from "./periods.ts";
import type { Scope } from "./scope.ts";
import { blank, type Column, pack, type Sheet, unpack } from "./sheet.ts";
import { readSheets, readSheetsUntil } from "./sheets.ts";
import { readWords, type Words } from "./words.ts";

/** What is read to answer a question. */
export interface Book {
  sheets: Map<FactKind, Sheet[]>;
  /** What was open at the end of each day that was asked for; of days that have not ended, what is open now. */
  stock: Map<Day, Sheet>;
  words: Words;
}

interface Needs {
  range: Range | Cut;
  kinds: readonly FactKind[];
  columns: readonly Column[];
  /** Kinds whose durations are wanted, and in which time. */
  timed: readonly FactKind[];
  durations: "seconds" | "workingSeconds";
  /** The days at whose end the backlog is wanted. */
  stockDays: readonly Day[];
}

export async function readBook(tx: Tx, scope: Scope, needs: Needs): Promise<Book> {
  const { workspaceId, days } = scope;
  const { range, kinds, columns, timed, durations } = needs;
  const plain = kinds.filter((kind) => !timed.includes(kind));
  const { from, to } = range;
  const until = "until" in range ? range.until : null;
  const read = async (kinds: readonly FactKind[], columns: readonly Column[]) => {
    if (!kinds.length) return [];
    const wanted = { kinds, columns, from, to };
    return until === null
      ? readSheets(tx, workspaceId, wanted, days)
      : readSheetsUntil(tx, workspaceId, until, wanted, days);
  };
  const sheets = new Map([...(await read(plain, columns)), ...(await read(timed, [...columns, durations]))]);
  const ended = await endedDays(tx, scope, needs);
  const open = needs.stockDays.filter((day) => isOpen(scope, day));
  const matters = open.length ? await openMatters(tx, workspaceId) : null;
  // Read last: whatever word a fact has, it has its number by now.
  const words = await readWords(tx, workspaceId);
  return {
    sheets,
    words,
    stock: new Map([
      ...ended,
      ...open.map((day): [Day, Sheet] => [day, openOn(scope, matters!, day, words)]),
    ]),
  };
}

const isOpen = ({ openDay, today }: Scope, day: Day) => openDay !== null && day >= openDay && day <= today;

/** The backlog at the end of days that have ended: from before the first event nothing is known. */
async function endedDays(tx: Tx, scope: Scope, needs: Needs): Promise<[Day, Sheet][]> {
  const { workspaceId, openDay, days } = scope;
  const ended = openDay ? needs.stockDays.filter((day) => day < openDay) : [];
  if (!ended.length) return [];
  const first = await firstDay(tx, workspaceId);
  const columns = [...needs.columns, "seconds"] as const;
  const [from, to] = [ended[0]!, ended.at(-1)!];
  const read = await readSheets(
    tx,
    workspaceId,
    { kinds: ["backlog"], columns, from, to, only: ended },
    days,
  );
  const kept = new Map(read.get("backlog")!.map((sheet) => [sheet.day, sheet]));
  // A day at whose end nothing was open has no sheet.
  return ended
    .filter((day) => first !== null && day >= first)
    .map((day) => [day, kept.get(day) ?? unpack(day, 0, blank)]);
}

/** What is open at the end of a day since whose beginning nothing has been folded to its end, or now. */
function openOn({ now, days }: Scope, matters: Map<string, Matter>, day: Day, words: Words): Sheet {
  const [, end] = days.bounds(day);
  const facts = backlogAt(matters, Math.min(end, now), dayNumber(day));
  return unpack(day, facts.length, pack(facts, day, days, words));
}

export async function openMatters(tx: Tx, workspaceId: string): Promise<Map<string, Matter>> {
  const rows = await tx
    .selectFrom("foldedConversations")
    .select(["conversationId", "matter"])
    .where("workspaceId", "=", workspaceId)
    .where("isOpen", "=", true)
    .execute();
  return new Map(rows.map((row) => [row.conversationId, row.matter as Matter]));
}

/** The day of the first thing that was ever counted. */
async function firstDay(tx: Tx, workspaceId: string): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`
    select min(day) as day from sheets where workspace_id = ${workspaceId}`.execute(tx);
  return rows[0]!.day;
}
