import { setImmediate } from "node:timers/promises";
import type { Which } from "../../contract/metrics.ts";
import { noDuration, secondsOf } from "./durations.ts";
import type { Column, Sheet } from "./sheet.ts";
import type { Words } from "./words.ts";

/** Which facts are looked at. Of each column, the number that a fact must have there. */
export interface Sift {
  line: 0 | 1 | null;
  equal: readonly [Column, number][];
  /** By the number of a brand, 1 for those behind whose wall the caller may look; null for all. */
  served: Uint8Array | null;
  weekday?: number;
}

/** By what facts are told apart. */
export type Groups = { by: "line" | Column | null; size: number };

interface Plan {
  sift: Sift;
  groups: Groups;
  /** How many steps of time there are, and which of them a sheet's facts, or those of its hours, belong to. */
  steps: number;
  stepOf: (sheet: Sheet, hour: number) => number;
  byHour: boolean;
  /** Durations are gathered for facts with these marks, without the line's bit: the slot to gather them in. */
  slots?: Map<number, number>;
  durations?: "seconds" | "workingSeconds";
}

/** So many marks without the line's bit there are at most: numbers of details, times four. */
const marksOf = (words: Words) => words.list("detail").length * 4;

/** How many facts there are by group, step of time and mark, and how long they took. */
export interface Tally {
  steps: number;
  marks: number;
  counts: Int32Array;
  /** By slot, then by group and step. */
  durations: Uint16Array[][];
}

/** A process that reads through a year lets others have their turn as often as this. */
const giveWayMs = 8;

/** Reads through sheets and counts what is in them. */
export async function tally(sheets: readonly Sheet[], plan: Plan, words: Words): Promise<Tally> {
  const { weekday } = plan.sift;
  const chosen = weekday === undefined ? sheets : sheets.filter((sheet) => sheet.weekday === weekday);
  const marks = marksOf(words);
  const counts = new Int32Array(plan.groups.size * plan.steps * marks);
  await each(chosen, (sheet) => count(sheet, plan, counts, marks));
  const durations = roomFor(plan, counts, marks);
  const filled = durations.map((cells) => new Int32Array(cells.length));
  if (durations.length) await each(chosen, (sheet) => gather(sheet, plan, durations, filled, marks));
  return {
    steps: plan.steps,
    marks,
    counts,
    durations: durations.map((cells, slot) => cells.map((cell, at) => cell.subarray(0, filled[slot]![at]))),
  };
}

async function each(sheets: readonly Sheet[], act: (sheet: Sheet) => void) {
  let since = performance.now();
  for (const sheet of sheets) {
    act(sheet);
    if (performance.now() - since < giveWayMs) continue;
    await setImmediate();
    since = performance.now();
  }
}

/** Where the durations go: as much room for each slot and cell as there are facts that may have one. */
function roomFor({ slots = new Map() }: Plan, counts: Int32Array, marks: number): Uint16Array[][] {
  return Array.from({ length: Math.max(-1, ...slots.values()) + 1 }, (_, slot) => {
    const own = [...slots].filter(([, of]) => of === slot).map(([mark]) => mark);
    return Array.from({ length: counts.length / marks }, (_, cell) => {
      let size = 0;
      for (const mark of own) size += counts[cell * marks + mark]!;
      return new Uint16Array(size);
    });
  });
}

/** In which cell each fact of a sheet belongs. */
function cellsOf(sheet: Sheet, { groups, steps, stepOf, byHour }: Plan): (at: number) => number {
  const { marks, hours } = sheet;
  const group = groups.by && groups.by !== "line" ? sheet[groups.by]! : null;
  const step = byHour ? 0 : stepOf(sheet, 0);
  const hourSteps = byHour ? Array.from({ length: 24 }, (_, hour) => stepOf(sheet, hour)) : null;
  const byLine = groups.by === "line";
  return (at) =>
    (group ? group[at]! : byLine ? marks[at]! & 1 : 0) * steps + (hourSteps ? hourSteps[hours![at]!]! : step);
}

function count(sheet: Sheet, plan: Plan, counts: Int32Array, width: number) {
  const { marks, size } = sheet;
  const sieve = sieveOf(sheet, plan.sift);
  if (plan.groups.by || plan.byHour) {
    const cellOf = cellsOf(sheet, plan);
    for (let at = 0; at < size; at++)
      if (!sieve || sieve[at]) counts[cellOf(at) * width + (marks[at]! >> 1)]!++;
  } else {
    const first = plan.stepOf(sheet, 0) * width;
    for (let at = 0; at < size; at++) if (!sieve || sieve[at]) counts[first + (marks[at]! >> 1)]!++;
  }
}

function gather(sheet: Sheet, plan: Plan, into: Uint16Array[][], filled: Int32Array[], width: number) {
  const { marks, size } = sheet;
  const took = sheet[plan.durations!]!;
  const slotOf = slotTable(plan.slots!, width);
  const sieve = sieveOf(sheet, plan.sift);
  const cellOf = cellsOf(sheet, plan);
  for (let at = 0; at < size; at++) {
    const length = took[at]!;
    if (length === noDuration || (sieve && !sieve[at])) continue;
    const slot = slotOf[marks[at]! >> 1]!;
    if (slot < 0) continue;
    const cell = cellOf(at);
    into[slot]![cell]![filled[slot]![cell]!++] = length;
  }
}

function slotTable(slots: Map<number, number>, marks: number): Int8Array {
  const table = new Int8Array(marks).fill(-1);
  for (const [mark, slot] of slots) table[mark] = slot;
  return table;
}

let sieves = new Uint8Array(4096);

/** Which facts of a sheet are looked at: 1 for those, good until the next is asked for. Null for all of them. */
export function sieveOf(sheet: Sheet, { line, equal, served }: Sift): Uint8Array | null {
  const { marks, size } = sheet;
  if (line === null && !served && !equal.length) return null;
  if (sieves.length < size) sieves = new Uint8Array(size * 2);
  const sieve = sieves;
  if (line === null) sieve.fill(1, 0, size);
  else for (let at = 0; at < size; at++) sieve[at] = (marks[at]! & 1) === line ? 1 : 0;
  for (const [column, code] of equal) {
    const codes = sheet[column]!;
    for (let at = 0; at < size; at++) if (codes[at] !== code) sieve[at] = 0;
  }
  if (served) {
    const brands = sheet.brands!;
    for (let at = 0; at < size; at++) if (served[brands[at]!] !== 1) sieve[at] = 0;
  }
  return sieve;
}

/** The marks, without the line's bit, of the facts that are meant. */
export function marksMeant({ details, good }: Which, words: Words): number[] {
  const known = details
    ? details
        .filter((detail) => detail === "" || words.has("detail", detail))
        .map((detail) => words.code("detail", detail))
    : words.list("detail").map((_, code) => code);
  const goods = good === undefined ? [0, 1, 2] : good === "known" ? [1, 2] : good ? [1] : [2];
  return known.flatMap((code) => goods.map((bits) => (code << 2) | bits));
}

/** How many facts with these marks a group has, from one step to another, the last not included. */
export function countOf(
  { counts, steps, marks }: Tally,
  meant: number[],
  group: number,
  [from, to]: readonly [number, number] = [0, steps],
): number {
  let sum = 0;
  for (let step = from; step < to; step++)
    for (const mark of meant) sum += counts[(group * steps + step) * marks + mark]!;
  return sum;
}

/** The durations of a group, from one step to another, the last not included. */
export const durationsOf = (
  { durations, steps }: Tally,
  slot: number,
  group: number,
  [from, to]: readonly [number, number] = [0, steps],
): Uint16Array[] =>
  // A detail that no fact has yet has no room.
  (durations[slot] ?? []).slice(group * steps + from, group * steps + to);

/**
 * The durations below which these shares lie, in seconds, by the nearest rank; null where there are none. Found by
 * counting the upper byte first and then, of the byte in question, the lower: nothing is sorted.
 */
export function quantiles(lists: readonly Uint16Array[], shares: readonly number[]): (number | null)[] {
  const upper = new Uint32Array(256);
  let size = 0;
  for (const list of lists) {
    size += list.length;
    for (const bucket of list) upper[bucket >> 8]!++;
  }
  return shares.map((share) => {
    if (!size) return null;
    let rank = Math.max(1, Math.ceil(share * size));
    let byte = 0;
    while (upper[byte]! < rank) rank -= upper[byte++]!;
    const lower = new Uint32Array(256);
    for (const list of lists) for (const bucket of list) if (bucket >> 8 === byte) lower[bucket & 255]!++;
    let low = 0;
    while (lower[low]! < rank) rank -= lower[low++]!;
    return secondsOf((byte << 8) | low);
  });
}
