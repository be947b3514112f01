import { sql } from "kysely";
import type { Article, postArticleDraft } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { mayRead } from "../conversations/index.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { text } from "../texts.ts";
import { insertArticle } from "./articles.ts";
import { cleanArticle } from "./html/clean.ts";
import { type Piece, piece, writeTree } from "./html/tree.ts";
import { readArticle } from "./read.ts";
import { nothingTakenOut, redact, type TakenOut, withoutCourtesies } from "./redact.ts";
import { slugOf } from "./slug.ts";
import { tellOf } from "./tell.ts";
import { insertTranslation } from "./translations.ts";
import { insertUse } from "./uses.ts";

interface Matter {
  id: string;
  brandId: string;
  subject: string;
  intent: string | null;
  locale: Locale;
  names: string[];
  said: { by: "customer" | "agent"; text: string }[];
}

/**
 * Drafts an article from a matter: what was asked, and what we answered as steps, without what belongs to one person. It
 * stays a draft: somebody reads it before readers do.
 */
export function draftFromMatter(
  db: Db,
  caller: Caller,
  conversationId: string,
  { audience, locale: asked }: BodyOf<typeof postArticleDraft>,
): Promise<ReplyOf<typeof postArticleDraft>> {
  return within(db, caller.workspaceId, async (tx) => {
    const matter = await matterOf(tx, caller, conversationId);
    if (!matter.said.some(({ by }) => by === "agent")) throw new Refusal("answer_owed");
    const locale = asked ?? matter.locale;
    const takenOut = nothingTakenOut();
    const { title, html } = written(matter, locale, takenOut);
    const article = await insertArticle(tx, caller.workspaceId, {
      brandId: matter.brandId,
      sectionId: await sectionGuess(tx, caller.workspaceId, matter),
      audience,
      tags: [],
      ownerId: caller.kind === "agent" ? caller.id : null,
      sourceLocale: locale,
    });
    await insertTranslation(
      tx,
      caller,
      article,
      locale,
      { title, summary: "", slug: slugOf(title), html, triggers: [] },
      null,
    );
    await insertUse(tx, caller, { articleId: article.id, locale, conversationId, how: "written-from" });
    await tellOf(tx, caller, article, "article.changed", { locale, writtenFrom: conversationId });
    const shown: Article = await readArticle(tx, caller, article.id);
    return { ...shown, takenOut };
  });
}

async function matterOf(tx: Tx, caller: Caller, id: string): Promise<Matter> {
  if (!caller.permissions.has("conversations.read")) throw new Refusal("not_found");
  await mayRead(tx, caller, id);
  const { rows } = await sql<{
    brandId: string;
    subject: string;
    intent: string | null;
    language: string;
    usual: Locale;
    names: string[];
    said: Matter["said"] | null;
  }>`
    select c.brand_id, c.subject, c.intent, c.language, b.locales[1] as usual,
      array(select distinct name from (
        select m.author_name as name from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
        union all select k.name from customers k where k.workspace_id = c.workspace_id and k.id = c.customer_id
      ) as people where name is not null and name <> '') as names,
      (select json_agg(json_build_object('by', m.author_kind, 'text', m.reply) order by m.sent_at, m.id) from messages m
        where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.kind = 'message' and m.auto is null
          and m.author_kind in ('customer', 'agent')) as said
    from conversations c join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
    where c.workspace_id = ${caller.workspaceId} and c.id = ${id}`.execute(tx);
  const { language, usual, said, ...matter } = rows[0]!;
  return { ...matter, id, said: said ?? [], locale: locales.find((one) => one === language) ?? usual };
}

const longestTitle = 120;
const longestText = 8000;

function written(matter: Matter, locale: Locale, taken: TakenOut): { title: string; html: string } {
  const clean = (words: string) => redact(withoutCourtesies(words, taken), matter.names, locale, taken);
  const question = clean(matter.said.find(({ by }) => by === "customer")?.text ?? "");
  const answers = matter.said
    .filter(({ by }) => by === "agent")
    .map((one) => clean(one.text))
    .filter(Boolean);
  const subject = redact(
    matter.subject.replace(/^(?:\s*(?:re|fwd?|aw|отв|на|回复|答复|转发|رد)\s*[:：])+/iu, ""),
    matter.names,
    locale,
    nothingTakenOut(),
  ).trim();
  const title =
    (isTelling(subject) ? subject : firstSentence(question)) ||
    subject ||
    text(locale, "article.draft.title");
  const steps = answers.flatMap(stepsIn);
  const answered: Piece[] =
    steps.length > 1
      ? [
          ...answers.flatMap(beforeSteps),
          piece(
            "ol",
            steps.map((step) => piece("li", [step])),
            { "data-steps": "" },
          ),
        ]
      : answers.flatMap(paragraphs);
  const html = writeTree([
    piece("h2", [text(locale, "article.draft.question")]),
    ...paragraphs(question),
    piece("h2", [text(locale, "article.draft.answer")]),
    ...answered,
  ]);
  return { title: cut(title), html: cleanArticle(html.slice(0, 200_000)).html };
}

/** A subject of one word, or of a number that was blanked, says too little for a title. */
const isTelling = (subject: string) =>
  /[\p{Script=Han}]{3,}/u.test(subject) ||
  subject
    .replace(/\[[^\]]*\]/g, "")
    .split(/\s+/)
    .filter((word) => word.length > 1).length >= 2;

const firstSentence = (words: string) => /^[^\n.!?。！？؟]{3,}[?？؟]?/u.exec(words.trim())?.[0].trim() ?? "";

const cut = (title: string) => {
  const capital = title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return [...capital].length > longestTitle
    ? `${[...capital].slice(0, longestTitle - 1).join("")}…`
    : capital;
};

const paragraphs = (words: string): Piece[] =>
  words
    .slice(0, longestText)
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) =>
      piece(
        "p",
        part.split("\n").flatMap((line, at): Piece[] => (at ? [piece("br", []), line] : [line])),
      ),
    );

const numbered = /^\s*(?:\d{1,2}|[٠-٩]{1,2})[.)、．]\s*|^\s*[-–•*]\s+/u;

/** Lines that somebody numbered or set off. */
const stepsIn = (answer: string): string[] =>
  answer
    .split("\n")
    .filter((line) => numbered.test(line))
    .map((line) => line.replace(numbered, "").trim())
    .filter(Boolean);

/** What was said around them. */
const beforeSteps = (answer: string): Piece[] =>
  paragraphs(
    answer
      .split("\n")
      .filter((line) => !numbered.test(line))
      .join("\n")
      .replace(/\n{3,}/g, "\n\n"),
  );

/** Where articles stand that were used in matters about the same. */
async function sectionGuess(
  tx: Tx,
  workspaceId: string,
  { brandId, intent }: Matter,
): Promise<string | null> {
  if (!intent) return null;
  const { rows } = await sql<{ sectionId: string }>`
    select a.section_id from article_uses u
    join conversations c on c.workspace_id = u.workspace_id and c.id = u.conversation_id
    join articles a on a.workspace_id = u.workspace_id and a.id = u.article_id
    left join article_sections s on s.workspace_id = a.workspace_id and s.id = a.section_id
    where u.workspace_id = ${workspaceId} and c.intent = ${intent} and a.section_id is not null and a.archived_at is null
      and (s.brand_id is null or s.brand_id = ${brandId})
    group by a.section_id order by count(*) desc limit 1`.execute(tx);
  return rows[0]?.sectionId ?? null;
}
