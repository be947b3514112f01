import type { Which } from "../../contract/metrics.ts";
import type { Tx } from "../db/database.ts";
import { readBook } from "./book.ts";
import type { Day } from "./days.ts";
import { fromBucket, noDuration, toBucket } from "./durations.ts";
import { type Scope, siftedBy, siftOf } from "./scope.ts";
import type { Sheet } from "./sheet.ts";
import { marksMeant, sieveOf } from "./tally.ts";

/** Facts that are looked for, besides what the question sifts by. */
export interface Sought {
  which: Which;
  /** Those of the part are looked for, or those that are only in the whole. */
  part: Which | null;
  isIn: "all" | "part" | "rest";
  durations: "seconds" | "workingSeconds" | null;
  over?: number;
  under?: number;
  weekday?: number;
  hour?: number;
}

/**
 * The days on which a page of facts lies, told from packed days, so that the table is looked up there alone: the newest
 * up to `last`, or of the longest those on whose days any of them lies, and how long they are at least. A day too many
 * does no harm: the table has the last word.
 */
export async function whereToLook(
  tx: Tx,
  scope: Scope,
  sought: Sought,
  { order, limit, last }: { order: "newest" | "longest"; limit: number; last: Day | number | null },
): Promise<{ days: Day[]; least: number }> {
  const { which, durations } = sought;
  const needed = sought.hour === undefined ? [] : (["hours"] as const);
  const book = await readBook(tx, scope, {
    range: scope.range,
    kinds: [which.fact],
    timed: durations ? [which.fact] : [],
    durations: durations ?? "seconds",
    columns: [...new Set([...siftedBy(scope), ...needed])],
    stockDays: [],
  });
  const sheets = book.sheets.get(which.fact)!;
  const meant = new Uint8Array(book.words.list("detail").length * 4);
  const inPart = new Set(sought.part ? marksMeant(sought.part, book.words) : []);
  for (const mark of marksMeant(which, book.words))
    if (sought.isIn === "all" || (sought.isIn === "part") === inPart.has(mark)) meant[mark] = 1;
  const found = (sheet: Sheet) => placesIn(sheet, scope, sought, meant, book.words);

  if (order === "newest") {
    const days: Day[] = [];
    let count = 0;
    for (const sheet of sheets.toReversed()) {
      if (count > limit) break;
      if (typeof last === "string" && sheet.day > last) continue;
      const here = found(sheet).length;
      if (here) days.push(sheet.day);
      // Of the day where the last page ended, some have been seen.
      if (sheet.day !== last) count += here;
    }
    return { days, least: 0 };
  }

  const most = typeof last === "number" ? toBucket(last) : noDuration - 1;
  const byBucket = new Uint32Array(noDuration);
  const lengths = sheets.map((sheet) => {
    const own = found(sheet).map((at) => sheet[durations!]![at]!);
    for (const bucket of own) if (bucket <= most) byBucket[bucket]!++;
    return own;
  });
  let least = most;
  let count = 0;
  // Of the length at which the last page ended, some have been seen.
  while (least > 0 && count <= limit) {
    if (least < most || typeof last !== "number") count += byBucket[least]!;
    if (count <= limit) least -= 1;
  }
  return {
    days: sheets
      .filter((_, at) => lengths[at]!.some((bucket) => bucket >= least && bucket <= most))
      .map(({ day }) => day),
    least: fromBucket(least),
  };
}

/** The places of the facts of a sheet that are looked for. */
function placesIn(
  sheet: Sheet,
  scope: Scope,
  { durations, over, under, weekday, hour }: Sought,
  meant: Uint8Array,
  words: Parameters<typeof siftOf>[1],
): number[] {
  if (weekday !== undefined && sheet.weekday !== weekday) return [];
  const sieve = sieveOf(sheet, siftOf(scope, words));
  const took = durations ? sheet[durations]! : null;
  const [from, to] = [
    over === undefined ? 0 : toBucket(over),
    under === undefined ? noDuration : toBucket(under),
  ];
  const places: number[] = [];
  for (let at = 0; at < sheet.size; at++) {
    if (!meant[sheet.marks[at]! >> 1] || (sieve && !sieve[at])) continue;
    if (took && (took[at] === noDuration || took[at]! < from || took[at]! > to)) continue;
    if (hour !== undefined && sheet.hours![at] !== hour) continue;
    places.push(at);
  }
  return places;
}
