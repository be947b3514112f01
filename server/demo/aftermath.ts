import { sql } from "kysely";
import type { Action } from "../../contract/automations.ts";
import { roles } from "../../contract/permissions.ts";
import { addAutomation, armQueue, changeAutomation } from "../automations/index.ts";
import type { Caller } from "../caller.ts";
import { escalate, linkRepeat, lookForRepeats } from "../conversations/index.ts";
import { type Db, withoutWall } from "../db/database.ts";
import { enqueue } from "../jobs/index.ts";
import { proveLedgers } from "../ledger/index.ts";
import { checkPromises } from "../promises/index.ts";
import { reactQueue } from "../reactions.ts";
import { changeRules } from "../rules.ts";
import type { history } from "./history.ts";
import type { Made } from "./made.ts";
import * as world from "./world/index.ts";

type Rows = ReturnType<typeof history>;

const day = 86_400_000;
const minute = 60_000;
/** As if it had been looked at so many minutes ago, so that people were told when it was due. */
const lookedMinutesAgo = [240, 120, 60, 40, 20, 0];

/**
 * Lets Tandem itself do what follows from the history: what people see first at once, the rest by the orders that it
 * gives for whatever happens, which are carried out after the start.
 */
export async function aftermath(db: Db, made: Made, rows: Rows, now: Date): Promise<void> {
  const timed = await addRules(db, made, now);
  await findAgain(db, made, rows);
  for (const minutes of lookedMinutesAgo) {
    const then = new Date(now.getTime() - minutes * minute);
    await escalate(db, then);
    await checkPromises(db, then);
  }
  await proveLedgers(db, now);
  const { workspaceId } = made;
  const orders = (reaction: string, events: Happened[]) =>
    Array.from({ length: Math.ceil(events.length / 100) }, (_, part) => ({
      reaction,
      events: events.slice(part * 100, part * 100 + 100),
    }));
  await withoutWall(db, async (tx) => {
    await enqueue(
      tx,
      armQueue,
      timed.map((automationId) => ({ workspaceId, automationId })),
    );
    await enqueue(tx, reactQueue, [
      ...orders("indexWords", ofWhatWasSaid(made, rows)),
      ...orders("askRules", ofWhatIsOpen(made, rows)),
      ...orders("findRepeats", ofWhoCameBefore(made, rows)),
    ]);
  });
}

interface Happened {
  workspaceId: string;
  kind: "conversation.opened";
  data: Record<string, unknown>;
  id?: string;
  at?: string;
  conversationId?: string;
  actor?: { kind: "customer"; id: string; name: string };
}

const callerOf = ({ workspaceId, agents }: Made, key: world.AgentKey): Caller => {
  const { role, locale } = world.agents.find((agent) => agent.key === key)!;
  const permissions = new Set(roles[role]);
  return {
    kind: "agent",
    workspaceId,
    ...agents.get(key)!,
    permissions,
    brands: null,
    locale,
    sessionId: null,
  };
};

/** The rules of the workspace, as old as they are said to be; returns those that count time. */
async function addRules(db: Db, made: Made, now: Date): Promise<string[]> {
  const timed: string[] = [];
  for (const { changedBy, daysAgo, changed, actions, conditions, ...rule } of world.automations) {
    const caller = callerOf(made, changedBy);
    const { id } = await addAutomation(db, caller, {
      ...rule,
      conditions: {
        ...conditions,
        of: conditions.of.map((one) =>
          one.field === "tags"
            ? { ...one, values: one.values.map((tag) => made.tags.get(String(tag))!) }
            : one,
        ),
      },
      actions: actions.map(
        (action): Action =>
          action.do === "add_tags"
            ? { ...action, tags: action.tags.map(({ tag }) => made.tags.get(tag)!) }
            : action,
      ),
      isOn: true,
    });
    if (changed) await changeAutomation(db, caller, id, { conditions: changed.conditions });
    const at = new Date(now.getTime() - daysAgo * day);
    await withoutWall(db, async (tx) => {
      await sql`update automations set counts_from = ${at}, changed_at = ${at} where id = ${id}`.execute(tx);
      await sql`
        update automation_versions set changed_at = ${at}::timestamptz + make_interval(days => 9 * (version - 1))
        where workspace_id = ${made.workspaceId} and automation_id = ${id}`.execute(tx);
      await changeRules(tx, made.workspaceId);
    });
    if (rule.trigger.kind === "elapsed") timed.push(id);
  }
  return timed;
}

/** Who comes again by another door; one of them has been taken for that already. */
async function findAgain(db: Db, made: Made, { conversations }: Rows) {
  const { workspaceId } = made;
  const subjects = new Set(world.again.map(({ subject }) => subject));
  const fresh = conversations.filter(({ subject }) => subjects.has(subject));
  await lookForRepeats(
    db,
    fresh.map(({ id }) => ({ workspaceId, id })),
  );
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ conversationId: string; earlierId: string }>`
      select r.conversation_id, r.earlier_id from repeats r
      join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id
      where r.workspace_id = ${workspaceId} and c.language = 'uk'
      order by r.likeness desc limit 1`.execute(tx),
  );
  for (const { conversationId, earlierId } of rows)
    await linkRepeat(db, callerOf(made, "nina"), conversationId, earlierId);
}

/** What customers wrote that nobody has closed, for the rules to be asked. */
function ofWhatIsOpen({ workspaceId }: Made, { conversations, events }: Rows): Happened[] {
  const open = new Set<string>(conversations.filter(({ status }) => status !== "closed").map(({ id }) => id));
  return events.flatMap(({ id, at, kind, conversationId, actor, data }) =>
    kind === "conversation.opened" && open.has(conversationId)
      ? [
          {
            workspaceId,
            id,
            at: at.toISOString(),
            kind,
            conversationId,
            actor: actor as Happened["actor"],
            data: { ...data },
          },
        ]
      : [],
  );
}

/** Conversations of customers who had one before. */
function ofWhoCameBefore({ workspaceId }: Made, { conversations }: Rows): Happened[] {
  const known = new Set<string>();
  return conversations.flatMap(({ id, customerId }): Happened[] => {
    if (!known.has(customerId)) {
      known.add(customerId);
      return [];
    }
    return [{ workspaceId, kind: "conversation.opened", conversationId: id, data: {} }];
  });
}

const ofWhatWasSaid = ({ workspaceId }: Made, { messages }: Rows): Happened[] =>
  messages
    .filter(({ kind }) => kind === "message")
    .map(({ id }) => ({ workspaceId, kind: "conversation.opened", data: { messageId: id } }));
