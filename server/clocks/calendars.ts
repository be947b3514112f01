import type { Calendar } from "../../contract/calendars.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";
import { openCalendar, type WorkCalendar } from "./calendar/index.ts";

/** The calendars of a workspace, in the order in which they are tried, as of a version of its rules. */
export interface CalendarRules {
  version: number;
  calendars: { rule: Calendar; work: WorkCalendar }[];
}

/** When there is somebody in a workspace, at least as new as the given version of its rules. */
export const calendarsOf = rememberRules<CalendarRules>((db, workspaceId, before) =>
  look(db, workspaceId, (tx) => readCalendars(tx, workspaceId, before)),
);

/** The same as of this moment, for who has no version of the rules at hand. */
export async function calendarsNow(db: Db, tx: Tx, workspaceId: string): Promise<CalendarRules> {
  return calendarsOf(db, workspaceId, await versionOf(tx, workspaceId));
}

/**
 * Reads them in an open transaction; what that has changed itself is seen. Where no calendar has changed since
 * `before`, its openings need not be computed again.
 */
export async function readCalendars(
  tx: Tx,
  workspaceId: string,
  before: CalendarRules | null = null,
): Promise<CalendarRules> {
  const version = await versionOf(tx, workspaceId);
  const rows = await calendarRows(tx, workspaceId);
  const same = before && JSON.stringify(before.calendars.map(({ rule }) => rule)) === JSON.stringify(rows);
  return {
    version,
    calendars: same ? before.calendars : rows.map((rule) => ({ rule, work: openCalendar(rule, rows) })),
  };
}

const versionOf = async (tx: Tx, workspaceId: string) =>
  (
    await tx
      .selectFrom("workspaces")
      .select("rulesVersion")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow()
  ).rulesVersion;

/** The calendars as they stand in the database, in the order in which they are tried. */
export async function calendarRows(tx: Tx, workspaceId: string): Promise<Calendar[]> {
  const rows = await tx
    .selectFrom("calendars")
    .select(["id", "name", "position", "timeZone", "always", "hours", "country", "region"])
    .select(["workedHolidays", "exceptions", "covers", "lines", "brands", "countries"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows as Calendar[];
}

/** What decides which calendar a matter has. Its country is its customer's, else its inbox's. */
export interface Timed {
  line: string;
  brandId: string;
  country: string | null;
}

/** The first calendar whose conditions a matter meets; for what meets none, the last. */
export function calendarFor({ calendars }: CalendarRules, matter: Timed): WorkCalendar {
  const found = calendars.find(
    ({ rule }) =>
      meets(rule.lines, matter.line) &&
      meets(rule.brands, matter.brandId) &&
      meets(rule.countries, matter.country),
  );
  return (found ?? calendars.at(-1)!).work;
}

const meets = (wanted: string[], one: string | null) =>
  wanted.length === 0 || (one !== null && wanted.includes(one));
