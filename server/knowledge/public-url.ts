import type { Translation } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import type { AddressOf } from "./suggest.ts";
import type { OwnTranslation } from "./translations.ts";
import { seenArticle } from "./wall.ts";

/** A translation with where customers read it. */
export async function withUrl(
  db: Db,
  addressOf: AddressOf,
  caller: Caller,
  translation: OwnTranslation,
): Promise<Translation> {
  return { ...translation, url: await publicUrl(db, addressOf, caller, translation) };
}

async function publicUrl(
  db: Db,
  addressOf: AddressOf,
  caller: Caller,
  { articleId, locale, slug, published }: OwnTranslation,
): Promise<string | null> {
  if (!published) return null;
  const { workspaceId } = caller;
  const place = await look(db, workspaceId, async (tx) => {
    const { number, brandId, audience, archivedAt } = await seenArticle(tx, caller, articleId);
    if (archivedAt || audience === "agents") return null;
    if (brandId) return { number, brands: [brandId] };
    const served = await tx
      .selectFrom("brands")
      .select(["id"])
      .where("workspaceId", "=", workspaceId)
      .$if(caller.brands !== null, (query) => query.where("id", "in", [...caller.brands!]))
      .orderBy("name")
      .execute();
    return { number, brands: served.map(({ id }) => id) };
  });
  for (const brandId of place?.brands ?? []) {
    const address = await addressOf(db, { workspaceId, brandId });
    const url = address?.({ number: place!.number, slug, locale: locale as Locale });
    if (url) return url;
  }
  return null;
}
