import type { Locale } from "../../contract/languages.ts";
import { type Permission, type Role, roles } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import { type Db, within } from "../db/database.ts";
import { brandsOfAgent } from "./callers.ts";

/**
 * Somebody who asked for work that goes on without them, with what they may do at this moment; null when they are no
 * longer here.
 */
export function callerAgain(
  db: Db,
  workspaceId: string,
  { kind, id }: { kind: "agent" | "key"; id: string },
): Promise<Caller | null> {
  return within(db, workspaceId, async (tx) => {
    if (kind === "key") {
      const key = await tx
        .selectFrom("apiKeys")
        .innerJoin("workspaces", "workspaces.id", "apiKeys.workspaceId")
        .select(["apiKeys.name", "apiKeys.scopes", "apiKeys.brands", "workspaces.locale"])
        .where("apiKeys.workspaceId", "=", workspaceId)
        .where("apiKeys.id", "=", id)
        .where("apiKeys.revokedAt", "is", null)
        .executeTakeFirst();
      return (
        (key && {
          ...{ kind, workspaceId, id, name: key.name, sessionId: null },
          permissions: new Set(key.scopes as Permission[]),
          brands: key.brands,
          locale: key.locale as Locale,
        }) ??
        null
      );
    }
    const agent = await tx
      .selectFrom("agents")
      .select(["name", "role", "locale", "allBrands", brandsOfAgent.as("brands")])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("status", "=", "active")
      .executeTakeFirst();
    return (
      (agent && {
        ...{ kind, workspaceId, id, name: agent.name, sessionId: null },
        permissions: new Set<Permission>(roles[agent.role as Role]),
        brands: agent.allBrands ? null : agent.brands,
        locale: agent.locale as Locale,
      }) ??
      null
    );
  });
}
