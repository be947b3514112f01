import { describe, expect, test } from "vitest";
import { getHelpCentre, patchHelpCentre } from "../../contract/help-centres.ts";
import {
  type Article,
  deleteArticleArchival,
  deleteArticleSection,
  deletePublication,
  deleteTranslation,
  getArticle,
  getArticleCounts,
  getArticlePreview,
  getArticleVersion,
  getTranslation,
  listArticleSections,
  listArticles,
  listArticleVersions,
  patchArticle,
  patchArticleSection,
  postArticle,
  postArticleArchival,
  postArticleReview,
  postArticleSection,
  postArticleVersionRestoration,
  putArticleOrder,
  putArticleSectionOrder,
  putPublication,
  putPublicationPlan,
  putTranslation,
} from "../../contract/knowledge.ts";
import { listNotices } from "../../contract/notices.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import {
  articleForReader,
  feedOf,
  findArticles,
  helpTree,
  publishPlanned,
  sitemapOf,
  tellReviews,
} from "./index.ts";

const { db, kolo, nina, omar, person, safra, salma, settled, stranger, workspaceId } = await world();
const lead = await person({ name: "Lin Wei", role: "lead", teams: [kolo.teamId] });
const reading = { workspaceId, brandId: kolo.id, audiences: ["everyone"] as const, locale: "en" as const };

const begin = (
  title: string,
  more: Partial<Parameters<typeof omar.call<typeof postArticle>>[1]["body"]> = {},
) =>
  omar.call(postArticle, {
    body: { brand: kolo.id, locale: "en", title, html: `<p>${title}, told at length.</p>`, ...more },
  });
const publish = (article: { id: string }, body: object = {}) =>
  omar.call(putPublication, { params: article, body });
const seen = (article: Article, more: object = {}) =>
  articleForReader(db, { ...reading, number: article.number, ...more });

describe("an article", () => {
  test("is a draft until somebody publishes it, and readers see the version and not the draft", async () => {
    const article = await begin("Bleeding a brake");
    expect(article).toMatchObject({
      state: "draft",
      missing: ["en", "ru", "uk", "zh", "ar"],
      owner: { id: omar.id },
    });
    expect(await seen(article)).toBeNull();

    await publish(article, { note: "First" });
    await omar.call(putTranslation, {
      params: { id: article.id, locale: "en" },
      body: { draft: 1, title: "Bleeding a hydraulic brake", html: "<p>Another text.</p>" },
    });
    expect(await seen(article)).toMatchObject({ title: "Bleeding a brake", version: 1 });
    const translation = await omar.call(getTranslation, { params: { id: article.id, locale: "en" } });
    expect(translation).toMatchObject({
      draft: 2,
      hasChanges: true,
      published: { version: 1, note: "First" },
    });

    await publish(article);
    expect(await seen(article)).toMatchObject({ title: "Bleeding a hydraulic brake", version: 2 });
  });

  test("counts its numbers up within the workspace", async () => {
    const [one, other] = [await begin("One"), await begin("Other")];
    expect(other.number).toBe(one.number + 1);
  });

  test("that says nothing new makes no new version", async () => {
    const article = await begin("Nothing new");
    await publish(article);
    await publish(article);
    const { items } = await omar.call(listArticleVersions, { params: { id: article.id, locale: "en" } });
    expect(items.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([[1, true]]);
  });

  test("is not written over by who saw an older draft", async () => {
    const article = await begin("Two writers");
    const params = { id: article.id, locale: "en" as const };
    const answers = await Promise.all(
      [nina, omar].map((who) =>
        who.ask(putTranslation, {
          params,
          body: { draft: 1, title: "Two writers", html: `<p>By ${who.name}.</p>` },
        }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const winner = answers.find(({ statusCode }) => statusCode === 200)!.json();
    const now = await omar.call(getTranslation, { params });
    expect(now).toMatchObject({ draft: 2, html: winner.html });
    expect(answers.find(({ statusCode }) => statusCode === 409)!.json().code).toBe("article_changed");
  });

  test("is published only as it was looked at", async () => {
    const article = await begin("Seen before");
    await nina.call(putTranslation, {
      params: { id: article.id, locale: "en" },
      body: { draft: 1, title: "Changed behind the back" },
    });
    const problem = await omar.refused(putPublication, {
      params: { id: article.id },
      body: { drafts: { en: 1 } },
    });
    expect(problem.code).toBe("article_changed");
  });

  test("gets back what a version said, as a draft", async () => {
    const article = await begin("Restored", { html: '<h2 id="old">Old</h2><p>The first text.</p>' });
    await publish(article);
    const params = { id: article.id, locale: "en" as const };
    await omar.call(putTranslation, {
      params,
      body: { draft: 1, title: "Restored", html: "<p>The second text.</p>" },
    });
    await publish(article);
    const second = await omar.call(getArticleVersion, { params: { ...params, version: 2 } });
    expect(second.changes.map(({ kind }) => kind)).toEqual(["removed", "removed", "added"]);
    const draft = await omar.call(postArticleVersionRestoration, {
      params: { ...params, version: 1 },
      body: { draft: 2 },
    });
    expect(draft).toMatchObject({
      draft: 3,
      html: '<h2 id="old">Old</h2><p>The first text.</p>',
      hasChanges: true,
    });
    expect(await seen(article)).toMatchObject({ version: 2 });
  });

  test("is withdrawn in one language or in all, and numbers its versions on when it comes back", async () => {
    const article = await begin("Comes and goes");
    await omar.call(putTranslation, {
      params: { id: article.id, locale: "ru" },
      body: { draft: null, title: "Приходит и уходит", html: "<p>Текст.</p>" },
    });
    await publish(article);
    await omar.call(deletePublication, { params: article, query: { locale: "en" } });
    expect(await seen(article)).toMatchObject({ locale: "ru", isOtherLanguage: true });
    await omar.call(deletePublication, { params: article });
    expect(await seen(article)).toBeNull();
    await publish(article, { locales: ["en"] });
    expect(await seen(article)).toMatchObject({ locale: "en", version: 2 });
  });

  test("that is archived is nobody's, and comes back as it was", async () => {
    const article = await begin("Old news");
    await publish(article);
    await omar.call(postArticleArchival, { params: article });
    expect(await seen(article)).toBeNull();
    expect((await omar.refused(putPublication, { params: article, body: {} })).code).toBe("article_archived");
    await omar.call(deleteArticleArchival, { params: article });
    expect(await seen(article)).toMatchObject({ version: 1 });
  });

  test("is changed by who saw its last state", async () => {
    const article = await begin("Moved");
    await omar.call(patchArticle, {
      params: article,
      body: { tags: ["brakes", "brakes"], version: article.version },
    });
    const again = await omar.refused(patchArticle, {
      params: article,
      body: { tags: [], version: article.version },
    });
    expect(again.code).toBe("article_changed");
    expect(await omar.call(getArticle, { params: article })).toMatchObject({ tags: ["brakes"] });
  });

  test("has an owner who reaches its brand", async () => {
    const body = { brand: kolo.id, locale: "en" as const, title: "Whose?", owner: salma.id };
    expect((await omar.refused(postArticle, { body })).code).toBe("not_found");
  });
});

describe("a translation", () => {
  test("is older than its source when that was published since, and shows what changed", async () => {
    const article = await begin("Source", { html: "<p>Stays.</p><p>Goes.</p>" });
    await publish(article);
    const params = { id: article.id, locale: "uk" as const };
    await nina.call(putTranslation, {
      params,
      body: { draft: null, title: "Джерело", html: "<p>Лишається.</p>" },
    });
    await publish(article);
    expect((await omar.call(getTranslation, { params })).isBehind).toBe(false);

    await omar.call(putTranslation, {
      params: { id: article.id, locale: "en" },
      body: { draft: 1, title: "Source", html: "<p>Stays.</p><p>Came.</p>" },
    });
    expect((await omar.call(getTranslation, { params })).isBehind).toBe(false);
    await publish(article, { locales: ["en"] });
    const behind = await omar.call(getTranslation, { params });
    expect(behind).toMatchObject({ isBehind: true, source: { version: 2, followed: 1 } });
    expect(behind.source!.changes).toEqual([
      { kind: "same", html: "<p>Stays.</p>" },
      { kind: "removed", html: "<p>Goes.</p>" },
      { kind: "added", html: "<p>Came.</p>" },
    ]);
    expect((await omar.call(getArticle, { params: article })).needs).toContain("newer-source");
    expect(await seen(article, { locale: "uk" })).toMatchObject({ isBehind: true, locale: "uk" });

    await nina.call(putTranslation, { params, body: { draft: 1, title: "Джерело", follows: 2 } });
    expect((await omar.call(getTranslation, { params })).isBehind).toBe(false);
  });

  test("written before its source was published follows what that becomes", async () => {
    const article = await begin("Both at once");
    const params = { id: article.id, locale: "zh" as const };
    await omar.call(putTranslation, { params, body: { draft: null, title: "同时发布" } });
    await publish(article, { locales: ["en"] });
    await publish(article, { locales: ["zh"] });
    expect(await omar.call(getTranslation, { params })).toMatchObject({
      isBehind: false,
      published: { sourceVersion: 1 },
    });
  });

  test("is begun by null alone, and cannot follow a version that never was", async () => {
    const article = await begin("Begun");
    const params = { id: article.id, locale: "ru" as const };
    expect((await omar.refused(putTranslation, { params, body: { draft: 1, title: "Начало" } })).code).toBe(
      "not_found",
    );
    const follows = { draft: null, title: "Начало", follows: 3 };
    expect((await omar.refused(putTranslation, { params, body: follows })).code).toBe("invalid");
  });

  test("goes with its versions; the source does not", async () => {
    const article = await begin("Gone");
    await omar.call(putTranslation, {
      params: { id: article.id, locale: "ar" },
      body: { draft: null, title: "ذهب" },
    });
    await publish(article);
    await omar.call(deleteTranslation, { params: { id: article.id, locale: "ar" } });
    expect(
      (await omar.call(getArticle, { params: article })).translations.map(({ locale }) => locale),
    ).toEqual(["en"]);
    const source = await omar.refused(deleteTranslation, { params: { id: article.id, locale: "en" } });
    expect(source.code).toBe("still_in_use");
  });

  test("is written in Markdown too, and told in it", async () => {
    const article = await begin("Marks", {
      html: undefined,
      markdown: "Do **this**:\n\n1. One\n2. Two\n\n> [!TIP]\n> Slowly.",
    });
    const draft = await omar.call(getTranslation, { params: { id: article.id, locale: "en" } });
    expect(draft.html).toBe(
      '<p>Do <strong>this</strong>:</p><ol data-steps><li><p>One</p></li><li><p>Two</p></li></ol><aside data-callout="tip"><p>Slowly.</p></aside>',
    );
    expect(draft.markdown).toBe("Do **this**:\n\n1. One\n2. Two\n\n> [!TIP]\n> Slowly.\n");
  });
});

describe("by the clock", () => {
  test("a draft is published as it is then, and withdrawn when its time is over", async () => {
    const article = await begin("Sale days");
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await omar.call(putPublicationPlan, {
      params: article,
      body: { publishAt: at(1).toISOString(), withdrawAt: at(3).toISOString() },
    });
    expect(await omar.call(getArticle, { params: article })).toMatchObject({ state: "scheduled" });
    await omar.call(putTranslation, {
      params: { id: article.id, locale: "en" },
      body: { draft: 1, title: "Sale days, longer" },
    });
    await publishPlanned(db, at(0.5));
    expect(await seen(article)).toBeNull();
    await publishPlanned(db, at(1.1));
    await publishPlanned(db, at(1.2));
    expect(await seen(article)).toMatchObject({ title: "Sale days, longer", version: 1 });
    await publishPlanned(db, at(3.1));
    expect(await seen(article)).toBeNull();
    expect(await omar.call(getArticle, { params: article })).toMatchObject({ state: "draft" });
  });

  test("nothing ends before it begins", async () => {
    const article = await begin("Wrong way round");
    const body = { publishAt: "2031-02-02T10:00:00Z", withdrawAt: "2031-02-01T10:00:00Z" };
    expect((await omar.refused(putPublicationPlan, { params: article, body })).code).toBe("invalid");
  });

  test("owners are told once which articles to read again, and say when they have", async () => {
    const owner = await person({ name: "Pavel Orlov", role: "agent" });
    const mine = await begin("To read again", { owner: owner.id, reviewEveryDays: 30 });
    await begin("To read later", { owner: owner.id, reviewEveryDays: 300 });
    const noon = new Date(Date.now() + 31 * 86_400_000);
    noon.setUTCHours(12);
    await tellReviews(db, noon);
    await tellReviews(db, new Date(noon.getTime() + 3_600_000));
    const { items } = await owner.call(listNotices, { query: {} });
    expect(items).toMatchObject([
      { kind: "article", data: { what: "review", count: 1, articles: [{ id: mine.id }] } },
    ]);
    const read = await owner.call(postArticleReview, { params: mine });
    expect(new Date(read.reviewAt!).getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  });
});

describe("the list", () => {
  test("is kept by state, need, owner, tag, language and words, page by page", async () => {
    const elsewhere = await stranger();
    const add = async (title: string, more: object = {}) =>
      elsewhere.owner.call(postArticle, {
        body: { brand: elsewhere.brand.id, locale: "en", title, html: `<p>${title}</p>`, ...more },
      });
    const [a, b, c] = [
      await add("Carbon seatpost", { tags: ["bikes"] }),
      await add("Squeaking pedals", { reviewAt: "2020-01-01T00:00:00Z", owner: null }),
      await add("Only for us", { audience: "agents" }),
    ];
    for (const one of [a, c]) await elsewhere.owner.call(putPublication, { params: one, body: {} });
    await settled();
    const list = async (query: object) =>
      (await elsewhere.owner.call(listArticles, { query })).items.map(({ title }) => title).sort();
    expect(await list({})).toEqual(["Carbon seatpost", "Only for us", "Squeaking pedals"]);
    expect(await list({ state: "draft" })).toEqual(["Squeaking pedals"]);
    expect(await list({ state: "published" })).toEqual(["Carbon seatpost", "Only for us"]);
    expect(await list({ need: "translation" })).toEqual(["Carbon seatpost"]);
    expect(await list({ need: "review" })).toEqual(["Squeaking pedals"]);
    expect(await list({ audience: "agents" })).toEqual(["Only for us"]);
    expect(await list({ tag: "bikes" })).toEqual(["Carbon seatpost"]);
    expect(await list({ owner: "nobody" })).toEqual(["Squeaking pedals"]);
    expect(await list({ locale: "ru" })).toEqual([]);
    expect(await list({ text: "seatposts" })).toEqual(["Carbon seatpost"]);
    expect(await list({ text: "squeak" })).toEqual(["Squeaking pedals"]);
    expect(await list({ text: `#${c.number}` })).toEqual(["Only for us"]);
    expect(await elsewhere.owner.call(getArticleCounts, { query: {} })).toEqual({
      states: { draft: 1, scheduled: 0, published: 2, archived: 0 },
      needs: { review: 1, translation: 1, "newer-source": 0, links: 0, flags: 0, votes: 0 },
      withoutSection: 3,
      tags: ["bikes"],
    });
    const first = await elsewhere.owner.call(listArticles, { query: { limit: 2 } });
    const second = await elsewhere.owner.call(listArticles, { query: { limit: 2, cursor: first.next! } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([c.id, a.id, b.id]);
    expect(second.next).toBeNull();
  });
});

describe("where it stands", () => {
  test("is told by the list: in no section, or in a section in the order in which readers see it", async () => {
    const section = await omar.call(postArticleSection, { body: { brand: kolo.id, names: { en: "Bells" } } });
    const [one, two, three] = [
      await begin("Bell one", { section: section.id }),
      await begin("Bell two", { section: section.id }),
      await begin("Bell three", { section: section.id }),
    ];
    const loose = await begin("No bell");
    await omar.call(putArticleOrder, {
      params: section,
      body: { articles: [three.id, one.id, two.id] },
    });
    const first = await omar.call(listArticles, {
      query: { section: section.id, sort: "place", limit: 2 },
    });
    expect(first.items.map(({ title }) => title)).toEqual(["Bell three", "Bell one"]);
    const rest = await omar.call(listArticles, {
      query: { section: section.id, sort: "place", limit: 2, cursor: first.next! },
    });
    expect(rest).toMatchObject({ items: [{ title: "Bell two" }], next: null });
    expect(
      await omar.refused(listArticles, { query: { section: section.id, limit: 2, cursor: first.next! } }),
    ).toMatchObject({ code: "invalid_cursor" });

    const none = await omar.call(listArticles, { query: { section: "none", limit: 100 } });
    expect(none.items.map(({ id }) => id)).toContain(loose.id);
    expect(none.items.filter((article) => article.section)).toEqual([]);
    const { withoutSection } = await omar.call(getArticleCounts, { query: {} });
    expect(withoutSection).toBe(none.items.length);
  });

  test("on the web is told with each published language, where customers may read it", async () => {
    const article = await begin("Public pedals");
    const inAll = await begin("Pedals of all brands", { brand: null });
    const inside = await begin("Pedals for us", { audience: "agents" });
    const urlOf = async ({ id }: { id: string }) =>
      (await omar.call(getTranslation, { params: { id, locale: "en" } })).url;
    expect(await urlOf(article)).toBeNull();
    for (const one of [article, inAll, inside]) await publish(one);
    expect(await urlOf(article)).toBeNull();
    await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { isOn: true, locales: ["en"] } });
    const { slug } = await omar.call(getHelpCentre, { params: { brand: kolo.id } });
    const address = new RegExp(`^http.*/help/${slug}/en/articles/${article.number}-public-pedals$`);
    expect(await urlOf(article)).toMatch(address);
    expect(await urlOf(inAll)).toMatch(new RegExp(`/help/${slug}/en/articles/${inAll.number}-`));
    expect(await urlOf(inside)).toBeNull();
    const saved = await omar.call(putTranslation, {
      params: { id: article.id, locale: "en" },
      body: { draft: 1, title: "Public pedals", html: "<p>Others.</p>" },
    });
    expect(saved.url).toMatch(address);
    await omar.call(postArticleArchival, { params: article });
    expect(await urlOf(article)).toBeNull();
  });
});

describe("walls", () => {
  test("keep an article within its brand; what is of all brands all may read, and few change", async () => {
    const bikes = await begin("For bikes alone");
    const all = await omar.call(postArticle, { body: { brand: null, locale: "en", title: "For all of us" } });
    const dishes = await omar.call(postArticle, {
      body: { brand: safra.id, locale: "en", title: "For dishes" },
    });
    expect((await salma.refused(getArticle, { params: bikes })).code).toBe("not_found");
    expect(await salma.call(getArticle, { params: all })).toMatchObject({ mayChange: false });
    expect(await salma.call(getArticle, { params: dishes })).toMatchObject({ mayChange: true });
    const save = { draft: 1, title: "By Salma" };
    const to = (article: Article) => ({ params: { id: article.id, locale: "en" as const }, body: save });
    expect((await salma.refused(putTranslation, to(bikes))).code).toBe("not_found");
    expect((await salma.refused(putTranslation, to(all))).code).toBe("forbidden");
    expect((await salma.call(putTranslation, to(dishes))).title).toBe("By Salma");
    expect((await salma.refused(patchArticle, { params: dishes, body: { brand: null } })).code).toBe(
      "forbidden",
    );
    expect((await salma.refused(patchArticle, { params: dishes, body: { brand: kolo.id } })).code).toBe(
      "not_found",
    );
    const titles = (await salma.call(listArticles, { query: {} })).items.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(["By Salma", "For all of us"]));
    expect(titles).not.toContain("For bikes alone");
  });

  test("who writes does not publish, and does not open to readers what is published for few", async () => {
    const article = await begin("For signed-in", { audience: "signed-in" });
    expect((await nina.refused(putPublication, { params: article, body: {} })).code).toBe("forbidden");
    await lead.call(putPublication, { params: article, body: {} });
    expect((await nina.refused(patchArticle, { params: article, body: { audience: "everyone" } })).code).toBe(
      "forbidden",
    );
    expect(await seen(article)).toBe("sign-in");
    expect(await seen(article, { audiences: ["everyone", "signed-in"] })).toMatchObject({
      title: "For signed-in",
    });
    expect(await seen(article, { brandId: safra.id })).toBeNull();
  });

  test("readers find nothing that is for agents, however they ask", async () => {
    const article = await begin("Goodwill limits", { audience: "agents" });
    await publish(article);
    await settled();
    const all = { ...reading, audiences: ["everyone", "signed-in"] as const };
    expect(await seen(article, all)).toBeNull();
    expect(await findArticles(db, { ...all, text: "goodwill limits", limit: 5 })).toEqual([]);
    expect(JSON.stringify(await helpTree(db, all))).not.toContain("Goodwill");
    expect(JSON.stringify(await feedOf(db, { ...all, limit: 100 }))).not.toContain("Goodwill");
    expect((await sitemapOf(db, all)).map(({ number }) => number)).not.toContain(article.number);
    const [found] = await findArticles(db, {
      ...all,
      audiences: ["agents"],
      text: "goodwill limits",
      limit: 5,
    });
    expect(found).toMatchObject({ title: "Goodwill limits", isGood: true });
  });
});

describe("sections", () => {
  test("stand in categories, are named in languages, ordered, and removed when empty", async () => {
    const category = await lead.call(postArticleSection, {
      body: { brand: kolo.id, names: { en: "Riding", ru: "Езда" } },
    });
    const add = (name: string) =>
      lead.call(postArticleSection, { body: { brand: kolo.id, parent: category.id, names: { en: name } } });
    const [one, two] = [await add("Gears"), await add("Brakes")];
    const deeper = { brand: kolo.id, parent: one.id, names: { en: "Too deep" } };
    expect((await lead.refused(postArticleSection, { body: deeper })).code).toBe("invalid");
    await lead.call(putArticleSectionOrder, { body: { sections: [two.id, one.id] } });
    await lead.call(patchArticleSection, {
      params: one,
      body: { names: { en: "Gears and chains", ru: "Передачи" } },
    });
    const article = await begin("Shifting", { section: one.id });
    const other = await begin("Chains", { section: one.id });
    await lead.call(putArticleOrder, { params: one, body: { articles: [other.id, article.id] } });
    await publish(article);
    await publish(other);

    const { items } = await lead.call(listArticleSections, { query: { brand: kolo.id } });
    expect(
      items
        .filter(({ id }) => [category.id, one.id, two.id].includes(id))
        .map(({ names, articles }) => [names.en, articles]),
    ).toEqual([
      ["Riding", 0],
      ["Brakes", 0],
      ["Gears and chains", 2],
    ]);
    const tree = await helpTree(db, { ...reading, locale: "ru" });
    expect(tree.categories.find(({ id }) => id === category.id)).toMatchObject({
      name: "Езда",
      sections: [
        { name: "Передачи", articles: [{ title: "Chains", isOtherLanguage: true }, { title: "Shifting" }] },
      ],
    });
    expect((await lead.refused(deleteArticleSection, { params: one })).code).toBe("still_in_use");
    expect((await lead.refused(deleteArticleSection, { params: category })).code).toBe("still_in_use");
    await lead.call(deleteArticleSection, { params: two });
    expect((await nina.refused(deleteArticleSection, { params: one })).code).toBe("forbidden");
    expect((await salma.refused(listArticleSections, { query: { brand: kolo.id } })).code).toBe("not_found");
    const hers = await salma.call(listArticleSections, { query: {} });
    expect(hers.items.map(({ id }) => id)).not.toContain(category.id);
  });
});

describe("readers", () => {
  test("are shown a language that is there, told of the others, and led on", async () => {
    const near = await begin("Pads and rotors", { tags: ["brakes"] });
    await publish(near);
    const article = await begin("Squealing brakes", {
      tags: ["brakes"],
      html: `<h2>Why</h2><p>See <a data-article="${near.id}#x">pads</a> and <a data-article="${article_(1)}">nothing</a>.</p>`,
    });
    await omar.call(putTranslation, {
      params: { id: article.id, locale: "ru" },
      body: { draft: null, title: "Скрипят тормоза", html: "<p>Почему.</p>" },
    });
    await publish(article);
    const shown = await seen(article, { locale: "zh" });
    expect(shown).toMatchObject({
      locale: "en",
      isOtherLanguage: true,
      headings: [{ id: "why", level: 2, words: "Why" }],
      translations: [{ locale: "en" }, { locale: "ru", title: "Скрипят тормоза", slug: "скрипят-тормоза" }],
    });
    if (shown === null || shown === "sign-in") throw new Error("not shown");
    expect([...shown.targets]).toEqual([
      [near.id, { number: near.number, locale: "en", slug: "pads-and-rotors" }],
    ]);
    expect(shown.related.map(({ title }) => title)[0]).toBe("Pads and rotors");
    const preview = await omar.call(getArticlePreview, { params: { id: article.id, locale: "en" } });
    expect(preview.html).toContain(`href="/knowledge/${near.id}#x"`);
    const map = await sitemapOf(db, reading);
    expect(
      map.find(({ number }) => number === article.number)!.translations.map(({ locale }) => locale),
    ).toEqual(["en", "ru"]);
    const feed = await feedOf(db, { ...reading, limit: 3 });
    expect(feed[0]!.title).toBe("Squealing brakes");
  });

  test("find what exists only in another of their languages, when it answers well", async () => {
    const article = await begin("Only in Russian", {
      locale: "ru",
      title: "Почему подседельный штырь скрипит",
      html: "<p>Выньте подседельный штырь, очистите его и смажьте тонким слоем пасты.</p>",
    });
    await publish(article);
    await settled();
    const [found] = await findArticles(db, {
      ...reading,
      locale: "uk",
      text: "чому скрипить підсідельний штир",
      limit: 3,
    });
    expect(found).toMatchObject({ articleId: article.id, locale: "ru", isOtherLanguage: true, isGood: true });
    await omar.call(deletePublication, { params: article });
    await settled();
    const after = await findArticles(db, {
      ...reading,
      locale: "ru",
      text: "подседельный штырь скрипит",
      limit: 9,
    });
    expect(after.map(({ articleId }) => articleId)).not.toContain(article.id);
  });

  test("find a Russian article with a Ukrainian question in words of its own, and the reverse", async () => {
    const winter = await begin("Only in Russian", {
      locale: "ru",
      title: "Как подкачать шину зимой",
      html: "<p>В мороз давление падает: проверяйте его раз в неделю.</p>",
    });
    const money = await begin("Only in Ukrainian", {
      locale: "uk",
      title: "Коли повернуться гроші за скасоване замовлення",
      html: "<p>Кошти надійдуть на рахунок за п’ять днів.</p>",
    });
    await publish(winter);
    await publish(money);
    await settled();
    const best = async (locale: "ru" | "uk", text: string) =>
      (await findArticles(db, { ...reading, locale, text, limit: 3 }))[0];
    for (const question of ["підкачати шину взимку", "Як узимку підкачувати шини?"])
      expect(await best("uk", question)).toMatchObject({
        articleId: winter.id,
        locale: "ru",
        isOtherLanguage: true,
        isGood: true,
      });
    for (const question of ["когда вернут деньги за отменённый заказ", "деньги на счёт за отмену заказа"])
      expect(await best("ru", question)).toMatchObject({
        articleId: money.id,
        locale: "uk",
        isOtherLanguage: true,
        isGood: true,
      });
    // What is meant is marked, too.
    const { excerpt, marks } = (await best("ru", "деньги на счёт за отменённый заказ"))!;
    expect(marks.map(([from, until]) => excerpt.slice(from, until))).toContain("рахунок");
  });

  test("of another workspace see nothing of it", async () => {
    const article = await begin("Ours");
    await publish(article);
    await settled();
    const elsewhere = await stranger();
    const there = { ...reading, workspaceId: elsewhere.workspaceId, brandId: elsewhere.brand.id };
    expect(await articleForReader(db, { ...there, number: article.number })).toBeNull();
    expect(await findArticles(db, { ...there, text: "ours", limit: 5 })).toEqual([]);
    const mine = await withoutWall(db, (tx) =>
      tx.selectFrom("articles").select("id").where("workspaceId", "=", elsewhere.workspaceId).execute(),
    );
    expect(mine).toEqual([]);
  });
});

function article_(nr: number): string {
  return `0199d3b0-5c1e-7a40-9c6e-${String(nr).padStart(12, "0")}`;
}
