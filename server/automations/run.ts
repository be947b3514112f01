import { askWithoutWall, type Db, type Tx, within } from "../db/database.ts";
import { ask, lockedMatter, type Open, type RunNeeds } from "./ask.ts";
import { mattersOf } from "./facts.ts";
import { knownTo } from "./known.ts";
import { type Entry, type SetOff, writeLog } from "./log.ts";
import { isFor, type Rule, type RuleSet, rulesOf } from "./rules.ts";
import { type Happened, heardKinds, setsOff } from "./triggers.ts";
import { keepWaits } from "./waits.ts";

/** An event of a workspace, of a conversation in it. */
export interface HappenedIn extends Happened {
  workspaceId: string;
  conversationId: string;
}

/**
 * Asks the rules of each event's workspace, in their order, after the commit of what happened. May be called twice for
 * an event: what has been answered is not asked again. An event that cannot be dealt with does not stop the others.
 */
export async function runAutomations(
  needs: RunNeeds,
  events: readonly HappenedIn[],
  now = new Date(),
): Promise<void> {
  const heard = events.filter(({ kind }) => heardKinds.has(kind));
  const sets = await ruleSetsOf(needs.db, [...new Set(heard.map(({ workspaceId }) => workspaceId))]);
  const failures: unknown[] = [];
  for (const event of heard) {
    const set = sets.get(event.workspaceId);
    const rules = set?.rules.filter((rule) => rule.heard.has(event.kind)) ?? [];
    if (!set || !rules.length) continue;
    await within(needs.db, event.workspaceId, (tx) =>
      answerTo({ ...needs, tx, now }, event, set, rules),
    ).catch((error: unknown) => failures.push(error));
  }
  if (failures.length) throw failures[0];
}

/** The rules of workspaces as of now. */
async function ruleSetsOf(db: Db, workspaceIds: string[]): Promise<Map<string, RuleSet>> {
  if (!workspaceIds.length) return new Map();
  const versions = await askWithoutWall(db, (system) =>
    system.selectFrom("workspaces").select(["id", "rulesVersion"]).where("id", "in", workspaceIds).execute(),
  );
  const sets = await Promise.all(versions.map(({ id, rulesVersion }) => rulesOf(db, id, rulesVersion)));
  return new Map(versions.map(({ id }, at) => [id, sets[at]!]));
}

async function answerTo(open: Open, event: HappenedIn, set: RuleSet, rules: readonly Rule[]): Promise<void> {
  const { tx, now } = open;
  const matter = await lockedMatter(tx, event.workspaceId, event.conversationId);
  if (!matter) return;
  const ours = rules.filter((rule) => isFor(rule, matter.brandId));
  await keepWaits(open, matter, ours);
  const asked = await unanswered(
    tx,
    event,
    ours.filter(
      ({ id, trigger }) => trigger.kind === "event" && event.actor.id !== id && setsOff(trigger, event),
    ),
  );
  if (!asked.length) return;

  const known = await knownTo(tx, { workspaceId: event.workspaceId, id: "", brands: null }, asked);
  const setOff: SetOff = { event };
  const chain = event.actor.chain ?? [];
  const entries: Entry[] = [];
  let current = matter;
  let stoppedBy: Rule | null = null;
  for (const rule of asked) {
    if (stoppedBy) {
      entries.push({ rule, setOff, outcome: "stopped", because: stoppedBy.name });
      continue;
    }
    const ran = await ask({ ...open, known, locale: set.locale }, rule, current, { event, setOff, chain });
    // What later rules ask, the log among it, is as this one left it.
    if (ran.outcome !== "ran") entries.push(ran);
    else {
      await writeLog(tx, matter, [ran], now);
      current = (await mattersOf(tx, matter.workspaceId, [matter.id])).get(matter.id)!;
      if (rule.stops) stoppedBy = rule;
    }
  }
  await writeLog(tx, matter, entries, now);
}

async function unanswered(tx: Tx, event: HappenedIn, rules: Rule[]): Promise<Rule[]> {
  if (!rules.length) return rules;
  const answered = await tx
    .selectFrom("automationRuns")
    .select("automationId")
    .where("workspaceId", "=", event.workspaceId)
    .where("eventId", "=", event.id)
    .execute();
  return rules.filter(({ id }) => !answered.some(({ automationId }) => automationId === id));
}
