import type { Day } from "./days.ts";
import { columns, type Sheet } from "./sheet.ts";

interface Kept {
  version: number;
  sheet: Sheet;
  bytes: number;
}

/** Keeps sheets in memory up to so many bytes; those that nobody has asked for the longest go first. */
export class Shelf {
  readonly #most: number;
  readonly #sheets = new Map<string, Kept>();
  readonly #turns = new Map<string, Promise<unknown>>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  find(workspaceId: string, kind: string, day: Day, version: number): Sheet | undefined {
    const kept = this.#sheets.get(`${workspaceId} ${kind} ${day}`);
    return kept?.version === version ? kept.sheet : undefined;
  }

  /** What was last put there, which counts as used now. */
  newest(workspaceId: string, kind: string, day: Day): Sheet | undefined {
    const key = `${workspaceId} ${kind} ${day}`;
    const kept = this.#sheets.get(key);
    if (!kept) return undefined;
    this.#sheets.delete(key);
    this.#sheets.set(key, kept);
    return kept.sheet;
  }

  put(workspaceId: string, kind: string, version: number, sheet: Sheet): void {
    const key = `${workspaceId} ${kind} ${sheet.day}`;
    this.#bytes -= this.#sheets.get(key)?.bytes ?? 0;
    this.#sheets.delete(key);
    const bytes = sizeOf(sheet);
    this.#sheets.set(key, { version, sheet, bytes });
    this.#bytes += bytes;
  }

  /** Does work on a workspace's sheets when the work before it is done, then takes down what is too much. */
  async inTurn<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(workspaceId);
    const mine = (async () => {
      await before?.catch(() => undefined);
      return work();
    })();
    this.#turns.set(workspaceId, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(workspaceId) === mine) this.#turns.delete(workspaceId);
      this.#takeDown();
    }
  }

  #takeDown() {
    for (const [key, { bytes }] of this.#sheets) {
      if (this.#bytes <= this.#most) return;
      this.#sheets.delete(key);
      this.#bytes -= bytes;
    }
  }
}

const sizeOf = (sheet: Sheet): number =>
  300 + columns.reduce((sum, column) => sum + (sheet[column]?.byteLength ?? 0), sheet.marks.byteLength);
