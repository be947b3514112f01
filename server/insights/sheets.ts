import { sql } from "kysely";
import type { FactKind } from "../../contract/metrics.ts";
import { askWithoutWall, type Db, type Tx, within } from "../db/database.ts";
import { allPieces, onePieceEach } from "../one-by-one.ts";
import { type Day, Days, dayBefore } from "./days.ts";
import {
  addColumns,
  type Column,
  columns,
  type PackedFact,
  type PackedSheet,
  pack,
  type Sheet,
  select,
  unpack,
} from "./sheet.ts";
import { findSheet, keepSheet, noteTouched, Shelf, type Shelved } from "./shelf.ts";
import { readWords } from "./words.ts";

/** What this process has read of late, so that the next question about the same days need not ask for them. */
const shelf = new Shelf(96 * 2 ** 20);

interface Wanted {
  kinds: readonly FactKind[];
  /** Both are part of it. */
  from: Day;
  to: Day;
  /** Of the days from the one to the other these alone. */
  only?: readonly Day[];
  columns: readonly Column[];
}

/** The sheets of some kinds and days, in the order of the days, with at least the columns that are wanted. */
export function readSheets(
  tx: Tx,
  workspaceId: string,
  { kinds, from, to, only, columns: wanted }: Wanted,
  days: Days,
): Promise<Map<FactKind, Sheet[]>> {
  // Several questions come at once when somebody opens a page: the first reads, the others find it read.
  return shelf.inTurn(workspaceId, async (known) => {
    await readTouched(tx, workspaceId, known);
    const those = only && new Set(only);
    const places = kinds.flatMap((kind) =>
      [...(known.index.get(kind) ?? [])].flatMap(([day, touched]) =>
        day >= from && day <= to && (!those || those.has(day)) ? [{ kind, day, touched }] : [],
      ),
    );
    const missing = places.filter(({ kind, day }) => {
      const sheet = findSheet(known, kind, day);
      return !sheet || wanted.some((column) => !sheet[column]);
    });
    if (missing.length) await fetchSheets(tx, workspaceId, known, missing, wanted, days);
    const found = new Map<FactKind, Sheet[]>(kinds.map((kind) => [kind, []]));
    for (const { kind, day } of places) {
      const sheet = known.sheets.get(`${kind} ${day}`)?.sheet;
      if (sheet) found.get(kind)!.push(sheet);
    }
    return found;
  });
}

/** Learns which sheets have changed since the last time. */
async function readTouched(tx: Tx, workspaceId: string, known: Shelved): Promise<void> {
  const cursor = await tx
    .selectFrom("foldCursors")
    .select(["epoch", "seq"])
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirst();
  if (!cursor || (cursor.epoch === known.epoch && cursor.seq === known.seq)) return;
  const since = cursor.epoch === known.epoch ? known.seq : -1;
  const touched = await tx
    .selectFrom("sheets")
    .select(["kind", "day", "touched"])
    .where("workspaceId", "=", workspaceId)
    .where("touched", ">", since)
    .orderBy("day")
    .execute();
  noteTouched(known, cursor, touched);
}

interface Place {
  kind: string;
  day: Day;
  touched: number;
}

/** Puts sheets on the shelf: as they are packed, or from the facts where they are not. */
async function fetchSheets(
  tx: Tx,
  workspaceId: string,
  known: Shelved,
  places: Place[],
  wanted: readonly Column[],
  days: Days,
): Promise<void> {
  const chosen = ["marks", ...columns.filter((column) => wanted.includes(column))] as (keyof PackedSheet)[];
  // Thousands of days come as a few long columns: taken apart here, they cost a tenth of what as many rows would.
  const { rows } = await sql<Strip>`
    select s.kind, array_agg(s.day order by s.day) as days, array_agg(s.touched order by s.day) as touched,
      array_agg(s.size order by s.day) as sizes
      ${sql.raw(
        chosen
          .map((column) => named(column))
          .map(
            (name) =>
              `, array_agg(length(s.${name}) order by s.day) as ${name}_lengths, string_agg(s.${name}, '' order by s.day) as ${name}`,
          )
          .join(""),
      )}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p (kind text, day text)
    join sheets s on s.workspace_id = ${workspaceId} and s.kind = p.kind and s.day = p.day
    group by s.kind`.execute(tx);
  const unmade: Place[] = [];
  for (const strip of rows)
    for (const { size, packed, ...place } of takenApart(strip, chosen)) {
      if (size === null) {
        unmade.push(place);
        continue;
      }
      const sheet = findSheet(known, place.kind, place.day);
      if (sheet && sheet.size === size) addColumns(sheet, packed);
      keepSheet(known, place.kind, place.touched, sheet ?? unpack(place.day, size, packed));
    }
  if (!unmade.length) return;
  const on = await factsOn(tx, workspaceId, unmade, days);
  // Read after the facts: whatever word they have has its number by now.
  const words = await readWords(tx, workspaceId);
  for (const { place, facts } of on)
    keepSheet(
      known,
      place.kind,
      place.touched,
      unpack(place.day, facts.length, pack(facts, place.day, days, words)),
    );
}

/** The sheets of one kind, day after day. */
interface Strip {
  kind: string;
  days: Day[];
  touched: string[];
  sizes: (number | null)[];
  [column: string]: unknown;
}

function takenApart(strip: Strip, chosen: (keyof PackedSheet)[]) {
  const ends = new Map(chosen.map((column) => [column, 0]));
  return strip.days.map((day, at) => {
    const packed: Partial<PackedSheet> = {};
    for (const column of chosen) {
      const length = (strip[`${column}Lengths`] as (number | null)[])[at] ?? 0;
      const begin = ends.get(column)!;
      ends.set(column, begin + length);
      packed[column] = ((strip[column] as Buffer | null) ?? nothing).subarray(begin, begin + length);
    }
    return { kind: strip.kind, day, touched: Number(strip.touched[at]), size: strip.sizes[at]!, packed };
  });
}

const nothing = Buffer.alloc(0);
const named = (column: string) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The facts of some kinds and days. */
async function factsOn(
  tx: Tx,
  workspaceId: string,
  places: Place[],
  days: Days,
): Promise<{ place: Place; facts: PackedFact[] }[]> {
  const found = await factsWithin(
    tx,
    workspaceId,
    places.map(({ kind, day }) => {
      const [start, end] = days.bounds(day);
      return { kind, start, end };
    }),
  );
  return places.map((place, n) => ({ place, facts: found[n]! }));
}

/** The facts of some kinds, each from one moment to another. */
async function factsWithin(
  tx: Tx,
  workspaceId: string,
  wanted: { kind: string; start: number; end: number }[],
): Promise<PackedFact[][]> {
  if (!wanted.length) return [];
  const windows = wanted.map((window, n) => ({ n, ...window }));
  // Fenced in, so that each day is looked up by itself: joined as one, the planner would read through all there is.
  const { rows } = await sql<PackedFact & { n: number; at: Date }>`
    select w.n, f.* from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb)
      as w (n integer, kind text, start bigint, "end" bigint)
    cross join lateral (
      select f.at, f.brand_id as brand, f.line, f.team_id as team, f.agent_id as agent, f.channel, f.language,
        f.intent, f.detail, f.good, f.seconds, f.working_seconds as working
      from facts f where f.workspace_id = ${workspaceId} and f.kind = w.kind
        and f.at >= to_timestamp(w.start / 1000.0) and f.at < to_timestamp(w."end" / 1000.0)
      offset 0
    ) as f`.execute(tx);
  const found = wanted.map((): PackedFact[] => []);
  for (const { n, at, ...fact } of rows) found[n]!.push({ ...fact, at: at.getTime() });
  return found;
}

/**
 * Sheets as they were at a moment of their last day: the hours before it are taken from what is packed, the hour in which
 * it lies from the facts.
 */
export async function readSheetsUntil(
  tx: Tx,
  workspaceId: string,
  until: number,
  wanted: Wanted,
  days: Days,
): Promise<Map<FactKind, Sheet[]>> {
  const { kinds, to: day, columns } = wanted;
  const begins = days.hourBegins(until);
  const hour = days.hoursOf(day)(begins);
  const before = await readSheets(tx, workspaceId, { ...wanted, to: dayBefore(day) }, days);
  const last = { ...wanted, from: day, columns: [...new Set([...columns, "hours" as const])] };
  const packed = await readSheets(tx, workspaceId, last, days);
  const windows = kinds.map((kind) => ({ kind, start: begins, end: until }));
  const facts = await factsWithin(tx, workspaceId, windows);
  const words = await readWords(tx, workspaceId);
  return new Map(
    kinds.map((kind, n) => [
      kind,
      [
        ...before.get(kind)!,
        ...packed.get(kind)!.map((sheet) => select(sheet, (at) => sheet.hours![at]! < hour)),
        unpack(day, facts[n]!.length, pack(facts[n]!, day, days, words)),
      ],
    ]),
  );
}

const packedAtOnce = 100;

/** Packs the days whose facts have changed. Any number of processes may: who comes second packs the same. */
export const packSheets = async (db: Db): Promise<void> =>
  allPieces(await workspacesUnpacked(db), (workspace) => packNext(db, workspace));

/** A piece of the same: some days of each workspace. True when there are more. */
export const packSome = async (db: Db): Promise<boolean> =>
  onePieceEach(await workspacesUnpacked(db), (workspace) => packNext(db, workspace));

interface Unpacked {
  workspaceId: string;
  timeZone: string;
}

const workspacesUnpacked = (db: Db): Promise<Unpacked[]> =>
  askWithoutWall(db, (system) =>
    system
      .selectFrom("sheets as s")
      .innerJoin("foldCursors as c", "c.workspaceId", "s.workspaceId")
      .select(["s.workspaceId", "c.timeZone"])
      .distinct()
      .where("s.size", "is", null)
      .execute(),
  );

/** Packs the next days of a workspace; false when there are none left. */
const packNext = (db: Db, { workspaceId, timeZone }: Unpacked): Promise<boolean> =>
  within(db, workspaceId, async (tx) => (await packIn(tx, workspaceId, new Days(timeZone))) === packedAtOnce);

async function packIn(tx: Tx, workspaceId: string, days: Days): Promise<number> {
  const unmade = await tx
    .selectFrom("sheets")
    .select(["kind", "day", "touched"])
    .where("workspaceId", "=", workspaceId)
    .where("size", "is", null)
    .limit(packedAtOnce)
    .execute();
  if (!unmade.length) return 0;
  const found = await factsOn(tx, workspaceId, unmade, days);
  const words = await readWords(tx, workspaceId);
  const made = found.map(({ place, facts }) => ({
    ...place,
    size: facts.length,
    ...pack(facts, place.day, days, words),
  }));
  const all = ["marks", ...columns] as const;
  const values = all.map((column) => sql`, ${made.map((one) => one[column])}::bytea[]`);
  // One that changed since is packed the next time.
  await sql`
    update sheets s set size = p.size, ${sql.raw(all.map((column) => `${named(column)} = p.${named(column)}`).join(", "))}
    from unnest(${made.map((one) => one.kind)}::text[], ${made.map((one) => one.day)}::text[],
      ${made.map((one) => one.touched)}::bigint[], ${made.map((one) => one.size)}::integer[] ${sql.join(values, sql``)})
      as p (kind, day, touched, size, ${sql.raw(all.map((column) => named(column)).join(", "))})
    where s.workspace_id = ${workspaceId} and s.kind = p.kind and s.day = p.day and s.touched = p.touched`.execute(
    tx,
  );
  return unmade.length;
}
