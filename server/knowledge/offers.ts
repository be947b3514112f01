import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Db, send, within } from "../db/database.ts";

/** While somebody goes on writing, it stays one offer. */
const oneOfferMinutes = 30;
const mostArticles = 50;

/** An offer was the answer only when they did not write within so many hours of it. */
export const contactHours = 24;

/**
 * Notes that articles were offered to somebody about to write, and returns the offer's id. Articles are added to the
 * offer of the last half hour, unless it has found its end already.
 */
export function offerArticles(
  db: Db,
  {
    workspaceId,
    brandId,
    place,
    locale,
    reader,
    customerId,
    articles,
  }: {
    workspaceId: string;
    brandId: string;
    place: "form" | "chat";
    locale: Locale;
    reader: Buffer;
    customerId: string | null;
    articles: readonly string[];
  },
): Promise<string> {
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ id: string; articles: string[] }>`
      select id, articles from article_offers
      where workspace_id = ${workspaceId} and brand_id = ${brandId} and reader = ${reader} and place = ${place}
        and accepted_at is null and contacted_at is null and offered_at > now() - make_interval(mins => ${oneOfferMinutes})
      order by offered_at desc limit 1 for update`.execute(tx);
    const [open] = rows;
    const all = [...new Set([...(open?.articles ?? []), ...articles])].slice(0, mostArticles);
    if (open) {
      await tx
        .updateTable("articleOffers")
        .set({ articles: all, ...(customerId && { customerId }) })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", open.id)
        .execute();
      return open.id;
    }
    const id = randomUUIDv7();
    await tx
      .insertInto("articleOffers")
      .values({ workspaceId, id, brandId, place, locale, reader, customerId, articles: all })
      .execute();
    return id;
  });
}

interface OfOffer {
  workspaceId: string;
  offerId: string;
  reader: Buffer;
}

/** Notes the first of the offered articles that was read. Of another reader's offer nothing is noted. */
export function noteOfferOpened(
  db: Db,
  { workspaceId, offerId, reader, articleId }: OfOffer & { articleId: string },
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    await sql`
      update article_offers set opened_id = ${articleId}, opened_at = now()
      where workspace_id = ${workspaceId} and id = ${offerId} and reader = ${reader} and opened_at is null
        and ${articleId}::uuid = any(articles)`.execute(tx);
  });
}

/** They said that this was the answer; which, where they said so, else the one they read. */
export function acceptOffer(
  db: Db,
  { workspaceId, offerId, reader, articleId }: OfOffer & { articleId?: string },
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    await sql`
      update article_offers set accepted_at = coalesce(accepted_at, now()), opened_at = coalesce(opened_at, now()),
        opened_id = coalesce(${articleId ?? null}::uuid, opened_id)
      where workspace_id = ${workspaceId} and id = ${offerId} and reader = ${reader}
        and (${articleId ?? null}::uuid is null or ${articleId ?? null}::uuid = any(articles))
        and coalesce(${articleId ?? null}::uuid, opened_id) is not null`.execute(tx);
  });
}

/**
 * Somebody wrote to us, by whatever way: what they were offered within a day was not the answer. Whoever writes tells by
 * it who they are, so that a later mail of theirs is noticed too.
 */
export function noteContact(
  db: Db,
  {
    workspaceId,
    reader = null,
    customerId = null,
    at = new Date(),
  }: { workspaceId: string; reader?: Buffer | null; customerId?: string | null; at?: Date },
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    if (reader)
      send(
        tx,
        sql`
        update article_offers set contacted_at = coalesce(contacted_at, ${at}), customer_id = coalesce(customer_id, ${customerId}::uuid)
        where workspace_id = ${workspaceId} and reader = ${reader}
          and offered_at > ${at}::timestamptz - make_interval(hours => ${contactHours}) and offered_at <= ${at}`,
      );
    if (customerId)
      send(
        tx,
        sql`
        update article_offers set contacted_at = ${at}
        where workspace_id = ${workspaceId} and customer_id = ${customerId} and contacted_at is null
          and offered_at > ${at}::timestamptz - make_interval(hours => ${contactHours}) and offered_at <= ${at}`,
      );
  });
}
