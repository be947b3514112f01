import { sql } from "kysely";
import type { FactKind } from "../../contract/metrics.ts";
import { askWithoutWall, type Db, type Tx, within } from "../db/database.ts";
import { type Day, Days } from "./days.ts";
import type { Fact } from "./facts.ts";
import { addColumns, type Column, columns, type PackedSheet, pack, type Sheet, unpack } from "./sheet.ts";
import { Shelf } from "./shelf.ts";
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
  return shelf.inTurn(workspaceId, async () => {
    const all = await tx
      .selectFrom("sheets")
      .select(["kind", "day", "version"])
      .where("workspaceId", "=", workspaceId)
      .where("kind", "in", kinds)
      .where("day", ">=", from)
      .where("day", "<=", to)
      .orderBy("day")
      .execute();
    const wantedDays = only && new Set(only);
    const there = wantedDays ? all.filter(({ day }) => wantedDays.has(day)) : all;
    const missing = there.filter(({ kind, day, version }) => {
      const sheet = shelf.find(workspaceId, kind, day, version);
      return !sheet || wanted.some((column) => !sheet[column]);
    });
    if (missing.length) await fetchSheets(tx, workspaceId, missing, wanted, days);
    const found = new Map<FactKind, Sheet[]>(kinds.map((kind) => [kind, []]));
    for (const { kind, day } of there) {
      const sheet = shelf.newest(workspaceId, kind, day);
      if (sheet) found.get(kind as FactKind)!.push(sheet);
    }
    return found;
  });
}

interface Place {
  kind: string;
  day: Day;
  version: number;
}

/** Puts sheets on the shelf: as they are packed, or from the facts where they are not. */
async function fetchSheets(
  tx: Tx,
  workspaceId: string,
  places: Place[],
  wanted: readonly Column[],
  days: Days,
): Promise<void> {
  const chosen = columns.filter((column) => wanted.includes(column));
  const { rows } = await sql<Place & { size: number | null } & PackedSheet>`
    select s.kind, s.day, s.version, s.size, s.marks ${sql.raw(chosen.map((column) => `, s.${named(column)}`).join(""))}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p (kind text, day text)
    join sheets s on s.workspace_id = ${workspaceId} and s.kind = p.kind and s.day = p.day`.execute(tx);
  for (const { kind, day, version, size, ...packed } of rows) {
    if (size === null) continue;
    const known = shelf.find(workspaceId, kind, day, version);
    if (known) addColumns(known, packed);
    shelf.put(workspaceId, kind, version, known ?? unpack(day, size, packed));
  }
  const unmade = rows.filter(({ size }) => size === null);
  if (!unmade.length) return;
  const on = await factsOn(tx, workspaceId, unmade, days);
  // Read after the facts: whatever word they have has its number by now.
  const words = await readWords(tx, workspaceId);
  for (const { place, facts } of on)
    shelf.put(
      workspaceId,
      place.kind,
      place.version,
      unpack(place.day, facts.length, pack(facts, place.day, days, words)),
    );
}

const named = (column: Column) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The facts of some kinds and days. */
async function factsOn(
  tx: Tx,
  workspaceId: string,
  places: Place[],
  days: Days,
): Promise<{ place: Place; facts: Fact[] }[]> {
  if (!places.length) return [];
  const windows = places.map(({ kind, day }, n) => {
    const [start, end] = days.bounds(day);
    return { n, kind, start, end };
  });
  const { rows } = await sql<Omit<Fact, "at"> & { n: number; at: Date }>`
    select w.n, f.seq, f.kind, f.which, f.at, f.conversation_id as conversation, f.brand_id as brand, f.line,
      f.team_id as team, f.agent_id as agent, f.channel, f.language, f.intent, f.detail, f.good, f.seconds,
      f.working_seconds as working
    from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as w (n integer, kind text, start bigint, "end" bigint)
    join facts f on f.workspace_id = ${workspaceId} and f.kind = w.kind
      and f.at >= to_timestamp(w.start / 1000.0) and f.at < to_timestamp(w."end" / 1000.0)`.execute(tx);
  const on = places.map((place): { place: Place; facts: Fact[] } => ({ place, facts: [] }));
  for (const { n, at, ...fact } of rows) on[n]!.facts.push({ ...fact, at: at.getTime() });
  return on;
}

const packedAtOnce = 200;

/** Packs the days whose facts have changed. Any number of processes may: who comes second packs the same. */
export async function packSheets(db: Db): Promise<void> {
  const unmade = await askWithoutWall(db, (system) =>
    system
      .selectFrom("sheets as s")
      .innerJoin("foldCursors as c", "c.workspaceId", "s.workspaceId")
      .select(["s.workspaceId", "c.timeZone"])
      .distinct()
      .where("s.size", "is", null)
      .execute(),
  );
  for (const { workspaceId, timeZone } of unmade) {
    let made = packedAtOnce;
    while (made === packedAtOnce)
      made = await within(db, workspaceId, (tx) => packSome(tx, workspaceId, new Days(timeZone)));
  }
}

async function packSome(tx: Tx, workspaceId: string, days: Days): Promise<number> {
  const unmade = await tx
    .selectFrom("sheets")
    .select(["kind", "day", "version"])
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
  // One that changed since has another version, and is packed the next time.
  await sql`
    update sheets s set size = p.size, ${sql.raw(all.map((column) => `${named(column as Column)} = p.${named(column as Column)}`).join(", "))}
    from unnest(${made.map((one) => one.kind)}::text[], ${made.map((one) => one.day)}::text[],
      ${made.map((one) => one.version)}::bigint[], ${made.map((one) => one.size)}::integer[] ${sql.join(values, sql``)})
      as p (kind, day, version, size, ${sql.raw(all.map((column) => named(column as Column)).join(", "))})
    where s.workspace_id = ${workspaceId} and s.kind = p.kind and s.day = p.day and s.version = p.version`.execute(
    tx,
  );
  return unmade.length;
}
