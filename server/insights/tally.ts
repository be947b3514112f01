import { setImmediate } from "node:timers/promises";
import type { Which } from "../../contract/metrics.ts";
import { noDuration, secondsOf } from "./durations.ts";
import type { Codes, Column, Sheet } from "./sheet.ts";
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
  durations: number[][][];
}

const emptyTally = (plan: Plan, words: Words): Tally => ({
  steps: plan.steps,
  marks: marksOf(words),
  counts: new Int32Array(plan.groups.size * plan.steps * marksOf(words)),
  durations: Array.from({ length: new Set(plan.slots?.values()).size }, () =>
    Array.from({ length: plan.groups.size * plan.steps }, () => []),
  ),
});

/** A process that reads through a year lets others have their turn as often as this. */
const giveWayMs = 8;

/** Reads through sheets once and counts what is in them. */
export async function tally(sheets: readonly Sheet[], plan: Plan, words: Words): Promise<Tally> {
  const found = emptyTally(plan, words);
  let since = performance.now();
  for (const sheet of sheets) {
    if (plan.sift.weekday !== undefined && plan.sift.weekday !== sheet.weekday) continue;
    count(sheet, plan, found);
    if (performance.now() - since < giveWayMs) continue;
    await setImmediate();
    since = performance.now();
  }
  return found;
}

function count(sheet: Sheet, { sift, groups, steps, stepOf, byHour, slots, durations }: Plan, found: Tally) {
  const { marks, size, hours } = sheet;
  const passes = sieve(sheet, sift);
  const group = groups.by && groups.by !== "line" ? sheet[groups.by]! : null;
  const took = durations && slots?.size ? sheet[durations]! : null;
  const slotOf = slotTable(slots, found.marks);
  const dayStep = byHour ? 0 : stepOf(sheet, 0);
  for (let at = 0; at < size; at++) {
    if (!passes(at)) continue;
    const mark = marks[at]!;
    const step = byHour ? stepOf(sheet, hours![at]!) : dayStep;
    const cell = (group ? group[at]! : groups.by ? mark & 1 : 0) * steps + step;
    const plain = mark >> 1;
    found.counts[cell * found.marks + plain]!++;
    if (!took) continue;
    const slot = slotOf[plain]!;
    if (slot >= 0 && took[at] !== noDuration) found.durations[slot]![cell]!.push(took[at]!);
  }
}

function slotTable(slots: Map<number, number> | undefined, marks: number): Int8Array {
  const table = new Int8Array(marks).fill(-1);
  for (const [mark, slot] of slots ?? []) table[mark] = slot;
  return table;
}

/** Tells which facts of a sheet are looked at. */
export function sieve(sheet: Sheet, { line, equal, served }: Sift): (at: number) => boolean {
  const { marks } = sheet;
  const brands = served ? sheet.brands! : null;
  const tests = equal.map(([column, code]): [Codes, number] => [sheet[column]!, code]);
  if (line === null && !brands && !tests.length) return () => true;
  return (at) => {
    if (line !== null && (marks[at]! & 1) !== line) return false;
    if (brands && served![brands[at]!] !== 1) return false;
    for (const [codes, code] of tests) if (codes[at] !== code) return false;
    return true;
  };
}

/** The marks, without the line's bit, of the facts that are meant. */
export function marksMeant({ details, good }: Which, words: Words): number[] {
  const known = details
    ? details.map((detail) => words.code("detail", detail)).filter((code) => code > 0)
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
): number[][] => durations[slot]!.slice(group * steps + from, group * steps + to);

/**
 * The durations below which these shares lie, in seconds, by the nearest rank; null where there are none. Found by
 * counting the upper byte first and then, of the byte in question, the lower: nothing is sorted.
 */
export function quantiles(lists: readonly number[][], shares: readonly number[]): (number | null)[] {
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
