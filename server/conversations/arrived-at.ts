import type { Line } from "../../contract/lines.ts";
import type { Tx } from "../db/database.ts";
import type { ArrivedAt } from "./incoming.ts";

/** The inboxes of a workspace as what arrives in them takes them; `lines` and `line` are still plain texts. */
export const inboxesToArriveAt = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("inboxes as i")
    .innerJoin("brands as b", (join) =>
      join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
    )
    .innerJoin("workspaces as w", "w.id", "i.workspaceId")
    .select(["i.id", "i.brandId", "i.line", "i.teamId", "i.address", "i.country"])
    .select(["b.lines", "w.rulesVersion"])
    .where("i.workspaceId", "=", workspaceId);

/** An inbox that is known to be there. */
export async function arrivedAt(tx: Tx, workspaceId: string, inboxId: string): Promise<ArrivedAt> {
  const row = await inboxesToArriveAt(tx, workspaceId).where("i.id", "=", inboxId).executeTakeFirstOrThrow();
  return { ...row, line: row.line as Line, lines: row.lines as Line[] };
}
