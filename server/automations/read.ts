import { sql } from "kysely";
import type {
  Action,
  Automation,
  AutomationRun,
  AutomationVersion,
  ConditionGroup,
  Did,
  Finding,
  listAutomationRuns,
  RunOutcome,
  Trigger,
} from "../../contract/automations.ts";
import { fieldNamed } from "../../contract/condition-fields.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { faultsIn } from "./faults.ts";
import { isThing, knownTo } from "./known.ts";
import type { Why } from "./log.ts";

/** Whether a rule is for brands on this side of the caller's wall alone. */
export const isTheirs = ({ brands }: Pick<Caller, "brands">, rule: { brands: readonly string[] }): boolean =>
  brands === null || (rule.brands.length > 0 && rule.brands.every((one) => brands.includes(one)));

export const automationRow = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom("automations")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("removedAt", "is", null);

/** The rules of a workspace that the caller may know of, in the order in which they are asked. */
export const listAutomations = (tx: Tx, caller: Caller): Promise<Automation[]> => automations(tx, caller);

export async function automationById(tx: Tx, caller: Caller, id: string): Promise<Automation> {
  const [found] = await automations(tx, caller, id);
  if (!found) throw new Refusal("not_found");
  return found;
}

async function automations(tx: Tx, caller: Caller, id?: string): Promise<Automation[]> {
  const { workspaceId } = caller;
  const { rows } = await sql<AutomationRow>`
    select a.id, a.name, a.position, a.is_on, a.version, a.stops, a.brands, a.trigger, a.conditions, a.actions,
      a.changed_by_name, a.changed_at, last.at as last_ran_at, week.ran, week.failed, week.looped_at,
      (select count(*) from automation_waits w where w.workspace_id = a.workspace_id and w.automation_id = a.id
        and w.state = 'armed') as armed
    from automations a
    -- That it is not "skipped" is said too, since the index is of those alone.
    left join lateral (
      select at from automation_runs r where r.workspace_id = a.workspace_id and r.automation_id = a.id
        and r.outcome = 'ran' and r.outcome <> 'skipped' order by at desc limit 1) as last on true
    cross join lateral (
      select count(*) filter (where outcome = 'ran') as ran, count(*) filter (where outcome = 'failed') as failed,
        max(at) filter (where outcome = 'loop') as looped_at
      from automation_runs r where r.workspace_id = a.workspace_id and r.automation_id = a.id
        and r.outcome <> 'skipped' and r.at > now() - interval '7 days') as week
    where a.workspace_id = ${workspaceId} and a.removed_at is null ${id ? sql`and a.id = ${id}` : sql``}
    order by a.position, a.id`.execute(tx);
  const theirs = rows.filter((row) => isTheirs(caller, row));
  const known = await knownTo(tx, { workspaceId, id: caller.id, brands: null }, theirs);
  return theirs.map(({ changedByName, changedAt, lastRanAt, ran, failed, loopedAt, ...row }) => ({
    ...row,
    changedBy: changedByName,
    changedAt: changedAt.toISOString(),
    faults: faultsIn(row, known),
    lastRanAt: lastRanAt?.toISOString() ?? null,
    ranInWeek: ran,
    failedInWeek: failed,
    loopedAt: loopedAt?.toISOString() ?? null,
  }));
}

interface AutomationRow {
  id: string;
  name: string;
  position: number;
  isOn: boolean;
  version: number;
  stops: boolean;
  brands: string[];
  trigger: Trigger;
  conditions: ConditionGroup;
  actions: Action[];
  changedByName: string;
  changedAt: Date;
  lastRanAt: Date | null;
  ran: number;
  failed: number;
  loopedAt: Date | null;
  armed: number;
}

/** How a rule has read over time, newest first. */
export async function versionsOf(tx: Tx, caller: Caller, id: string): Promise<AutomationVersion[]> {
  await automationById(tx, caller, id);
  const rows = await tx
    .selectFrom("automationVersions")
    .select([
      "version",
      "name",
      "stops",
      "brands",
      "trigger",
      "conditions",
      "actions",
      "changedByName",
      "changedAt",
    ])
    .where("workspaceId", "=", caller.workspaceId)
    .where("automationId", "=", id)
    .orderBy("version", "desc")
    .limit(500)
    .execute();
  return (
    rows
      // A former version may have been for brands behind other walls.
      .filter((row) => isTheirs(caller, row))
      .map(({ changedByName, changedAt, ...row }) => ({
        ...row,
        trigger: row.trigger as Trigger,
        conditions: row.conditions as ConditionGroup,
        actions: row.actions as Action[],
        changedBy: changedByName,
        changedAt: changedAt.toISOString(),
      }))
  );
}

type Query = QueryOf<typeof listAutomationRuns>;
type Page = { items: AutomationRun[]; next: string | null };

/** When a rule was asked, newest first. */
export const runsOf = (db: Db, secret: Secret, caller: Caller, id: string, query: Query): Promise<Page> =>
  pageBehind(
    db,
    secret,
    caller,
    { list: `runs ${id}`, which: sql`r.automation_id = ${id}`, may: (tx) => automationById(tx, caller, id) },
    query,
  );

/** Which rules were asked in a conversation, newest first. */
export const runsIn = (db: Db, secret: Secret, caller: Caller, id: string, query: Query): Promise<Page> =>
  pageBehind(
    db,
    secret,
    caller,
    { list: `runs in ${id}`, which: sql`r.conversation_id = ${id}`, may: (tx) => mayRead(tx, caller, id) },
    query,
  );

interface Listed {
  list: string;
  which: ReturnType<typeof sql>;
  /** Refuses unless the caller may look. */
  may: (tx: Tx) => Promise<unknown>;
}

function pageBehind(
  db: Db,
  secret: Secret,
  caller: Caller,
  { list, which, may }: Listed,
  { cursor, limit, outcome }: Query,
): Promise<Page> {
  const name = `${list} ${outcome ?? "all"}`;
  const after = readCursor(secret, name, cursor);
  return look(db, caller.workspaceId, async (tx) => {
    await may(tx);
    const { rows } = await sql<RunRow>`
      select r.id, r.automation_id, a.name, a.removed_at, r.version, r.conversation_id, c.number, c.subject, r.at,
        r.set_off_by, r.wait_id, r.outcome, r.because, r.why, r.did
      from automation_runs r
      join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
      join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id
      where r.workspace_id = ${caller.workspaceId} and ${which}
        ${outcome ? sql`and r.outcome = ${outcome}` : sql``}
        ${after ? sql`and r.id < ${after[1]}` : sql``}
      order by r.id desc
      limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => toRun(row, caller)),
      next: rows.length > limit && last ? writeCursor(secret, name, [last.at.toISOString(), last.id]) : null,
    };
  });
}

interface RunRow {
  id: string;
  automationId: string;
  name: string;
  removedAt: Date | null;
  version: number;
  conversationId: string;
  number: number;
  subject: string;
  at: Date;
  setOffBy: string;
  waitId: string | null;
  outcome: RunOutcome;
  because: string | null;
  why: Why;
  did: Did[];
}

function toRun(row: RunRow, caller: Caller): AutomationRun {
  const { findings, names } = caller.brands ? withinWall(row.why) : row.why;
  return {
    id: row.id,
    automation: { id: row.automationId, name: row.name, isRemoved: row.removedAt !== null },
    version: row.version,
    conversation: { id: row.conversationId, number: row.number, subject: row.subject },
    at: row.at.toISOString(),
    setOffBy: row.setOffBy,
    isElapsed: row.waitId !== null,
    outcome: row.outcome,
    because: row.because,
    findings,
    did: row.did,
    names,
  };
}

/** A rule for all brands may name what is behind a wall; what was found in this conversation never is. */
function withinWall({ findings, names }: Why): Why {
  const shown = findings.map((finding): Finding => {
    if (!isThing(fieldNamed(finding.field)?.choices)) return finding;
    const found = [finding.found].flat();
    return { ...finding, values: finding.values.filter((value) => found.includes(value)) };
  });
  const told = new Set(shown.flatMap(({ found, values }) => [found, values].flat().map(String)));
  return { findings: shown, names: Object.fromEntries(Object.entries(names).filter(([id]) => told.has(id))) };
}
