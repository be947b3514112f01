import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Did, Finding, RunOutcome } from "../../contract/automations.ts";
import type { Tx } from "../db/database.ts";
import type { Matter } from "./facts.ts";
import { type Known, namedIn, type Said, thingKey } from "./known.ts";
import type { Rule } from "./rules.ts";

/** What set a rule off: an event, or a wait whose time was up. */
export type SetOff = { event: { id: string; kind: string } } | { wait: { id: string; episodeKind: string } };

/** That a rule was asked, and what came of it. */
export interface Entry {
  rule: Pick<Rule, "id" | "version">;
  setOff: SetOff;
  outcome: RunOutcome;
  because?: string;
  findings?: Finding[];
  names?: Record<string, string>;
  did?: Did[];
}

/** What is kept of why a rule ran. */
export interface Why {
  findings: Finding[];
  names: Record<string, string>;
}

/** Writes down which rules were asked in a conversation. */
export async function writeLog(
  tx: Tx,
  { workspaceId, id }: Pick<Matter, "workspaceId" | "id">,
  entries: readonly Entry[],
  at: Date,
): Promise<void> {
  if (!entries.length) return;
  await tx
    .insertInto("automationRuns")
    .values(
      entries.map(({ rule, setOff, outcome, because, findings = [], names = {}, did = [] }) => ({
        workspaceId,
        id: randomUUIDv7(),
        automationId: rule.id,
        version: rule.version,
        conversationId: id,
        eventId: "event" in setOff ? setOff.event.id : null,
        waitId: "wait" in setOff ? setOff.wait.id : null,
        setOffBy: "event" in setOff ? setOff.event.kind : setOff.wait.episodeKind,
        at,
        outcome,
        because: because ?? null,
        why: JSON.stringify({ findings, names } satisfies Why),
        did: JSON.stringify(did),
      })),
    )
    .execute();
}

/** What the ids in the conditions of a rule, and in what was found for them, are called. */
export function namesOf(rule: Said, known: Known, matter: Matter): Record<string, string> {
  const names: Record<string, string> = {
    [matter.brandId]: matter.brandName,
    [matter.teamId]: matter.teamName,
    [matter.inboxId]: matter.inboxName,
    ...(matter.ownerId && matter.ownerName && { [matter.ownerId]: matter.ownerName }),
    ...(matter.queueId && matter.queueName && { [matter.queueId]: matter.queueName }),
  };
  for (const tag of matter.tags) names[tag.id] = tag.name;
  for (const named of namedIn(rule)) {
    const thing = known.things.get(thingKey(named));
    if (thing) names[named.id] = thing.name;
  }
  return names;
}

/** How often a rule did something in a conversation since a moment. */
export async function runsSince(
  tx: Tx,
  { workspaceId, id }: Pick<Matter, "workspaceId" | "id">,
  ruleId: string,
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from automation_runs
    where workspace_id = ${workspaceId} and conversation_id = ${id} and automation_id = ${ruleId}
      and at > ${since} and outcome = 'ran' and did @> '[{"result": "done"}]'`.execute(tx);
  return rows[0]!.count;
}

/** Whether a rule wrote to the customer of a conversation since a moment. */
export async function hasWrittenSince(
  tx: Tx,
  { workspaceId, id }: Pick<Matter, "workspaceId" | "id">,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from messages
    where workspace_id = ${workspaceId} and conversation_id = ${id} and kind = 'message' and linked_by = 'automation'
      and sent_at > ${since}
    limit 1`.execute(tx);
  return rows.length > 0;
}
