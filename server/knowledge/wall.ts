import { type RawBuilder, sql } from "kysely";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";

/** SQL: whether the caller may know of the row `alias` of some brand, or of all. */
export const isTheirs = ({ brands }: Pick<Caller, "brands">, alias: string): RawBuilder<boolean> =>
  brands === null
    ? sql`true`
    : sql`(${sql.ref(`${alias}.brand_id`)} is null or ${sql.ref(`${alias}.brand_id`)} = any(${[...brands]}::uuid[]))`;

/** What is of all brands is changed by those who reach all brands. */
export const mayChange = (
  caller: Pick<Caller, "brands">,
  { brandId }: { brandId: string | null },
): boolean => (brandId === null ? caller.brands === null : serves(caller, brandId));

/** Refuses to put something where the caller may not: another's brand is not there, all brands are not theirs. */
export async function refusePlace(tx: Tx, caller: Caller, brandId: string | null): Promise<void> {
  if (brandId === null) {
    if (caller.brands !== null) throw new Refusal("forbidden");
    return;
  }
  const brand = await tx
    .selectFrom("brands")
    .select("id")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", brandId)
    .executeTakeFirst();
  if (!brand || !serves(caller, brandId)) throw new Refusal("not_found");
}

/** Refuses to tell of a brand that is not theirs, where only that one is asked of. */
export const refuseForeignBrand = async (
  tx: Tx,
  caller: Caller,
  brandId: string | undefined,
): Promise<void> => {
  if (brandId !== undefined) await refusePlace(tx, caller, brandId);
};

/** The article that the caller is about to change: two who change one at once take turns here. */
export async function lockArticle(tx: Tx, caller: Caller, id: string) {
  const article = await readable(tx, caller, id).forUpdate().executeTakeFirst();
  if (!article || (article.brandId !== null && !serves(caller, article.brandId)))
    throw new Refusal("not_found");
  if (!mayChange(caller, article)) throw new Refusal("forbidden");
  return article;
}

/** The article, if the caller may know of it. */
export async function seenArticle(tx: Tx, caller: Caller, id: string) {
  const article = await readable(tx, caller, id).executeTakeFirst();
  if (!article || (article.brandId !== null && !serves(caller, article.brandId)))
    throw new Refusal("not_found");
  return article;
}

const readable = (tx: Tx, { workspaceId }: Caller, id: string) =>
  tx.selectFrom("articles").selectAll().where("workspaceId", "=", workspaceId).where("id", "=", id);

export type ArticleRow = Awaited<ReturnType<typeof lockArticle>>;
