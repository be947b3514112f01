import type { CountedHours } from "../../contract/automations.ts";
import { clockRulesNow } from "../clocks/index.ts";
import type { Db, Tx } from "../db/database.ts";

/** Whose calendar counts. */
export interface Calendared {
  workspaceId: string;
  brandId: string;
  line: string;
  country: string | null;
}

/** The calendars, as rules need them. */
export interface WorkingTime {
  /** When so many minutes have passed in which the calendar of the matter is open. */
  add: (tx: Tx, of: Calendared, from: Date, minutes: number) => Promise<Date>;
  isOpen: (tx: Tx, of: Calendared, at: Date) => Promise<boolean>;
}

/** By the calendar that a matter has. */
export function byCalendar(db: Db): WorkingTime {
  const calendarOf = async (tx: Tx, { workspaceId, ...of }: Calendared) =>
    (await clockRulesNow(db, tx, workspaceId)).calendarFor(of);
  return {
    async add(tx, of, from, minutes) {
      const at = (await calendarOf(tx, of)).add(from.getTime(), minutes * 60_000);
      // One that never opens again is waited for by plain time.
      return at === null ? plainly(from, minutes) : new Date(at);
    },
    isOpen: async (tx, of, at) => (await calendarOf(tx, of)).isOpen(at.getTime()),
  };
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
