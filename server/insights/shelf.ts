import type { Day } from "./days.ts";
import { columns, type Sheet } from "./sheet.ts";

/** What one process knows of a workspace's sheets. */
interface Workspace {
  /** Of which telling of all facts this is. */
  epoch: number;
  /** Sheets that changed up to this place in the stream are in the index. */
  seq: number;
  /** When the facts of a kind and day last changed, by kind and then by day, in the order of the days. */
  index: Map<string, Map<Day, number>>;
  sheets: Map<string, { touched: number; sheet: Sheet; bytes: number }>;
  /** Whoever asks now waits for whoever asked before. */
  turn: Promise<unknown>;
  bytes: number;
}

/** Keeps sheets in memory up to so many bytes; the workspaces that nobody has asked about the longest go first. */
export class Shelf {
  readonly #most: number;
  readonly #workspaces = new Map<string, Workspace>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Does work on a workspace's sheets when the work before it is done, then takes down what is too much. */
  async inTurn<T>(workspaceId: string, work: (known: Workspace) => Promise<T>): Promise<T> {
    const known = this.#workspaces.get(workspaceId) ?? fresh();
    this.#workspaces.delete(workspaceId);
    this.#workspaces.set(workspaceId, known);
    const mine = known.turn.then(() => work(known));
    known.turn = mine.catch(() => undefined);
    return mine.finally(() => this.#takeDown());
  }

  #takeDown() {
    let bytes = 0;
    for (const [id, known] of [...this.#workspaces].reverse()) {
      bytes += known.bytes;
      if (bytes > this.#most) this.#workspaces.delete(id);
    }
  }
}

const fresh = (): Workspace => ({
  epoch: -1,
  seq: 0,
  index: new Map(),
  sheets: new Map(),
  turn: Promise.resolve(),
  bytes: 0,
});

/** Takes into account which sheets have changed, in the order of their days. */
export function noteTouched(
  known: Workspace,
  { epoch, seq }: { epoch: number; seq: number },
  touched: readonly { kind: string; day: Day; touched: number }[],
): void {
  if (known.epoch !== epoch) Object.assign(known, { ...fresh(), turn: known.turn, epoch });
  const disordered = new Set<string>();
  const newest = new Map([...known.index].map(([kind, days]) => [kind, [...days.keys()].at(-1) ?? ""]));
  for (const { kind, day, touched: at } of touched) {
    const days = known.index.get(kind) ?? new Map<Day, number>();
    known.index.set(kind, days);
    // A day that is new among days that are known; most are at the end.
    if (!days.has(day) && day < (newest.get(kind) ?? "")) disordered.add(kind);
    days.set(day, at);
  }
  for (const kind of disordered)
    known.index.set(kind, new Map([...known.index.get(kind)!].sort(([a], [b]) => (a < b ? -1 : 1))));
  known.seq = seq;
}

export const findSheet = (known: Workspace, kind: string, day: Day): Sheet | undefined => {
  const kept = known.sheets.get(`${kind} ${day}`);
  return kept && kept.touched === known.index.get(kind)?.get(day) ? kept.sheet : undefined;
};

export function keepSheet(known: Workspace, kind: string, touched: number, sheet: Sheet): void {
  const key = `${kind} ${sheet.day}`;
  known.bytes -= known.sheets.get(key)?.bytes ?? 0;
  const bytes = sizeOf(sheet);
  known.sheets.set(key, { touched, sheet, bytes });
  known.bytes += bytes;
}

export type { Workspace as Shelved };

const sizeOf = (sheet: Sheet): number =>
  300 + columns.reduce((sum, column) => sum + (sheet[column]?.byteLength ?? 0), sheet.marks.byteLength);
