import { randomUUIDv7 } from "node:crypto";
import type { Rating } from "../../contract/ratings.ts";
import type { Tx } from "../db/database.ts";
import { record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { newestAnswer } from "./read.ts";

/**
 * Writes down what the customer of a conversation thought of its newest answer, 1 (bad) to 5 (good). Said again of the
 * same answer it takes the place of what was said before; a comment stays where none is given.
 */
export async function rate(
  tx: Tx,
  {
    workspaceId,
    conversationId,
    score,
    comment,
    via,
  }: { workspaceId: string; conversationId: string; score: number; comment?: string; via: Rating["via"] },
): Promise<void> {
  const conversation = await tx
    .selectFrom("conversations as c")
    .innerJoin("customers as p", (join) =>
      join.onRef("p.workspaceId", "=", "c.workspaceId").onRef("p.id", "=", "c.customerId"),
    )
    .select(["c.brandId", "c.customerId", "p.name"])
    .where("c.workspaceId", "=", workspaceId)
    .where("c.id", "=", conversationId)
    .executeTakeFirst();
  if (!conversation) throw new Refusal("not_found");
  const answer = await newestAnswer(tx, workspaceId, conversationId);
  const said = { score, via, at: new Date(), ...(comment !== undefined && { comment }) };
  const { id } = await tx
    .insertInto("ratings")
    .values({
      workspaceId,
      id: randomUUIDv7(),
      conversationId,
      customerId: conversation.customerId,
      brandId: conversation.brandId,
      answerId: answer?.id ?? conversationId,
      agentId: answer?.authorId ?? null,
      ...said,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspaceId", "conversationId", "answerId"]).doUpdateSet(said),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  await record(tx, {
    workspaceId,
    kind: "conversation.rated",
    actor: { kind: "customer", id: conversation.customerId, name: conversation.name },
    conversationId,
    brandId: conversation.brandId,
    data: {
      ratingId: id,
      score,
      via,
      answerId: answer?.id ?? null,
      agentId: answer?.authorId ?? null,
      ...(comment && { comment }),
    },
  });
}
