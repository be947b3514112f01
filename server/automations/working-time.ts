import type { CountedHours } from "../../contract/automations.ts";
import type { Tx } from "../db/database.ts";

/** Whose calendar counts. */
export interface Calendared {
  workspaceId: string;
  brandId: string;
  line: string;
}

/** The calendars, as rules need them. */
export interface WorkingTime {
  /** When so many minutes have passed in which the calendar of the matter is open. */
  add: (tx: Tx, of: Calendared, from: Date, minutes: number) => Promise<Date>;
  isOpen: (tx: Tx, of: Calendared, at: Date) => Promise<boolean>;
}

/** Where nothing is ever closed. */
export const alwaysOpen: WorkingTime = {
  add: async (_tx, _of, from, minutes) => plainly(from, minutes),
  isOpen: async () => true,
};

const plainly = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);

/** When the time is up that a rule counts. */
export const timeUp = (
  working: WorkingTime,
  tx: Tx,
  of: Calendared,
  from: Date,
  { minutes, hours }: { minutes: number; hours: CountedHours },
): Promise<Date> =>
  hours === "working" ? working.add(tx, of, from, minutes) : Promise.resolve(plainly(from, minutes));
