import { type Day, type Days, dayNumber } from "./days.ts";
import { noDuration, toBucket } from "./durations.ts";
import type { Fact } from "./facts.ts";
import type { Packed, Words } from "./words.ts";

/*
 * The facts of one kind and one day, column by column, a byte or two for each: a year of three hundred thousand
 * conversations is some ten megabytes, which a process reads through in the time that it takes to ask for them.
 */

/** Numbers of words take a byte each, or two where there are many words. */
export type Codes = Uint8Array | Uint16Array;

/** Columns beside the marks, under the names they have in the table. */
export const columns = [
  "hours",
  "brands",
  "teams",
  "agents",
  "channels",
  "languages",
  "intents",
  "seconds",
  "workingSeconds",
] as const;
export type Column = (typeof columns)[number];

/** A day's facts of a kind. Only the columns that were asked for are there. */
export interface Sheet {
  day: Day;
  /** 1 for Monday. */
  weekday: number;
  size: number;
  /** The detail's number, times eight; two bits for whether it went well (1 yes, 2 no); one for the line. */
  marks: Codes;
  hours?: Codes;
  brands?: Codes;
  teams?: Codes;
  agents?: Codes;
  channels?: Codes;
  languages?: Codes;
  intents?: Codes;
  seconds?: Codes;
  workingSeconds?: Codes;
}

const goods = { yes: 2, no: 4 } as const;

export const markOf = (detail: number, good: boolean | null, line: string): number =>
  (detail << 3) | (good === null ? 0 : good ? goods.yes : goods.no) | (line === "support" ? 1 : 0);

/** The columns of a day's facts of one kind, as they are kept. */
export type PackedSheet = { marks: Buffer } & Record<Column, Buffer>;

/** What of a fact is packed. */
export type PackedFact = Omit<Fact, "seq" | "kind" | "which" | "conversation">;

export function pack(facts: PackedFact[], day: Day, days: Days, words: Words): PackedSheet {
  const hourOf = days.hoursOf(day);
  const codes = (dimension: Packed) => small(facts.map((fact) => words.code(dimension, fact[dimension])));
  return {
    marks: small(facts.map(({ detail, good, line }) => markOf(words.code("detail", detail), good, line))),
    hours: small(facts.map(({ at }) => hourOf(at))),
    brands: codes("brand"),
    teams: codes("team"),
    agents: codes("agent"),
    channels: codes("channel"),
    languages: codes("language"),
    intents: codes("intent"),
    seconds: lengths(facts.map(({ seconds }) => seconds)),
    workingSeconds: lengths(facts.map(({ working }) => working)),
  };
}

/** A byte for each where all fit into one, else two. Nothing at all for a column of zeros. */
function small(numbers: number[]): Buffer {
  if (numbers.every((number) => number === 0)) return Buffer.alloc(0);
  return asBuffer(
    numbers.every((number) => number < 256) ? Uint8Array.from(numbers) : Uint16Array.from(numbers),
  );
}

function lengths(seconds: (number | null)[]): Buffer {
  if (seconds.every((one) => one === null)) return Buffer.alloc(0);
  return asBuffer(Uint16Array.from(seconds, (one) => (one === null ? noDuration : toBucket(one))));
}

const asBuffer = ({ buffer, byteLength }: Uint8Array | Uint16Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, 0, byteLength);

/** Reads columns back. `size` is how many facts there are, as the marks' own length cannot tell it. */
export function unpack(day: Day, size: number, packed: Partial<PackedSheet>): Sheet {
  const sheet: Sheet = {
    day,
    weekday: ((dayNumber(day) + 3) % 7) + 1,
    size,
    marks: asCodes(packed.marks!, size),
  };
  addColumns(sheet, packed);
  return sheet;
}

/** Adds columns to a sheet that is there. */
export function addColumns(sheet: Sheet, packed: Partial<PackedSheet>): void {
  for (const column of columns) {
    const bytes = packed[column];
    if (bytes) sheet[column] = asCodes(bytes, sheet.size, isLength(column) ? noDuration : 0);
  }
}

/** Those of a sheet's facts that are chosen by their place, as a sheet. */
export function select(sheet: Sheet, isChosen: (at: number) => boolean): Sheet {
  const places = Array.from({ length: sheet.size }, (_, at) => at).filter(isChosen);
  const of = (codes: Codes) =>
    codes.constructor === Uint8Array
      ? Uint8Array.from(places, (at) => codes[at]!)
      : Uint16Array.from(places, (at) => codes[at]!);
  const chosen: Sheet = { ...sheet, size: places.length, marks: of(sheet.marks) };
  for (const column of columns) {
    const codes = sheet[column];
    if (codes) chosen[column] = of(codes);
  }
  return chosen;
}

export const isLength = (column: Column): boolean => column === "seconds" || column === "workingSeconds";

/** Numbers are kept least significant byte first, as every machine that Node runs on has them. */
function asCodes(bytes: Buffer, size: number, nothing = 0): Codes {
  if (bytes.length === 0 && size > 0) {
    const empty = nothing < 256 ? new Uint8Array(size) : new Uint16Array(size);
    return nothing ? empty.fill(nothing) : empty;
  }
  // Two bytes at a time can be read from an even place alone.
  const at = bytes.byteOffset % 2 ? Buffer.from(Uint8Array.from(bytes).buffer) : bytes;
  return bytes.length === size
    ? new Uint8Array(at.buffer, at.byteOffset, size)
    : new Uint16Array(at.buffer, at.byteOffset, size);
}

const nothing = Buffer.alloc(0);
/** The columns of a day without facts. */
export const blank: PackedSheet = {
  marks: nothing,
  hours: nothing,
  brands: nothing,
  teams: nothing,
  agents: nothing,
  channels: nothing,
  languages: nothing,
  intents: nothing,
  seconds: nothing,
  workingSeconds: nothing,
};
