import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Article, Audience, patchArticle, postArticle } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { readArticle } from "./read.ts";
import { tellOf } from "./tell.ts";
import { insertTranslation } from "./translations.ts";
import { lockArticle, refusePlace } from "./wall.ts";
import { writtenOf } from "./write-draft.ts";

const dayMs = 86_400_000;

/** Begins an article with the draft of its first language. */
export function addArticle(db: Db, caller: Caller, body: BodyOf<typeof postArticle>): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const {
      brand,
      section = null,
      audience = "everyone",
      product = null,
      tags = [],
      owner,
      locale,
      ...said
    } = body;
    await refusePlace(tx, caller, brand);
    await refuseForeignSection(tx, caller.workspaceId, section, brand);
    const ownerId = owner === undefined ? (caller.kind === "agent" ? caller.id : null) : owner;
    await refuseForeignOwner(tx, caller.workspaceId, ownerId, brand);
    const article = await insertArticle(tx, caller.workspaceId, {
      brandId: brand,
      sectionId: section,
      audience,
      product,
      tags,
      ownerId,
      sourceLocale: locale,
      ...reviewOf(body),
    });
    await insertTranslation(tx, caller, article, locale, writtenOf(said, null).written, null);
    await tellOf(tx, caller, article, "article.changed", { locale });
    return readArticle(tx, caller, article.id);
  });
}

export interface NewArticle {
  /** Made anew when left out. */
  id?: string;
  brandId: string | null;
  sectionId: string | null;
  audience: Audience;
  product?: string | null;
  tags: readonly string[];
  ownerId: string | null;
  sourceLocale: Locale;
  reviewEveryDays?: number | null;
  reviewAt?: Date | null;
}

/** The row of a new article, with the next number, as the last of its section. */
export async function insertArticle(
  tx: Tx,
  workspaceId: string,
  { id = randomUUIDv7(), ...article }: NewArticle,
) {
  const { nextArticleNumber } = await tx
    .updateTable("workspaces")
    .set((eb) => ({ nextArticleNumber: eb("nextArticleNumber", "+", 1) }))
    .where("id", "=", workspaceId)
    .returning("nextArticleNumber")
    .executeTakeFirstOrThrow();
  const number = nextArticleNumber - 1;
  await tx
    .insertInto("articles")
    .values({
      workspaceId,
      id,
      number,
      ...article,
      tags: unique(article.tags),
      position: lastIn(workspaceId, article.sectionId),
    })
    .execute();
  return { id, number, brandId: article.brandId, sourceLocale: article.sourceLocale };
}

const lastIn = (workspaceId: string, sectionId: string | null) => sql<number>`(
  select coalesce(max(position), 0) + 1 from articles
  where workspace_id = ${workspaceId} and section_id is not distinct from ${sectionId}::uuid)`;

const unique = (tags: readonly string[]) => [...new Set(tags)];

/** When it is to be read again: as said, else counted from now. */
function reviewOf({
  reviewEveryDays,
  reviewAt,
}: {
  reviewEveryDays?: number | null;
  reviewAt?: string | null;
}) {
  if (reviewEveryDays === undefined && reviewAt === undefined) return {};
  const at = reviewAt !== undefined ? reviewAt && new Date(reviewAt) : nextReview(reviewEveryDays);
  return {
    ...(reviewEveryDays !== undefined && { reviewEveryDays }),
    reviewAt: at || null,
    reviewToldAt: null,
  };
}

const nextReview = (everyDays: number | null | undefined) =>
  everyDays ? new Date(Date.now() + everyDays * dayMs) : null;

/** A section of another brand is not there; one of all brands is everybody's. */
export async function refuseForeignSection(
  tx: Tx,
  workspaceId: string,
  sectionId: string | null,
  brandId: string | null,
) {
  if (!sectionId) return;
  const section = await tx
    .selectFrom("articleSections")
    .select("brandId")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", sectionId)
    .executeTakeFirst();
  if (!section || (section.brandId !== null && section.brandId !== brandId))
    throw new Refusal("not_found", { fields: [{ path: "section", message: "is_gone" }] });
}

/** Who looks after an article reaches its brand. */
async function refuseForeignOwner(
  tx: Tx,
  workspaceId: string,
  ownerId: string | null,
  brandId: string | null,
) {
  if (!ownerId) return;
  const { rows } = await sql<{ id: string }>`
    select a.id from agents a where a.workspace_id = ${workspaceId} and a.id = ${ownerId} and a.status = 'active'
      and (a.all_brands or (${brandId}::uuid is not null and exists (select from agent_brands b
        where b.workspace_id = a.workspace_id and b.agent_id = a.id and b.brand_id = ${brandId}::uuid)))`.execute(
    tx,
  );
  if (!rows.length) throw new Refusal("not_found", { fields: [{ path: "owner", message: "is_gone" }] });
}

/** Changes where an article stands, for whom it is and who looks after it. */
export function changeArticle(
  db: Db,
  caller: Caller,
  id: string,
  change: BodyOf<typeof patchArticle>,
): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const before = await lockArticle(tx, caller, id);
    if (change.version !== undefined && change.version !== before.version)
      throw new Refusal("article_changed");
    const brandId = change.brand === undefined ? before.brandId : change.brand;
    if (brandId !== before.brandId) await refusePlace(tx, caller, brandId);
    const moves = change.section !== undefined && change.section !== before.sectionId;
    const sectionId = change.section === undefined ? before.sectionId : change.section;
    if (moves || brandId !== before.brandId) await refuseForeignSection(tx, workspaceId, sectionId, brandId);
    const ownerId = change.owner === undefined ? before.ownerId : change.owner;
    if (ownerId !== before.ownerId) await refuseForeignOwner(tx, workspaceId, ownerId, brandId);
    // What readers may see changes at once: that is for those who publish.
    const isShown = (change.audience ?? before.audience) !== before.audience || brandId !== before.brandId;
    if (isShown && !caller.permissions.has("articles.publish") && (await isPublished(tx, workspaceId, id)))
      throw new Refusal("forbidden");
    if (change.sourceLocale) await refuseMissingTranslation(tx, workspaceId, id, change.sourceLocale);
    await tx
      .updateTable("articles")
      .set({
        brandId,
        sectionId,
        ownerId,
        audience: change.audience ?? before.audience,
        product: change.product === undefined ? before.product : change.product,
        tags: change.tags ? unique(change.tags) : before.tags,
        sourceLocale: change.sourceLocale ?? before.sourceLocale,
        ...reviewOf(change),
        ...(moves && { position: lastIn(workspaceId, sectionId) }),
        version: before.version + 1,
        updatedAt: new Date(),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await tellOf(tx, caller, { ...before, brandId }, "article.changed", {
      fields: Object.keys(change).filter((name) => name !== "version"),
      // Who served the brand that it left is told too.
      ...(brandId !== before.brandId && { brandBefore: before.brandId }),
    });
    if (brandId !== before.brandId && before.brandId !== null)
      await tellOf(tx, caller, before, "article.changed", { left: true });
    return readArticle(tx, caller, id);
  });
}

async function isPublished(tx: Tx, workspaceId: string, articleId: string): Promise<boolean> {
  const found = await tx
    .selectFrom("articleTranslations")
    .select("locale")
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("publishedVersion", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function refuseMissingTranslation(tx: Tx, workspaceId: string, articleId: string, locale: Locale) {
  const found = await tx
    .selectFrom("articleTranslations")
    .select("locale")
    .where("workspaceId", "=", workspaceId)
    .where("articleId", "=", articleId)
    .where("locale", "=", locale)
    .executeTakeFirst();
  if (!found) throw new Refusal("not_found", { fields: [{ path: "sourceLocale", message: "is_gone" }] });
}

/** Says that an article was read again and is right. */
export function reviewArticle(db: Db, caller: Caller, id: string): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const article = await lockArticle(tx, caller, id);
    await tx
      .updateTable("articles")
      .set({
        reviewAt: nextReview(article.reviewEveryDays),
        reviewToldAt: null,
        version: article.version + 1,
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tellOf(tx, caller, article, "article.changed", { fields: ["reviewAt"] });
    return readArticle(tx, caller, id);
  });
}

/** Takes an article out of use, or back into it. What was planned for it is called off. */
export function setArchived(db: Db, caller: Caller, id: string, isArchived: boolean): Promise<Article> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const article = await lockArticle(tx, caller, id);
    if ((article.archivedAt !== null) === isArchived) return readArticle(tx, caller, id);
    await tx
      .updateTable("articles")
      .set({
        archivedAt: isArchived ? new Date() : null,
        version: article.version + 1,
        updatedAt: new Date(),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    if (isArchived)
      await tx
        .updateTable("articleTranslations")
        .set({ publishAt: null, withdrawAt: null })
        .where("workspaceId", "=", workspaceId)
        .where("articleId", "=", id)
        .execute();
    await tellOf(tx, caller, article, isArchived ? "article.withdrawn" : "article.changed", {
      archived: isArchived,
    });
    return readArticle(tx, caller, id);
  });
}
