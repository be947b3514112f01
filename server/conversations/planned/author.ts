import { type Role, roles } from "../../../contract/permissions.ts";
import type { Caller } from "../../caller.ts";
import type { Tx } from "../../db/database.ts";

/** Whoever planned a reply, with what they may do by now; null when they left or may answer no more. */
export async function authorOf(tx: Tx, workspaceId: string, agentId: string): Promise<Caller | null> {
  const [agent, brands] = await Promise.all([
    tx
      .selectFrom("agents")
      .select(["id", "name", "role", "locale", "status", "allBrands"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", agentId)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom("agentBrands")
      .select("brandId")
      .where("workspaceId", "=", workspaceId)
      .where("agentId", "=", agentId)
      .execute(),
  ]);
  const permissions = new Set(roles[agent.role as Role]);
  if (agent.status !== "active" || !permissions.has("conversations.reply")) return null;
  return {
    kind: "agent",
    workspaceId,
    id: agent.id,
    name: agent.name,
    permissions,
    brands: agent.allBrands ? null : brands.map(({ brandId }) => brandId),
    locale: agent.locale as Caller["locale"],
    sessionId: null,
  };
}
