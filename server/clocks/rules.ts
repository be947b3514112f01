import type { ClockPolicy } from "../../contract/clocks.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";
import { calendarFor, readCalendars } from "./calendars.ts";
import type { ClockRules, PolicyRule } from "./engine.ts";

export interface KnownClockRules extends ClockRules {
  version: number;
}

/** Which clocks run for what, by which hours, at least as new as the given version of the workspace's rules. */
export const clockRulesOf = rememberRules<KnownClockRules>((db, workspaceId) =>
  look(db, workspaceId, (tx) => readClockRules(tx, workspaceId)),
);

/** The same as of this moment, for who has no version of the rules at hand. */
export async function clockRulesNow(db: Db, tx: Tx, workspaceId: string): Promise<KnownClockRules> {
  const { rulesVersion } = await tx
    .selectFrom("workspaces")
    .select("rulesVersion")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return clockRulesOf(db, workspaceId, rulesVersion);
}

/** Reads them in an open transaction; what that has changed itself is seen. */
export async function readClockRules(tx: Tx, workspaceId: string): Promise<KnownClockRules> {
  const calendars = await readCalendars(tx, workspaceId);
  const policies = await readPolicies(tx, workspaceId);
  return {
    version: calendars.version,
    ...rulesFrom(
      calendars,
      policies.filter(({ isOn }) => isOn),
    ),
  };
}

export function rulesFrom(
  calendars: Awaited<ReturnType<typeof readCalendars>>,
  policies: PolicyRule[],
): ClockRules {
  const byId = new Map(calendars.calendars.map(({ work }) => [work.id, work]));
  return {
    policies,
    calendarFor: (matter) => calendarFor(calendars, matter),
    calendarById: (id) => byId.get(id) ?? null,
  };
}

export const policyColumns = [
  "id",
  "name",
  "position",
  "isOn",
  "lines",
  "brands",
  "priorities",
  "tiers",
  "channels",
  "clocks",
] as const;

/** All policies, in the order in which they are tried. */
export async function readPolicies(tx: Tx, workspaceId: string): Promise<ClockPolicy[]> {
  return (await tx
    .selectFrom("clockPolicies")
    .select(policyColumns)
    .where("workspaceId", "=", workspaceId)
    .orderBy("position")
    .orderBy("id")
    .execute()) as ClockPolicy[];
}
