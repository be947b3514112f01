import type { Priority } from "../../contract/conversations.ts";
import type { Language } from "../../contract/languages.ts";
import { type Role, roles } from "../../contract/permissions.ts";
import type { Line } from "../../contract/workspace.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { type Actor, actorOf, type EventKind, record, recordAll } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { countChange, countChanges } from "./counts.ts";
import { type ConversationRow, conversationById, lockConversation, mayRead } from "./read.ts";

/** Gives a conversation to a person, or to the queue of a team. */
export function assign(db: Db, caller: Caller, id: string, to: { agent: string } | { team: string }) {
  return change(db, caller, id, async (tx, before) => {
    if ("team" in to) {
      const team = await whichAnswers(tx, caller, to.team, before.brandId);
      return {
        set: { teamId: team.id, ownerId: null },
        event: ["conversation.assigned", { team: team.id, name: team.name }],
      };
    }
    const agent = await whoCanAnswer(tx, caller, to.agent, before.brandId);
    return {
      set: { ownerId: agent.id },
      event: ["conversation.assigned", { agent: agent.id, name: agent.name }],
    };
  });
}

/** Closes a conversation; nothing happens to one that is closed. */
export function close(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (_, before) =>
    before.status === "closed"
      ? null
      : {
          set: {
            status: "closed",
            closedAt: new Date(),
            nextStep: null,
            nextStepAt: null,
            waitingSince: null,
          },
          event: ["conversation.closed", {}],
        },
  );
}

/** Opens a closed conversation again, with its former owner. */
export function reopen(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (_, before) =>
    before.status !== "closed"
      ? null
      : {
          set: { status: "open", closedAt: null, nextStep: "follow_up", nextStepAt: new Date() },
          event: ["conversation.reopened", {}],
        },
  );
}

/** Changes what a conversation is said to be. */
export function amend(
  db: Db,
  caller: Caller,
  id: string,
  changes: { subject?: string; line?: Line; priority?: Priority; language?: Language },
) {
  return change(db, caller, id, async (tx, before) => {
    const different = Object.entries(changes).filter(([name, value]) => before[name as "subject"] !== value);
    if (!different.length) return null;
    if (changes.line) await refuseForeignLine(tx, before, changes.line);
    return {
      set: Object.fromEntries(different),
      event: [
        "conversation.changed",
        Object.fromEntries(
          different.map(([name, value]) => [name, { from: before[name as "subject"], to: value }]),
        ),
      ],
    };
  });
}

/** Sets the tags. */
export function setTags(db: Db, caller: Caller, id: string, tags: string[]) {
  return change(db, caller, id, async (tx) => {
    const known = await tx
      .selectFrom("tags")
      .select(["id", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "in", tags.length ? tags : [id])
      .execute();
    if (known.length < new Set(tags).size) throw new Refusal("not_found");
    const mine = () =>
      tx
        .deleteFrom("conversationTags")
        .where("workspaceId", "=", caller.workspaceId)
        .where("conversationId", "=", id);
    await (tags.length ? mine().where("tagId", "not in", tags) : mine()).execute();
    if (known.length)
      await tx
        .insertInto("conversationTags")
        .values(known.map((tag) => ({ workspaceId: caller.workspaceId, conversationId: id, tagId: tag.id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return { set: {}, event: ["conversation.tagged", { tags: known.map((tag) => tag.name) }] };
  });
}

/** Notes that the caller has seen everything so far. */
export function markRead(db: Db, caller: Caller, id: string) {
  return within(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    if (caller.kind !== "agent") return;
    const readAt = new Date();
    await tx
      .insertInto("reads")
      .values({ workspaceId: caller.workspaceId, agentId: caller.id, conversationId: id, readAt })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "agentId", "conversationId"]).doUpdateSet({ readAt }),
      )
      .execute();
  });
}

/**
 * Gives all open work of an agent back to the queues it came from, and takes the agent's name off what is closed,
 * so that a reopened matter does not land with somebody who is gone. Who only left some brands keeps what belongs to
 * the `stillServed`. Returns how many were open.
 */
export async function releaseWork(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  agentId: string,
  stillServed: readonly string[] = [],
): Promise<number> {
  const held = await tx
    .selectFrom("conversations")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("ownerId", "=", agentId)
    .$if(stillServed.length > 0, (query) => query.where("brandId", "not in", stillServed))
    .forUpdate()
    .execute();
  if (!held.length) return 0;
  await tx
    .updateTable("conversations")
    .set((eb) => ({ ownerId: null, updatedAt: new Date(), version: eb("version", "+", 1) }))
    .where("workspaceId", "=", workspaceId)
    .where("ownerId", "=", agentId)
    .$if(stillServed.length > 0, (query) => query.where("brandId", "not in", stillServed))
    .execute();
  await countChanges(
    tx,
    held.map((before) => ({ before, after: { status: before.status, ownerId: null } })),
  );
  const open = held.filter((row) => row.status !== "closed");
  await recordAll(
    tx,
    open.map((row) => ({
      workspaceId,
      kind: "conversation.assigned",
      actor,
      conversationId: row.id,
      brandId: row.brandId,
      data: { team: row.teamId, because: "owner_left" },
    })),
  );
  return open.length;
}

type Change = { set: Partial<ConversationRow>; event: [EventKind, Record<string, unknown>] } | null;

async function change(
  db: Db,
  caller: Caller,
  id: string,
  decide: (tx: Tx, before: ConversationRow) => Promise<Change>,
) {
  return within(db, caller.workspaceId, async (tx) => {
    const before = await lockConversation(tx, caller.workspaceId, id, caller.brands);
    const decided = await decide(tx, before);
    if (decided) {
      const after = { ...before, ...decided.set };
      await tx
        .updateTable("conversations")
        .set((eb) => ({ ...decided.set, updatedAt: new Date(), version: eb("version", "+", 1) }))
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", id)
        .execute();
      await countChange(tx, before, after);
      const [kind, data] = decided.event;
      await record(tx, {
        workspaceId: caller.workspaceId,
        kind,
        actor: actorOf(caller),
        conversationId: id,
        brandId: before.brandId,
        data,
      });
    }
    return conversationById(tx, caller, id);
  });
}

/**
 * An agent who works here, may answer, and stands on this side of the brand's wall. Locked against being disabled at
 * the same moment: either that comes first and the agent is not found, or it finds this conversation to give back.
 */
async function whoCanAnswer(tx: Tx, caller: Caller, agentId: string, brandId: string) {
  const agent = await tx
    .selectFrom("agents as a")
    .leftJoin("agentBrands as b", (join) =>
      join
        .onRef("b.workspaceId", "=", "a.workspaceId")
        .onRef("b.agentId", "=", "a.id")
        .on("b.brandId", "=", brandId),
    )
    .select(["a.id", "a.name", "a.role", "a.allBrands", "b.brandId"])
    .where("a.workspaceId", "=", caller.workspaceId)
    .where("a.id", "=", agentId)
    .where("a.status", "=", "active")
    .forShare("a")
    .executeTakeFirst();
  const may = agent && (roles[agent.role as Role] as readonly string[]).includes("conversations.reply");
  if (!may || !(agent.allBrands || agent.brandId)) throw new Refusal("not_found");
  return agent;
}

/** A team that serves the brand; one that was given no brand serves all. */
async function whichAnswers(tx: Tx, caller: Caller, teamId: string, brandId: string) {
  const team = await tx
    .selectFrom("teams")
    .select(["id", "name"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", teamId)
    .executeTakeFirst();
  const brands = await tx
    .selectFrom("teamBrands")
    .select("brandId")
    .where("workspaceId", "=", caller.workspaceId)
    .where("teamId", "=", teamId)
    .execute();
  if (!team || (brands.length > 0 && !brands.some((row) => row.brandId === brandId)))
    throw new Refusal("not_found");
  return team;
}

async function refuseForeignLine(tx: Tx, { workspaceId, brandId }: ConversationRow, line: Line) {
  const brand = await tx
    .selectFrom("brands")
    .select("lines")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", brandId)
    .executeTakeFirstOrThrow();
  if (!brand.lines.includes(line))
    throw new Refusal("invalid", { fields: [{ path: "line", message: "not_a_line_of_this_brand" }] });
}
