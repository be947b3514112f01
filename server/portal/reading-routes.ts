import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Audience } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import { countVisitorsAct } from "../accounts/index.ts";
import { look } from "../db/database.ts";
import { sendFile } from "../files/index.ts";
import {
  articleForReader,
  feedOf,
  fileForReader,
  type HelpArticle,
  type HelpTree,
  helpTree,
  isReading,
  noteOfferOpened,
  noteOpened,
  noteReading,
  noteSearch,
  type ReaderArticle,
  renderArticle,
  searchArticles,
  sitemapOf,
  vote,
  withdrawnArticle,
} from "../knowledge/index.ts";
import { Refusal } from "../refusal.ts";
import { type Answers, headed } from "./answer.ts";
import { brake } from "./brake.ts";
import { feed, openSearch, robots, sitemap } from "./for-machines.ts";
import type { PortalNeeds } from "./needs.ts";
import { first, readForm } from "./read-form.ts";
import { knownReader, readerOf } from "./readers.ts";
import {
  articlePage,
  homePage,
  lockedPage,
  ownFirst,
  sectionPage,
  type Voted,
  withdrawnPage,
} from "./reading-pages.ts";
import { instead, searchPage, suggestions } from "./search-pages.ts";
import { articlePath, sectionPath, to, type Visit } from "./visit.ts";

const mostFound = 20;
const mostSuggested = 6;
const mostUseful = 6;
const mostUsefulOfOthers = 1;
const mostNearWithdrawn = 6;
const xml = (type: string) => `application/${type}; charset=utf-8`;

/** What may be read: by everybody, or also by customers who signed in. */
const readingOf = ({ centre, locale, customer }: Visit, { withLocked = false } = {}) => ({
  workspaceId: centre.workspaceId,
  brandId: centre.brandId,
  locale,
  audiences: (customer || withLocked ? ["everyone", "signed-in"] : ["everyone"]) as Audience[],
});

const isId = (text: unknown): text is string =>
  typeof text === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Reading: the first page, sections, articles, search, and what machines read. */
export function readingRoutes(
  app: FastifyInstance,
  { db, store, secret }: PortalNeeds,
  answers: Answers,
): void {
  const searches = brake(120);
  const treeOf = (visit: Visit) => helpTree(db, readingOf(visit, { withLocked: visit.centre.showsLocked }));

  app.get("/help/:slug/:locale", async ({ visit }) =>
    answers.shared(visit!, "home", async () => {
      const tree = await treeOf(visit!);
      return homePage(visit!, tree, await usefulOf(visit!, tree));
    }),
  );

  /** The articles that most readers called helpful: those in the reader's language, and at most one other, behind them. */
  async function usefulOf({ centre }: Visit, tree: HelpTree): Promise<HelpArticle[]> {
    const { rows } = await look(db, centre.workspaceId, (tx) =>
      sql<{ articleId: string }>`
        select article_id from article_votes
        where workspace_id = ${centre.workspaceId} and at > now() - interval '180 days'
        group by article_id having count(*) filter (where helpful) > count(*) filter (where not helpful)
        order by count(*) filter (where helpful) - count(*) filter (where not helpful) desc, article_id
        limit 50`.execute(tx),
    );
    const all = new Map(
      [
        ...tree.others,
        ...tree.categories.flatMap((one) => [
          ...one.articles,
          ...one.sections.flatMap(({ articles }) => articles),
        ]),
      ].map((article) => [article.id, article]),
    );
    const useful = rows.flatMap(({ articleId }) => all.get(articleId) ?? []);
    const own = useful.filter((article) => !article.isOtherLanguage);
    const others = useful.filter((article) => article.isOtherLanguage).slice(0, mostUsefulOfOthers);
    return [...own, ...others].slice(0, mostUseful);
  }

  app.get<{ Params: { section: string } }>(
    "/help/:slug/:locale/sections/:section",
    async ({ visit, params }) => {
      const end = params.section.slice(0, 12);
      const found = sectionIn(await treeOf(visit!), end);
      if (!found) throw new Refusal("not_found");
      const path = sectionPath(found.section);
      if (visit!.path !== path && decodeURIComponent(visit!.path) !== decodeURIComponent(path))
        return visit!.response.redirect(to(visit!, path), 301);
      return answers.shared(visit!, path, async () => sectionPage(visit!, found.section, found.category));
    },
  );

  app.get<{ Params: { article: string }; Querystring: { voted?: string; s?: string; o?: string } }>(
    "/help/:slug/:locale/articles/:article",
    async ({ visit: given, params, query }) => {
      const visit = given!;
      const number = numberFrom(params.article);
      const voted = (["yes", "no", "said"] as const).find((one) => one === query.voted) ?? null;
      if (!isId(query.s) && !isId(query.o)) {
        let moved: string | null = null;
        const page = async () => {
          const article = await articleOf(visit, number);
          moved = movedTo(visit, article);
          return articlePage(visit, article, voted, "");
        };
        const answer = answers.shared(visit, `article ${params.article} ${voted}`, async () => {
          const made = await page();
          if (moved) throw new Moved(moved);
          return made;
        });
        return answer.then(
          (sent) => {
            if (!voted) countReading(visit, number);
            return sent;
          },
          (error: unknown) => afterThat(visit, number, error),
        );
      }
      const article = await articleOf(visit, number).catch((error: unknown) => error);
      if (article instanceof Error) return afterThat(visit, number, article);
      await noteWhatFor(visit, article as ReaderArticle, query);
      const more = isId(query.s) ? `?s=${query.s}` : `?o=${query.o}`;
      const moved = movedTo(visit, article as ReaderArticle);
      if (moved) return visit.response.redirect(`${moved}${more}`, 301);
      countReading(visit, number);
      return answers.page(visit, articlePage(visit, article as ReaderArticle, voted, more));
    },
  );

  async function articleOf(visit: Visit, number: number): Promise<ReaderArticle> {
    const article = await articleForReader(db, { ...readingOf(visit), number });
    if (article === "sign-in" && visit.centre.showsLocked) throw new Locked();
    if (!article || article === "sign-in") throw new Refusal("not_found");
    return article;
  }

  /** Old words in an address lead to the new ones. */
  function movedTo(visit: Visit, article: ReaderArticle): string | null {
    const path = articlePath(article);
    return decodeURIComponent(visit.path) === decodeURIComponent(path) ? null : to(visit, path);
  }

  async function afterThat(visit: Visit, number: number, error: unknown) {
    if (error instanceof Moved) return visit.response.redirect(error.message, 301);
    if (error instanceof Locked) return answers.page(visit, lockedPage(visit, visit.path), 403);
    if (!(error instanceof Refusal) || error.code !== "not_found") throw error;
    const withdrawn = await withdrawnArticle(db, { ...readingOf(visit), number });
    if (!withdrawn) throw error;
    const found = withdrawn.sectionId && sectionIn(await treeOf(visit), withdrawn.sectionId.slice(-12));
    const near = found ? ownFirst(found.section.articles).slice(0, mostNearWithdrawn) : [];
    return answers.page(visit, withdrawnPage(visit, found ? found.section : null, near), 410);
  }

  /** Behind the answer: nobody waits for it, and a page that is remembered is shown even where it cannot be noted. */
  function countReading(visit: Visit, number: number) {
    const { request, centre } = visit;
    if (!isReading(request)) return;
    const { workspaceId, brandId } = centre;
    noteReading(db, { workspaceId, brandId, number, reader: readerOf(secret, visit) }).catch(
      (error: unknown) => request.log.error(error, "A reading was not noted."),
    );
  }

  async function noteWhatFor(
    visit: Visit,
    { id: articleId }: ReaderArticle,
    query: { s?: string; o?: string },
  ) {
    const { workspaceId } = visit.centre;
    const reader = readerOf(secret, visit);
    if (isId(query.s)) await noteOpened(db, { workspaceId, searchId: query.s, reader, articleId });
    if (isId(query.o)) await noteOfferOpened(db, { workspaceId, offerId: query.o, reader, articleId });
  }

  app.post<{ Params: { article: string } }>("/help/:slug/:locale/articles/:article/vote", async (request) => {
    const visit = request.visit!;
    const sent = await readForm(request);
    const helpful = first(sent, "helpful");
    if (helpful !== "yes" && helpful !== "no") throw new Refusal("malformed");
    const article = await articleOf(visit, numberFrom((request.params as { article: string }).article));
    await countVisitorsAct(db, "vote", request.ip);
    const comment = first(sent, "comment").replaceAll("\0", "").toWellFormed().trim().slice(0, 2000);
    const { workspaceId, brandId } = visit.centre;
    await vote(db, {
      workspaceId,
      brandId,
      articleId: article.id,
      locale: article.locale,
      reader: knownReader(secret, visit),
      helpful: helpful === "yes",
      ...(comment && { comment }),
    });
    const voted: Voted = comment ? "said" : helpful;
    return visit.response.redirect(`${to(visit, articlePath(article))}?voted=${voted}#vote`, 303);
  });

  app.get<{ Querystring: { q?: unknown; as?: unknown } }>(
    "/help/:slug/:locale/search",
    async ({ visit: given, query, ip }) => {
      const visit = given!;
      const words = wordsFrom(query.q);
      if (!words) return answers.page(visit, searchPage(visit, "", { found: [], corrected: null }, null));
      searches(ip);
      const reading = readingOf(visit);
      const result = await searchArticles(db, {
        ...reading,
        text: words,
        limit: mostFound,
        asWritten: query.as === "written",
      });
      const { workspaceId, brandId } = reading;
      const searchId = await noteSearch(db, {
        workspaceId,
        brandId,
        place: "help",
        locale: visit.locale,
        words,
        results: result.found,
        reader: readerOf(secret, visit),
      });
      return answers.page(visit, searchPage(visit, words, result, searchId));
    },
  );

  app.get<{ Querystring: { q?: unknown } }>(
    "/help/:slug/:locale/suggest",
    async ({ visit: given, query, ip }) => {
      const visit = given!;
      searches(ip);
      const text = wordsFrom(query.q);
      const { found, corrected } = await searchArticles(db, {
        ...readingOf(visit),
        text,
        limit: mostSuggested,
        isBegun: true,
      });
      const said = visit.t("help.suggest.count", { n: found.length });
      return headed(visit)
        .header("cache-control", "private, max-age=60")
        .type("application/json; charset=utf-8")
        .send({ items: suggestions(visit, found), said, ...instead(visit, text, corrected) });
    },
  );

  app.get<{ Params: { file: string } }>(
    "/help/:slug/:locale/files/:file",
    async ({ visit: given, params }) => {
      const visit = given!;
      const { workspaceId, brandId, audiences } = readingOf(visit);
      const file =
        isId(params.file) &&
        (await fileForReader(db, { workspaceId, brandId, audiences, fileId: params.file }));
      if (!file) throw new Refusal("not_found");
      return sendFile(visit.response, store, workspaceId, file);
    },
  );

  app.get("/help/:slug/:locale/feed.xml", async ({ visit }) =>
    answers.shared(visit!, "feed", async () => {
      const articles = await feedOf(db, { ...readingOf({ ...visit!, customer: null }), limit: 30 });
      return { type: xml("atom+xml"), text: feed(visit!, articles, wordsForFeed) };
    }),
  );
  app.get("/help/:slug/:locale/opensearch.xml", async ({ visit }) =>
    answers.shared(visit!, "opensearch", async () => ({
      type: xml("opensearchdescription+xml"),
      text: openSearch(visit!),
    })),
  );
  app.get("/help/:slug/sitemap.xml", async ({ visit }) => {
    const { centre } = visit!;
    if (!centre.isIndexed) throw new Refusal("not_found");
    return answers.shared(visit!, "sitemap", async () => ({
      type: xml("xml"),
      text: sitemap(centre, await sitemapOf(db, centre)),
    }));
  });
  app.get("/help/:slug/robots.txt", async ({ visit }) =>
    answers.shared(visit!, "robots", async () => ({
      type: "text/plain; charset=utf-8",
      text: robots(visit!.centre),
    })),
  );
}

/** An article for readers of feeds: its links would lead nowhere from there. */
const wordsForFeed = ({ html, locale }: { html: string; locale: Locale }): string =>
  renderArticle(html, { locale, linkOf: () => null, fileOf: () => null });

class Moved extends Error {}
class Locked extends Error {}

function numberFrom(text: string): number {
  const number = Number(text.match(/^\d{1,9}(?=-|$)/)?.[0]);
  if (!Number.isSafeInteger(number)) throw new Refusal("not_found");
  return number;
}

const wordsFrom = (q: unknown): string =>
  typeof q === "string" ? q.replaceAll("\0", "").toWellFormed().trim().slice(0, 300) : "";

function sectionIn(tree: HelpTree, end: string) {
  for (const category of tree.categories) {
    if (category.id.endsWith(end)) return { section: category, category: null };
    const section = category.sections.find(({ id }) => id.endsWith(end));
    if (section) return { section, category };
  }
  return null;
}
