import type { ClockRow } from "./clocks.ts";
import type { Stood } from "./stood.ts";

/** A message that moved, with why it stood where it stood. */
export interface Moved {
  id: string;
  linkedBy: string;
  linked: unknown;
}

/** What is written down of a move so that it can be taken back (`message_moves.before`). */
export interface KeptMove {
  from: Stood;
  /** Null where the move began the other conversation. */
  to: Stood | null;
  /** Which state of both it left: one in which nothing has changed since is put back as it stood. */
  left: { from: number; to: number };
  /** The clocks that waited for our answer in either. */
  clocks: { from: ClockRow[]; to: ClockRow[] };
  /** Addresses of those who take part in the other since. */
  people: string[];
}
