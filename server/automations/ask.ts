import type { Did } from "../../contract/automations.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { lockConversation } from "../conversations/index.ts";
import type { Db, Tx } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { act } from "./act.ts";
import { judge } from "./conditions.ts";
import { factsOf, isOpenFor, type Matter, mattersOf, messageFor } from "./facts.ts";
import { faultsIn } from "./faults.ts";
import type { Known } from "./known.ts";
import { type Entry, namesOf, runsSince, type SetOff } from "./log.ts";
import { callerOf, type Rule } from "./rules.ts";
import type { Happened } from "./triggers.ts";
import type { WorkingTime } from "./working-time.ts";

export interface RunNeeds {
  db: Db;
  working: WorkingTime;
}

/** The same within an open transaction, at a moment. */
export type Open = RunNeeds & { tx: Tx; now: Date };

/** So many rules may set each other off in a row. */
const deepestChain = 5;
/** So often a rule may act in one conversation within an hour. */
const mostInAnHour = 20;

/** The conversation, locked: rules and people take turns. Null when it is not there any more. */
export async function lockedMatter(tx: Tx, workspaceId: string, id: string): Promise<Matter | null> {
  try {
    await lockConversation(tx, workspaceId, id);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
  return (await mattersOf(tx, workspaceId, [id])).get(id)!;
}

/** What set a rule off, and the rules that led there. */
export interface Cause {
  event: Happened | null;
  setOff: SetOff;
  chain: readonly string[];
}

/** Judges a rule by what is so now and, where its conditions hold, does what it says. */
export async function ask(
  open: Open & { known: Known; locale: Locale },
  rule: Rule,
  matter: Matter,
  { event, setOff, chain }: Cause,
): Promise<Entry> {
  const { db, tx, working, known, now } = open;
  const [fault] = faultsIn(rule, known);
  if (fault) return { rule, setOff, outcome: "failed", because: `fault:${fault.code}:${fault.value}` };

  const asksMessage = [...rule.uses].some((field) => field.startsWith("message_"));
  const { held, findings } = judge(
    rule.conditions,
    factsOf({
      matter,
      event,
      said: asksMessage ? await messageFor(tx, matter, event) : null,
      at: now,
      isOpenNow: await isOpenFor(working, tx, rule.uses, matter, now),
    }),
  );
  const judged = { rule, setOff, findings, names: namesOf(rule, known, matter) };
  if (!held) return { ...judged, outcome: "skipped" };

  // Rules that undo each other would go on for ever; so would one that answers a machine outside that answers back.
  if (chain.length >= deepestChain) return { ...judged, outcome: "loop", because: "too_deep" };
  if ((await runsSince(tx, matter, rule.id, new Date(now.getTime() - 3_600_000))) >= mostInAnHour)
    return { ...judged, outcome: "loop", because: "too_often" };

  const caller = callerOf(matter.workspaceId, rule, open.locale, chain);
  const did = await act({ db, tx, working, caller, known, now }, matter, rule.actions);
  const refused = did.find(({ result }) => result === "refused");
  if (refused) return { ...judged, outcome: "failed", because: refused.because!, did };
  await tellOfRun(tx, caller, rule, matter, did);
  return { ...judged, outcome: "ran", did };
}

/** In the conversation's timeline, where anything came of it. */
async function tellOfRun(tx: Tx, caller: Caller, rule: Rule, matter: Matter, did: Did[]): Promise<void> {
  const effects = did.filter(({ result }) => result === "done");
  if (!effects.length) return;
  await record(tx, {
    workspaceId: matter.workspaceId,
    kind: "automation.ran",
    actor: actorOf(caller),
    conversationId: matter.id,
    brandId: matter.brandId,
    data: {
      automationId: rule.id,
      name: rule.name,
      version: rule.version,
      did: effects.map((effect) => ({ do: effect.do, about: effect.about })),
    },
  });
}
