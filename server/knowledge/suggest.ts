import { sql } from "kysely";
import { audiences, type FoundArticle, type listArticleSuggestions } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { QueryOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { findArticles } from "./find.ts";
import type { ArticleFound } from "./for-readers.ts";
import { gistOf, plainText } from "./html/gist.ts";
import { renderForAnswer } from "./html/render.ts";
import { targetsOf } from "./reader.ts";
import { noteShown } from "./uses.ts";

/** Where customers read an article of a brand; null where its help centre is off. */
export type AddressOf = (
  db: Db,
  place: { workspaceId: string; brandId: string },
) => Promise<
  | ((article: { number: number; slug: string; locale: Locale }, anchor?: string | null) => string | null)
  | null
>;

/** Articles that may answer a matter, best first, in its customer's language where they are there. */
export async function suggestArticles(
  db: Db,
  addressOf: AddressOf,
  caller: Caller,
  conversationId: string,
  { text, locale: asked, limit }: QueryOf<typeof listArticleSuggestions>,
): Promise<{ items: FoundArticle[]; locale: Locale }> {
  const { workspaceId } = caller;
  const matter = await look(db, workspaceId, (tx) => matterOf(tx, caller, conversationId));
  const locale = asked ?? matter.locale;
  const found = await findArticles(db, {
    workspaceId,
    brandId: matter.brandId,
    audiences,
    locale,
    text: text || matter.words,
    limit,
    // Agents judge for themselves what fits.
    inAnyLanguage: true,
  });
  const address = await addressOf(db, { workspaceId, brandId: matter.brandId });
  const reading = { workspaceId, brandId: matter.brandId, audiences, locale };
  const { bodies, targets } = await look(db, workspaceId, async (tx) => {
    const bodies = await bodiesOf(tx, workspaceId, found);
    const led = [...bodies.values()].flatMap((html) =>
      gistOf(html).articles.map(({ articleId }) => articleId),
    );
    return {
      bodies,
      targets: await targetsOf(tx, { ...reading, audiences: ["everyone", "signed-in"] }, led),
    };
  });
  const linkOf = (articleId: string, anchor: string | null) => {
    const target = targets.get(articleId);
    return (target && address?.(target, anchor)) ?? null;
  };
  const items = found.map((one): FoundArticle => {
    const html = bodies.get(one.articleId) ?? "";
    const isForAgents = one.audience === "agents";
    const url = isForAgents ? null : (address?.(one) ?? null);
    return {
      id: one.articleId,
      number: one.number,
      audience: one.audience,
      locale: one.locale,
      isOtherLanguage: one.isOtherLanguage,
      title: one.title,
      summary: one.summary,
      excerpt: one.excerpt,
      marks: one.marks,
      isGood: one.isGood,
      url,
      html: renderForAnswer(html, { linkOf, locale: one.locale }),
      text: plainText(html, linkOf),
      mayLink: url === null ? "no" : one.audience === "signed-in" ? "signed-in" : "yes",
      isForAgents,
    };
  });
  await noteShown(
    db,
    caller,
    conversationId,
    items.map(({ id }) => id),
  );
  return { items, locale };
}

const longestWords = 1000;

/** What a matter is about, in its customer's words: the subject, and the newest that they wrote. */
async function matterOf(tx: Tx, caller: Caller, id: string) {
  if (!caller.permissions.has("conversations.read")) throw new Refusal("not_found");
  await mayRead(tx, caller, id);
  const { rows } = await sql<{
    brandId: string;
    subject: string;
    language: string;
    usual: Locale;
    said: string | null;
  }>`
    select c.brand_id, c.subject, c.language, b.locales[1] as usual,
      (select string_agg(reply, E'\n') from (
        select m.reply from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
          and m.kind = 'message' and m.author_kind = 'customer' order by m.sent_at desc, m.id desc limit 3) as last) as said
    from conversations c join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
    where c.workspace_id = ${caller.workspaceId} and c.id = ${id}`.execute(tx);
  const { brandId, subject, language, usual, said } = rows[0]!;
  const locale = locales.find((one) => one === language) ?? usual;
  return { brandId, locale, words: `${subject}\n${said ?? ""}`.slice(0, longestWords) };
}

async function bodiesOf(
  tx: Tx,
  workspaceId: string,
  found: readonly ArticleFound[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ articleId: string; html: string }>`
    select v.article_id, v.html
    from jsonb_to_recordset(${JSON.stringify(found.map(({ articleId, locale }) => ({ id: articleId, locale })))}::jsonb)
      as f (id uuid, locale text)
    join article_translations t on t.workspace_id = ${workspaceId} and t.article_id = f.id and t.locale = f.locale
    join article_versions v on v.workspace_id = t.workspace_id and v.article_id = t.article_id and v.locale = t.locale
      and v.version = t.published_version`.execute(tx);
  return new Map(rows.map(({ articleId, html }) => [articleId, html]));
}
