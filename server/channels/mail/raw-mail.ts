import { sql } from "kysely";
import type { Line } from "../../../contract/lines.ts";
import type { ArrivedAt } from "../../conversations/index.ts";
import { askWithoutWall, type Db, type Tx } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";

export type RawMail = NonNullable<Awaited<ReturnType<typeof rawMail>>>;

/** A kept mail with the inbox it came to. */
export const rawMail = (db: Db, workspaceId: string, id: string) =>
  lookUpRawMail(db, workspaceId, { workspaceId, id });

const lookUpRawMail = gather(async (db, asked: { workspaceId: string; id: string }[]) => {
  const rows = await askWithoutWall(db, (system) =>
    system
      .selectFrom("rawMails as r")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "r.workspaceId").onRef("i.id", "=", "r.inboxId"),
      )
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
      )
      .innerJoin("workspaces as w", "w.id", "r.workspaceId")
      .selectAll("r")
      .select(["i.brandId", "i.line", "i.teamId", "i.address", "i.country"])
      .select(["b.lines", "w.rulesVersion"])
      .where("r.workspaceId", "=", asked[0]!.workspaceId)
      .where(
        "r.id",
        "in",
        asked.map(({ id }) => id),
      )
      .execute(),
  );
  const mails = new Map(
    rows.map((row) => {
      const { brandId, teamId, address, country, rulesVersion } = row;
      const inbox: ArrivedAt = {
        id: row.inboxId,
        brandId,
        line: row.line as Line,
        lines: row.lines as Line[],
        teamId,
        address,
        country,
        rulesVersion,
      };
      return [row.id, { ...row, inbox }];
    }),
  );
  return asked.map(({ id }) => mails.get(id) ?? null);
});

/** Writes down what becomes of mails; returns the ids of those that nobody else has settled. */
export async function settle(
  tx: Tx,
  workspaceId: string,
  ids: string[],
  state: "read" | "unreadable",
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update raw_mails set state = ${state}
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and state = 'received'
    returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
