import type { getChatArticle, listChatArticles, postArticleAccepted } from "../../contract/chat.ts";
import type { BodyOf, QueryOf, ReplyOf } from "../../contract/route.ts";
import { takeArticle } from "../conversations/index.ts";
import { within } from "../db/database.ts";
import {
  acceptOffer,
  findArticles as findInKnowledge,
  noteOfferOpened,
  noteReading,
  offerArticles,
} from "../knowledge/index.ts";
import { articleElsewhere } from "../portal/index.ts";
import { Refusal } from "../refusal.ts";
import type { Visitor } from "../visitor.ts";
import { refuseForeign } from "./chats.ts";
import { asCaller } from "./ending.ts";
import type { ChatNeeds } from "./needs.ts";
import { readerOf } from "./reader.ts";
import { widgetById } from "./widget.ts";

/** What a visitor may read: whom the site vouches for is signed in. */
const readingOf = ({ workspaceId, brandId, account, locale }: Visitor) => ({
  workspaceId,
  brandId,
  audiences: account === null ? (["everyone"] as const) : (["everyone", "signed-in"] as const),
  locale,
});

const hasArticles = async ({ db }: ChatNeeds, visitor: Visitor): Promise<boolean> =>
  (await widgetById(db, visitor.workspaceId, visitor.widgetId))?.settings.hasArticles ?? false;

/** Articles that may answer what is asked; those shown before anybody asked for them are an offer. */
export async function findArticles(
  needs: ChatNeeds,
  visitor: Visitor,
  { text, limit, isOffer }: QueryOf<typeof listChatArticles>,
): Promise<ReplyOf<typeof listChatArticles>> {
  const { db, secret } = needs;
  if (!(await hasArticles(needs, visitor))) return { offer: null, items: [] };
  const found = await findInKnowledge(db, { ...readingOf(visitor), text, limit });
  const offer =
    isOffer && found.length
      ? await offerArticles(db, {
          workspaceId: visitor.workspaceId,
          brandId: visitor.brandId,
          place: "chat",
          locale: visitor.locale,
          reader: readerOf(secret, visitor),
          customerId: visitor.customerId,
          articles: found.map(({ articleId }) => articleId),
        })
      : null;
  return {
    offer,
    items: found.map((one) => ({
      id: one.articleId,
      number: one.number,
      slug: one.slug,
      title: one.title,
      summary: one.summary,
      excerpt: one.excerpt,
      marks: one.marks,
      locale: one.locale,
      isOtherLanguage: one.isOtherLanguage,
    })),
  };
}

export async function readArticle(
  needs: ChatNeeds,
  visitor: Visitor,
  number: number,
  { locale = visitor.locale, offer }: QueryOf<typeof getChatArticle>,
): Promise<ReplyOf<typeof getChatArticle>> {
  const { db, secret } = needs;
  const { workspaceId } = visitor;
  const article = await articleThere(needs, visitor, { locale, number });
  const reader = readerOf(secret, visitor);
  if (offer) await noteOfferOpened(db, { workspaceId, offerId: offer, reader, articleId: article.id });
  await noteReading(db, { workspaceId, brandId: visitor.brandId, number, reader });
  return article;
}

/** The article was the answer: to the offer in which it stood, and to what was asked in a conversation. */
export async function acceptArticle(
  needs: ChatNeeds,
  visitor: Visitor,
  number: number,
  { offer, conversation }: BodyOf<typeof postArticleAccepted>,
): Promise<void> {
  const { db, secret } = needs;
  const { workspaceId } = visitor;
  const article = await articleThere(needs, visitor, { locale: visitor.locale, number });
  const reader = readerOf(secret, visitor);
  if (offer) await acceptOffer(db, { workspaceId, offerId: offer, reader, articleId: article.id });
  if (!conversation) return;
  await within(db, workspaceId, async (tx) => {
    await refuseForeign(tx, visitor, conversation);
    await takeArticle(db, asCaller(visitor), conversation, article.id);
  });
}

/** The article as this visitor may read it in this chat; refused where there is none. */
async function articleThere(
  needs: ChatNeeds,
  visitor: Visitor,
  which: { locale: Visitor["locale"]; number: number },
) {
  const publicUrl = needs.publicUrl.origin;
  const article = (await hasArticles(needs, visitor))
    ? await articleElsewhere(needs.db, { ...readingOf(visitor), ...which, publicUrl })
    : null;
  if (!article) throw new Refusal("not_found");
  return article;
}
