import type { BodyOf } from "../../../contract/route.ts";
import type { postMoves } from "../../../contract/routing.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, recordAll } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { whoCanAnswer } from "../../who-can-answer.ts";
import { whichAnswers } from "../change.ts";
import { countChanges } from "../counts.ts";
import { turnTaken } from "./hand.ts";
import { noteTaken } from "./handover-times.ts";

type Target = {
  teamId?: string;
  queueId: string | null;
  ownerId: string | null;
  told: Record<string, unknown>;
};

/** Gives many conversations to one person or queue, all or none of them. Closed ones stay where they are. */
export function move(
  db: Db,
  caller: Caller,
  { conversations, to, reason }: BodyOf<typeof postMoves>,
): Promise<{ moved: number }> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const held = await tx
      .selectFrom("conversations")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "in", conversations)
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    if (held.length < new Set(conversations).size) throw new Refusal("not_found");
    if (caller.brands && held.some(({ brandId }) => !caller.brands!.includes(brandId)))
      throw new Refusal("not_found");
    let target: Target | null = null;
    for (const brandId of new Set(held.map((row) => row.brandId)))
      target = await targetOf(tx, caller, to, brandId);
    const open = held.filter(({ status }) => status !== "closed");
    if (!target || !open.length) return { moved: 0 };
    const ids = open.map(({ id }) => id);
    await tx
      .updateTable("conversations")
      .set((eb) => ({
        ownerId: target.ownerId,
        ...(target.teamId && { teamId: target.teamId, queueId: target.queueId }),
        updatedAt: new Date(),
        version: eb("version", "+", 1),
      }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "in", ids)
      .execute();
    countChanges(
      tx,
      open.map((before) => ({ before, after: { ...before, ownerId: target.ownerId } })),
    );
    if (target.ownerId) noteTaken(tx, workspaceId, ids);
    const clocks = target.ownerId ? await turnTaken(db, tx, workspaceId, open) : [];
    await recordAll(
      tx,
      open.map((row, at) => ({
        workspaceId,
        kind: "conversation.assigned",
        actor: actorOf(caller),
        conversationId: row.id,
        brandId: row.brandId,
        data: {
          ...target.told,
          because: "moved",
          ...(reason && { reason }),
          ...(clocks[at]?.length && { clocks: clocks[at] }),
        },
      })),
    );
    return { moved: open.length };
  });
}

async function targetOf(
  tx: Tx,
  caller: Caller,
  to: BodyOf<typeof postMoves>["to"],
  brandId: string,
): Promise<Target> {
  if ("agent" in to) {
    const agent = await whoCanAnswer(tx, caller, to.agent, brandId);
    return { queueId: null, ownerId: agent.id, told: { agent: agent.id, name: agent.name } };
  }
  if ("team" in to) {
    const team = await whichAnswers(tx, caller, to.team, brandId);
    return { teamId: team.id, queueId: null, ownerId: null, told: { team: team.id, name: team.name } };
  }
  const queue = await tx
    .selectFrom("queues")
    .select(["id", "name", "teamId", "brands"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", to.queue)
    .executeTakeFirst();
  if (!queue || (queue.brands.length > 0 && !queue.brands.includes(brandId))) throw new Refusal("not_found");
  await whichAnswers(tx, caller, queue.teamId, brandId);
  return {
    teamId: queue.teamId,
    queueId: queue.id,
    ownerId: null,
    told: { team: queue.teamId, queue: queue.id, name: queue.name },
  };
}
