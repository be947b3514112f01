import type { Dimension } from "../../contract/insights.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";

/** What brands, teams and agents are called, by their ids; those of people only for whoever may know of them. */
export async function namesOf(
  tx: Tx,
  { workspaceId, permissions }: Caller,
  dimension: Dimension,
): Promise<Map<string, string>> {
  const table = { brand: "brands", team: "teams", agent: "agents" }[dimension as string] as
    | "brands"
    | "teams"
    | "agents"
    | undefined;
  if (!table || (table === "agents" && !permissions.has("agents.read"))) return new Map();
  const rows = await tx
    .selectFrom(table)
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
