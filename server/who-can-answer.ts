import { type Role, roles } from "../contract/permissions.ts";
import type { Caller } from "./caller.ts";
import type { Tx } from "./db/database.ts";
import { Refusal } from "./refusal.ts";

/** An agent who works here, may answer, and stands on this side of the brand's wall; refuses another. */
export async function whoCanAnswer(tx: Tx, caller: Caller, agentId: string, brandId: string) {
  const agent = await ableToAnswer(tx, caller.workspaceId, agentId, brandId);
  if (!agent) throw new Refusal("not_found");
  return agent;
}

/**
 * The same agent, or null. Locked against being disabled at the same moment: either that comes first and the agent is
 * not found, or it finds this conversation to give back.
 */
export async function ableToAnswer(tx: Tx, workspaceId: string, agentId: string, brandId: string) {
  const agent = await tx
    .selectFrom("agents as a")
    .leftJoin("agentBrands as b", (join) =>
      join
        .onRef("b.workspaceId", "=", "a.workspaceId")
        .onRef("b.agentId", "=", "a.id")
        .on("b.brandId", "=", brandId),
    )
    .select(["a.id", "a.name", "a.role", "a.allBrands", "b.brandId"])
    .where("a.workspaceId", "=", workspaceId)
    .where("a.id", "=", agentId)
    .where("a.status", "=", "active")
    .forShare("a")
    .executeTakeFirst();
  const may = agent && (roles[agent.role as Role] as readonly string[]).includes("conversations.reply");
  return may && (agent.allBrands || agent.brandId) ? agent : null;
}
