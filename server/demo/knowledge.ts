import { createHash, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { type Locale, locales } from "../../contract/languages.ts";
import { type Chance, chanceFrom } from "../chance.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import { askedOf, lookAtLinks } from "../knowledge/index.ts";
import type { history } from "./history.ts";
import { insertRows } from "./insert.ts";
import type { Made } from "./made.ts";
import { type DemoArticle, type DemoText, readArticles } from "./read-articles.ts";
import { type AgentKey, type BrandKey, knowledge } from "./world/index.ts";

type Rows = ReturnType<typeof history>;

const day = 86_400_000;
const seed = 20_260_512;

/** The owners of a brand's articles, in turn. */
const owners: Record<BrandKey, AgentKey[]> = {
  kolo: ["nina", "pavel", "grace"],
  lumen: ["lin", "pavel"],
  safra: ["salma", "omar"],
};

interface Telling {
  made: Made;
  now: Date;
  chance: Chance;
  articles: DemoArticle[];
}

const before = ({ now }: Telling, days: number) => new Date(now.getTime() - days * day);
const by = ({ made }: Telling, key: AgentKey) => ({ kind: "agent", ...made.agents.get(key)! });
const readerOf = (nr: number) => `\\x${createHash("sha256").update(`reader ${nr}`).digest("hex")}`;

/** Fills the help centres: articles with what readers and agents made of them. Search learns of them after the start. */
export async function addKnowledge(db: Db, made: Made, rows: Rows, now: Date): Promise<void> {
  const telling: Telling = { made, now, chance: chanceFrom(seed), articles: await readArticles() };
  const { workspaceId } = made;
  await withoutWall(db, async (tx) => {
    const sections = await addSections(tx, telling);
    await addArticles(tx, telling, sections);
    await addReadings(tx, telling);
    await addVoices(tx, telling);
    await addSearches(tx, telling);
    await addOffers(tx, telling, rows);
    await addUses(tx, telling, rows);
    await lookAtLinks(tx, workspaceId, sql`true`);
  });
}

/** Categories and sections as the articles name them in each language; returns the id of each by brand and English name. */
async function addSections(tx: Tx, telling: Telling): Promise<Map<string, string>> {
  const { made, articles } = telling;
  const ids = new Map<string, string>();
  const rows = new Map<
    string,
    {
      id: string;
      brandId: string;
      parentId: string | null;
      names: Partial<Record<Locale, string>>;
      position: number;
    }
  >();
  const add = (key: string, brand: BrandKey, parentId: string | null, names: [Locale, string][]) => {
    const id = ids.get(key) ?? randomUUIDv7();
    ids.set(key, id);
    const row = rows.get(key) ?? {
      id,
      brandId: made.brands.get(brand)!,
      parentId,
      names: {},
      position: rows.size + 1,
    };
    for (const [locale, name] of names) row.names[locale] ??= name;
    rows.set(key, row);
    return id;
  };
  for (const { brand, texts } of articles) {
    const all = [...texts.values()];
    const { category, section } = nameOf(texts);
    if (!category || !section) continue;
    const parent = add(
      `${brand} ${category}`,
      brand,
      null,
      all.map((text) => [text.locale, text.category]),
    );
    add(
      `${brand} ${category} ${section}`,
      brand,
      parent,
      all.map((text) => [text.locale, text.section]),
    );
  }
  await insertRows(
    tx,
    "articleSections",
    [...rows.values()].map((row) => ({
      workspaceId: made.workspaceId,
      ...row,
      descriptions: {},
      icon: null,
      createdAt: before(telling, 190),
    })),
  );
  return ids;
}

/** By its English name, or, in one language alone, by that of an article beside it. */
const nameOf = (texts: DemoArticle["texts"]) => {
  const english = texts.get("en");
  return { category: english?.category, section: english?.section };
};

function sectionOf(
  { brand, texts }: DemoArticle,
  { articles }: Telling,
  ids: ReadonlyMap<string, string>,
): string | null {
  const english = nameOf(texts);
  const [own] = texts.values();
  const beside = articles.find(
    (one) =>
      one.brand === brand && one.texts.has("en") && one.texts.get(own!.locale)?.section === own!.section,
  );
  const { category, section } = english.section ? english : nameOf(beside?.texts ?? new Map());
  return ids.get(`${brand} ${category} ${section}`) ?? null;
}

async function addArticles(tx: Tx, telling: Telling, sections: ReadonlyMap<string, string>) {
  const { made, articles, chance } = telling;
  const { workspaceId } = made;
  const rows: object[] = [];
  const translations: object[] = [];
  const versions: object[] = [];
  const links: object[] = [];
  for (const [nr, article] of articles.entries()) {
    const { key, id, brand, audience, source, texts } = article;
    const review = knowledge.reviews.find((one) => one.article === key);
    const owner = review?.owner ?? owners[brand][nr % owners[brand].length]!;
    const begun = before(telling, chance.whole(40, 180));
    rows.push({
      workspaceId,
      id,
      number: nr + 1,
      brandId: made.brands.get(brand)!,
      sectionId: sectionOf(article, telling, sections),
      audience,
      product: null,
      sourceLocale: source,
      tags: texts.get(source)!.tags,
      position: nr + 1,
      ownerId: nr % 9 === 8 && !review ? null : made.agents.get(owner)!.id,
      reviewEveryDays: review?.everyDays ?? null,
      reviewAt: review ? before(telling, -review.inDays) : null,
      createdAt: begun,
      updatedAt: new Date(begun.getTime() + chance.below(30) * day),
    });
    const later = knowledge.behind.find((one) => one.article === key);
    const toCome = knowledge.toCome.find((one) => one.article === key);
    const drafts = knowledge.unpublished.find((one) => one.article === key)?.locales ?? [];
    for (const text of texts.values()) {
      const { locale, title, slug, html, triggers, gist } = text;
      const isSource = locale === source;
      const last = isSource && later ? 2 : 1;
      const isShown = !toCome && !drafts.includes(locale);
      const at = new Date(begun.getTime() + (isSource ? 0 : 2) * day);
      const newest = last === 2 ? before(telling, 6) : at;
      const followed = isSource ? null : later && !later.locales.includes(locale) ? 2 : 1;
      translations.push({
        workspaceId,
        articleId: id,
        locale,
        slug,
        title,
        summary: "",
        html,
        triggers,
        draft: last,
        changedAt: newest,
        changedBy: by(telling, owner),
        publishedDraft: isShown ? last : null,
        publishedVersion: isShown ? last : null,
        publishedAt: isShown ? newest : null,
        publishAt: toCome?.inDays ? before(telling, -toCome.inDays) : null,
        sourceVersion: isSource || toCome ? null : followed,
        createdAt: at,
      });
      links.push(...linksOf(workspaceId, id, text));
      if (!isShown) continue;
      const written = {
        workspaceId,
        articleId: id,
        locale,
        title,
        summary: "",
        triggers,
        publishedBy: by(telling, owner),
        note: "",
      };
      const version = {
        ...written,
        version: last,
        html,
        text: gist.text,
        headings: gist.headings.map(({ words }) => words).join("\n"),
        sourceVersion: followed,
        publishedAt: newest,
      };
      versions.push(version);
      if (last === 2)
        versions.push({
          ...version,
          version: 1,
          html: html.replaceAll(later!.was[0], later!.was[1]),
          text: gist.text.replaceAll(later!.was[0], later!.was[1]),
          publishedAt: at,
        });
    }
  }
  await insertRows(tx, "articles", rows);
  await insertRows(tx, "articleTranslations", translations);
  await insertRows(tx, "articleVersions", versions);
  await insertRows(tx, "articleLinks", links);
  await tx
    .updateTable("workspaces")
    .set({ nextArticleNumber: articles.length + 1 })
    .where("id", "=", workspaceId)
    .execute();
}

const linksOf = (workspaceId: string, articleId: string, { locale, gist }: DemoText) =>
  gist.articles.map((link) => ({
    workspaceId,
    articleId,
    locale,
    kind: "article",
    target: link.articleId,
    state: "unknown",
  }));

const articleOf = ({ articles }: Telling, key: knowledge.ArticleKey) =>
  articles.find((one) => one.key === key)!;

/** Who read what: some articles much more than others. */
async function addReadings(tx: Tx, telling: Telling) {
  const { made, chance, articles } = telling;
  const rows: object[] = [];
  for (const { id, brand } of articles.filter(({ audience }) => audience !== "agents"))
    for (let nr = Math.floor(70 * chance.share() ** 3); nr > 0; nr--) {
      const at = before(telling, 0.1 + chance.share() * 89);
      rows.push({
        workspaceId: made.workspaceId,
        articleId: id,
        day: Math.floor(at.getTime() / day),
        reader: readerOf(50_000 + rows.length),
        brandId: made.brands.get(brand)!,
        at,
      });
    }
  await insertRows(tx, "articleReadings", rows);
}

/** Voices, some with words, and what agents say is wrong. */
async function addVoices(tx: Tx, telling: Telling) {
  const { made, chance, articles } = telling;
  const { workspaceId } = made;
  const votes: object[] = knowledge.comments.map(({ article, locale, helpful, words }, nr) => ({
    workspaceId,
    id: randomUUIDv7(),
    articleId: articleOf(telling, article).id,
    locale,
    version: 1,
    reader: readerOf(10_000 + nr),
    helpful,
    comment: words,
    settledAt: nr % 4 === 3 ? before(telling, 1) : null,
    at: before(telling, 2 + nr * 1.7),
  }));
  for (const article of articles.filter(({ audience }) => audience === "everyone"))
    for (let nr = chance.below(7); nr > 0; nr--)
      votes.push({
        workspaceId,
        id: randomUUIDv7(),
        articleId: article.id,
        locale: chance.of([...article.texts.keys()]),
        version: 1,
        reader: readerOf(20_000 + votes.length),
        helpful: chance.share() < 0.84,
        comment: "",
        settledAt: before(telling, 0.5),
        at: before(telling, 1 + chance.share() * 40),
      });
  await insertRows(tx, "articleVotes", votes);
  await insertRows(
    tx,
    "articleFlags",
    knowledge.flags.map(({ article, locale, by: agent, daysAgo, words, isSettled }) => ({
      workspaceId,
      id: randomUUIDv7(),
      articleId: articleOf(telling, article).id,
      locale,
      words,
      raisedBy: by(telling, agent),
      raisedAt: before(telling, daysAgo),
      settledBy: isSettled ? by(telling, "lin") : null,
      settledAt: isSettled ? before(telling, daysAgo - 1) : null,
    })),
  );
}

async function addSearches(tx: Tx, telling: Telling) {
  const { made, chance, articles } = telling;
  const rows: object[] = [];
  const add = (brand: BrandKey, locale: Locale, words: string, found: boolean, articleId: string | null) => {
    rows.push({
      workspaceId: made.workspaceId,
      id: randomUUIDv7(),
      brandId: made.brands.get(brand)!,
      place: chance.weighed([
        ["help", 7],
        ["form", 2],
        ["chat", 1],
      ] as const),
      locale,
      ...askedOf(words, locale),
      words,
      results: found ? chance.whole(2, 9) : chance.below(3),
      found,
      reader: readerOf(30_000 + rows.length),
      articleId,
      at: before(telling, 0.1 + chance.share() * 25),
    });
  };
  for (const { brand, locale, people, words } of knowledge.unfound)
    for (let nr = 0; nr < people; nr++) add(brand, locale, words[nr % words.length]!, false, null);
  for (const article of articles)
    for (const text of article.texts.values())
      if (article.audience === "everyone" && text.triggers.length && chance.share() < 0.3)
        add(
          article.brand,
          text.locale,
          chance.of(text.triggers),
          true,
          chance.share() < 0.7 ? article.id : null,
        );
  await insertRows(tx, "articleSearches", rows);
}

/** What became of those who were about to write. */
async function addOffers(tx: Tx, telling: Telling, { customers }: Rows) {
  const { made, chance, articles } = telling;
  const open = articles.filter(({ audience }) => audience === "everyone");
  const rows = Array.from({ length: 140 }, (_, nr) => {
    const article = chance.of(open);
    const offeredAt = before(telling, 0.2 + chance.share() * 26);
    const outcome = chance.weighed([
      ["silent", 3],
      ["wrote", 4],
      ["read and wrote", 2],
      ["read", 3],
      ["answer", 4],
      ["answer, and wrote", 0.4],
    ] as const);
    const hasRead = outcome !== "silent" && outcome !== "wrote";
    const soon = (minutes: number) => new Date(offeredAt.getTime() + minutes * 60_000);
    return {
      workspaceId: made.workspaceId,
      id: randomUUIDv7(),
      brandId: made.brands.get(article.brand)!,
      place: chance.share() < 0.6 ? "form" : "chat",
      locale: chance.of([...article.texts.keys()]),
      reader: readerOf(40_000 + nr),
      customerId: chance.share() < 0.45 ? chance.of(customers).id : null,
      articles: [article.id],
      offeredAt,
      openedId: hasRead ? article.id : null,
      openedAt: hasRead ? soon(1) : null,
      acceptedAt: outcome.startsWith("answer") ? soon(3) : null,
      contactedAt: outcome.includes("wrote") ? soon(chance.whole(4, 300)) : null,
    };
  });
  await insertRows(tx, "articleOffers", rows);
}

/** Articles that agents put into answers. */
async function addUses(tx: Tx, telling: Telling, { conversations }: Rows) {
  const { made, chance, articles } = telling;
  const brandOf = new Map([...made.brands].map(([key, id]) => [id, key]));
  const agents = [...made.agents.values()];
  const rows = conversations
    .filter(({ status }) => status === "closed")
    .filter(() => chance.share() < 0.12)
    .flatMap((conversation) => {
      const fitting = articles.filter(
        ({ brand, texts, audience }) =>
          brand === brandOf.get(conversation.brandId) &&
          texts.has(conversation.language as Locale) &&
          audience === "everyone",
      );
      if (!fitting.length || !locales.includes(conversation.language as Locale)) return [];
      return [
        {
          workspaceId: made.workspaceId,
          id: randomUUIDv7(),
          articleId: chance.of(fitting).id,
          locale: conversation.language,
          conversationId: conversation.id,
          how: chance.share() < 0.6 ? "link" : "text",
          agentId: chance.of(agents).id,
          at: before(telling, 0.5 + chance.share() * 24),
        },
      ];
    });
  await insertRows(tx, "articleUses", rows);
  // Beside these matters it was shown, and the one after it too.
  await insertRows(
    tx,
    "articleShowings",
    rows.flatMap(({ workspaceId, articleId, conversationId, at }) => {
      const next = articles[(articles.findIndex(({ id }) => id === articleId) + 1) % articles.length]!;
      return [articleId, next.id].map((shown) => ({ workspaceId, articleId: shown, conversationId, at }));
    }),
  );
}
