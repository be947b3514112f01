import { type RawBuilder, sql } from "kysely";
import type { Caller } from "./caller.ts";
import type { Tx } from "./db/database.ts";
import { Refusal } from "./refusal.ts";

/** Whether the caller may look behind a brand's wall. */
export const serves = (caller: Pick<Caller, "brands">, brandId: string): boolean =>
  caller.brands === null || caller.brands.includes(brandId);

/** Of some brands those that the caller may know of. */
export const servedOf = (caller: Pick<Caller, "brands">, brandIds: readonly string[]): string[] =>
  brandIds.filter((id) => serves(caller, id));

/** Whether the caller may know of what is for some brands, or, without any, for all: of what is for others alone not. */
export const isSeen = (caller: Pick<Caller, "brands">, { brands }: { brands: readonly string[] }): boolean =>
  brands.length === 0 || brands.some((brand) => serves(caller, brand));

/** A brand behind somebody else's wall is not there. */
export function refuseForeignBrands(caller: Caller, brandIds: readonly string[]): void {
  if (brandIds.some((id) => !serves(caller, id))) throw new Refusal("not_found");
}

/** SQL: whether somebody limited to some brands may know of the agent `a`: themselves, or who shares one of them. */
export const isColleague = ({ id, brands }: Pick<Caller, "id" | "brands">): RawBuilder<boolean> =>
  brands === null
    ? sql`true`
    : sql`(a.id = ${id} or a.all_brands or exists (select from agent_brands x where x.workspace_id = a.workspace_id
        and x.agent_id = a.id and x.brand_id = any(${[...brands]}::uuid[])))`;

/**
 * The teams that serve only brands behind other walls; to somebody limited to some brands they are not there. A team
 * without a brand is anybody's.
 */
export async function hiddenTeams(
  tx: Tx,
  { workspaceId, brands }: Pick<Caller, "workspaceId" | "brands">,
): Promise<Set<string>> {
  if (brands === null) return new Set();
  const rows = await tx
    .selectFrom("teamBrands")
    .select("teamId")
    .where("workspaceId", "=", workspaceId)
    .groupBy("teamId")
    .having(sql<boolean>`not bool_or(brand_id = any(${[...brands]}::uuid[]))`)
    .execute();
  return new Set(rows.map((row) => row.teamId));
}
