import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { postReply } from "../../contract/conversations.ts";
import {
  getArticle,
  getArticleFigures,
  getDeflection,
  getTranslation,
  listArticleFigures,
  listArticleFlags,
  listArticleLinks,
  listArticleMatters,
  listArticleSuggestions,
  listArticleUses,
  listArticleVotes,
  listUnfound,
  postArticle,
  postArticleDraft,
  postArticleFlag,
  postArticleUse,
  postFlagSettlement,
  postVoteSettlement,
  putPublication,
} from "../../contract/knowledge.ts";
import { listNotices } from "../../contract/notices.ts";
import { search } from "../../contract/search.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { isPublicAddress } from "../public-address.ts";
import { askPage } from "./ask-page.ts";
import { type AskPage, checkPages, lookAtPage } from "./check-pages.ts";
import {
  acceptOffer,
  findArticles,
  isReading,
  noteContact,
  noteOfferOpened,
  noteOpened,
  noteReading,
  noteSearch,
  offerArticles,
  vote,
} from "./index.ts";

const { conversationFrom, db, key, kolo, nina, omar, safra, salma, settled, workspaceId } = await world();
const reader = (name: string) => createHash("sha256").update(name).digest();
const byHand = (statement: ReturnType<typeof sql>) => withoutWall(db, (tx) => statement.execute(tx));

async function article(title: string, html: string, more: object = {}) {
  const made = await omar.call(postArticle, { body: { brand: kolo.id, locale: "en", title, html, ...more } });
  await omar.call(putPublication, { params: made, body: {} });
  await settled();
  return made;
}

describe("voices", () => {
  test("are one a reader, keep their words, and are settled", async () => {
    const brakes = await article("Brakes", "<p>About brakes.</p>");
    const say = (name: string, helpful: boolean, comment = "") =>
      vote(db, {
        workspaceId,
        brandId: kolo.id,
        articleId: brakes.id,
        locale: "en",
        reader: reader(name),
        helpful,
        comment,
      });
    await say("a", true);
    await say("a", false);
    await say("a", false, "The picture is missing.");
    await say("a", false);
    await say("b", true);
    expect(await omar.call(getArticle, { params: brakes })).toMatchObject({
      helpful: 1,
      unhelpful: 1,
      needs: expect.arrayContaining(["votes"]),
    });
    const { items } = await nina.call(listArticleVotes, { query: { article: brakes.id, comment: "yes" } });
    expect(items).toMatchObject([{ helpful: false, comment: "The picture is missing.", settledAt: null }]);
    await nina.call(postVoteSettlement, { params: items[0]! });
    expect((await omar.call(getArticle, { params: brakes })).needs).not.toContain("votes");
    expect((await salma.call(listArticleVotes, { query: {} })).items).toEqual([]);
    expect((await salma.refused(postVoteSettlement, { params: items[0]! })).code).toBe("not_found");
    const wrong = {
      workspaceId,
      brandId: safra.id,
      articleId: brakes.id,
      locale: "en" as const,
      reader: reader("c"),
      helpful: true,
    };
    await expect(vote(db, wrong)).rejects.toThrow("not_found");
  });

  test("of agents say what is wrong, out of a matter, and the owner hears of it", async () => {
    const wrong = await article("Prices", "<p>It costs 40.</p>");
    const matter = await conversationFrom("ines", "The price on your page is old.");
    const flag = await nina.call(postArticleFlag, {
      params: wrong,
      body: { locale: "en", words: "It is 45 now.", conversation: matter.id },
    });
    expect(flag).toMatchObject({
      conversation: { id: matter.id },
      raisedBy: { name: nina.name },
      settledAt: null,
    });
    const { items } = await omar.call(listNotices, { query: {} });
    expect(items[0]).toMatchObject({ kind: "article", data: { what: "flagged", words: "It is 45 now." } });
    expect((await omar.call(getArticle, { params: wrong })).needs).toContain("flags");
    await nina.call(postFlagSettlement, { params: flag });
    const { items: open } = await omar.call(listArticleFlags, { query: { settled: "no" } });
    expect(open).toEqual([]);
    expect(
      (await salma.refused(postArticleFlag, { params: wrong, body: { locale: "en", words: "x" } })).code,
    ).toBe("not_found");
  });
});

describe("links", () => {
  test("to what is not there are known in the transaction that saves them, and mend when it comes", async () => {
    const target = await omar.call(postArticle, {
      body: { brand: kolo.id, locale: "en", title: "Target", html: '<h2 id="there">There</h2><p>x</p>' },
    });
    const from = await article(
      "From",
      `<p><a data-article="${target.id}">a</a> <a data-article="${target.id}#there">b</a> <a data-article="${target.id}#gone">c</a> <a href="#no">d</a></p>`,
    );
    const broken = async () =>
      (await omar.call(listArticleLinks, { query: { article: from.id, state: "broken" } })).items.map(
        ({ kind, reason }) => `${kind} ${reason}`,
      );
    expect(await broken()).toEqual([
      "anchor gone",
      "anchor withdrawn",
      "anchor withdrawn",
      "article withdrawn",
    ]);
    await omar.call(putPublication, { params: target, body: {} });
    expect(await broken()).toEqual(["anchor gone", "anchor gone"]);
    expect((await omar.call(getArticle, { params: from })).brokenLinks).toBe(2);
  });

  test("to pages are broken when they failed twice, a day apart", async () => {
    const page = await article(
      "Pages",
      '<p><a href="https://a.example/x">a</a> <a href="https://b.example/">b</a></p>',
    );
    let status = 404;
    const ask: AskPage = async (url) => ({
      status: url.hostname === "a.example" ? status : 200,
      location: null,
    });
    const state = async () =>
      Object.fromEntries(
        (await omar.call(listArticleLinks, { query: { article: page.id } })).items.map((link) => [
          link.target,
          link.state,
        ]),
      );
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await checkPages(db, at(0), ask);
    expect(await state()).toEqual({ "https://a.example/x": "unknown", "https://b.example/": "good" });
    await checkPages(db, at(3), ask);
    expect((await state())["https://a.example/x"]).toBe("unknown");
    await checkPages(db, at(25), ask);
    expect((await state())["https://a.example/x"]).toBe("broken");
    status = 200;
    await checkPages(db, at(25 + 8 * 24), ask);
    expect((await state())["https://a.example/x"]).toBe("good");
  });

  test("are asked by HEAD, then GET, along redirects, and never within our walls", async () => {
    const asked: string[] = [];
    const ask: AskPage = async (url, method) => {
      asked.push(`${method} ${url.href}`);
      if (url.pathname === "/moved") return { status: 301, location: "/new" };
      if (url.pathname === "/loop") return { status: 302, location: "/loop" };
      if (url.pathname === "/busy") return { status: 503, location: null };
      if (url.pathname === "/file") return { status: 302, location: "file:///etc/passwd" };
      return { status: method === "HEAD" ? 405 : 200, location: null };
    };
    expect(await lookAtPage("https://a.example/moved", ask)).toEqual({ is: "good" });
    expect(asked).toEqual([
      "HEAD https://a.example/moved",
      "HEAD https://a.example/new",
      "GET https://a.example/new",
    ]);
    expect(await lookAtPage("https://a.example/loop", ask)).toMatchObject({ reason: "redirects_forever" });
    expect(await lookAtPage("https://a.example/busy", ask)).toEqual({ is: "unsure" });
    expect(await lookAtPage("https://a.example/file", ask)).toMatchObject({ reason: "bad_redirect" });
    expect(await lookAtPage("https://a.example:6379/", ask)).toEqual({ is: "unsure" });
    for (const host of [
      "127.0.0.1",
      "[::1]",
      "localhost",
      "169.254.169.254",
      "0x7f.1",
      "2130706433",
      "[::ffff:10.0.0.1]",
    ])
      expect(await askPage(new URL(`http://${host}/`), "HEAD"), host).toEqual({ failed: "private_address" });
  });

  const addresses: [string, boolean][] = [
    ["8.8.8.8", true],
    ["10.1.2.3", false],
    ["172.20.0.1", false],
    ["192.168.1.1", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["224.0.0.1", false],
    ["2606:4700::1111", true],
    ["::1", false],
    ["fe80::1", false],
    ["fd00::1", false],
    ["::ffff:8.8.8.8", false],
    ["64:ff9b::808:808", false],
    ["2002:0a00:0001::1", false],
    ["no address", false],
  ];
  test.each(addresses)("%s is an address of the public internet: %s", (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});

describe("what was looked for", () => {
  test("and not found is told by question, people and language", async () => {
    const bell = await article("Bells", "<p>How a bell is put on a handlebar.</p>", { triggers: ["ring"] });
    const note = async (name: string, words: string, locale: "en" | "ru" = "en") => {
      const results = await findArticles(db, {
        workspaceId,
        brandId: kolo.id,
        audiences: ["everyone"],
        locale,
        text: words,
        limit: 5,
      });
      return noteSearch(db, {
        workspaceId,
        brandId: kolo.id,
        place: "help",
        locale,
        words,
        results,
        reader: reader(name),
      });
    };
    await note("a", "unicycle rental");
    await note("b", "rental of unicycles");
    await note("c", "Rental unicycles");
    await note("a", "unicycle rental pric");
    await note("d", "прокат моноцикла", "ru");
    const search = await note("e", "bell handlebar");
    await noteOpened(db, { workspaceId, searchId: search, reader: reader("f"), articleId: bell.id });
    await noteOpened(db, { workspaceId, searchId: search, reader: reader("e"), articleId: bell.id });
    const report = await omar.call(listUnfound, { query: {} });
    expect(report.items.map(({ language, people, times }) => [language, people, times])).toEqual(
      expect.arrayContaining([
        ["ru", 1, 1],
        ["en", 1, 1],
      ]),
    );
    expect(report.items.some(({ people, words }) => people >= 1 && /unicycle/i.test(words))).toBe(true);
    expect(report.byLanguage.find(({ language }) => language === "en")).toMatchObject({
      searches: 4,
      notFound: 3,
    });
    const figures = await omar.call(listArticleFigures, { query: {} });
    expect(figures.items.find(({ article: { id } }) => id === bell.id)).toMatchObject({ found: 1 });
    expect((await salma.call(listUnfound, { query: {} })).items).toEqual([]);
  });
});

describe("offers", () => {
  test("count as the answer only where nobody wrote within a day, by whatever way", async () => {
    const one = await article("Refund times", "<p>Within five days.</p>");
    const offer = (name: string, customerId: string | null = null) =>
      offerArticles(db, {
        workspaceId,
        brandId: kolo.id,
        place: "form",
        locale: "en",
        reader: reader(name),
        customerId,
        articles: [one.id],
      });
    const ines = await conversationFrom("ines", "Earlier matter");
    await settled();
    const [read, accepted, wrote, mailed, silent] = [
      await offer("o1"),
      await offer("o2"),
      await offer("o3"),
      await offer("o4", ines.customer.id),
      await offer("o5"),
    ];
    expect(await offer("o1")).toBe(read);
    for (const [name, id] of [
      ["o1", read],
      ["o2", accepted],
      ["o3", wrote],
      ["o4", mailed],
    ] as const)
      await noteOfferOpened(db, { workspaceId, offerId: id, reader: reader(name), articleId: one.id });
    await acceptOffer(db, { workspaceId, offerId: accepted, reader: reader("o2") });
    // Somebody else's offer is not theirs to accept.
    await acceptOffer(db, { workspaceId, offerId: silent, reader: reader("o1"), articleId: one.id });
    await noteContact(db, { workspaceId, reader: reader("o3"), customerId: null });
    await conversationFrom("ines", "It did not help me.");
    await settled();
    expect(await omar.call(getDeflection, { query: {} })).toMatchObject({ offers: 0, pending: 5 });
    await byHand(sql`update article_offers set offered_at = offered_at - interval '25 hours', contacted_at = contacted_at - interval '25 hours'
      where workspace_id = ${workspaceId}`);
    expect(await omar.call(getDeflection, { query: {} })).toMatchObject({
      offers: 5,
      opened: 4,
      accepted: 1,
      deflected: 2,
      acceptedButWrote: 0,
      silent: 1,
      deflectedKnown: 0,
      pending: 0,
    });
    const { items } = await omar.call(listArticleFigures, { query: {} });
    expect(items.find(({ article: { id } }) => id === one.id)).toMatchObject({
      offered: 5,
      opened: 4,
      accepted: 1,
      deflected: 2,
    });
  });
});

describe("the figures of an article", () => {
  test("count readers once a day, matters once, and only what the asker may know of", async () => {
    const gears = await article("Shifting gears", "<p>Turn the barrel of the shifter.</p>", { brand: null });
    const params = { id: gears.id };
    const figures = (who = omar) => who.call(getArticleFigures, { params });
    expect(await figures()).toMatchObject({ views: 0, shown: 0, used: 0, searches: 0, flags: 0 });

    const read = (name: string, brand = kolo, at = new Date()) =>
      noteReading(
        db,
        { workspaceId, brandId: brand.id, number: gears.number, reader: reader(`${brand.id} ${name}`) },
        at,
      );
    await read("a");
    await read("a");
    await read("b");
    await read("a", safra);
    await read("a", kolo, new Date(Date.now() - 2 * 86_400_000));
    await read("a", kolo, new Date(Date.now() - 91 * 86_400_000));
    const said = { workspaceId, brandId: kolo.id, articleId: gears.id, locale: "en" as const };
    await vote(db, { ...said, reader: reader("a"), helpful: true });
    await vote(db, { ...said, reader: reader("b"), helpful: false });
    const results = await findArticles(db, {
      workspaceId,
      brandId: kolo.id,
      audiences: ["everyone"],
      locale: "en",
      text: "shifting gears",
      limit: 5,
    });
    const asked = { workspaceId, brandId: kolo.id, reader: reader("a") };
    const searchId = await noteSearch(db, {
      ...asked,
      place: "help",
      locale: "en",
      words: "shifting gears",
      results,
    });
    await noteOpened(db, { ...asked, searchId, articleId: gears.id });

    const matters = await Promise.all([
      conversationFrom("ines", "My gears: shifting is hard."),
      conversationFrom("ines", "Shifting gears again.", { brand: safra }),
    ]);
    await settled();
    for (const { id } of matters) {
      for (const text of ["shifting gears", "gears"])
        await omar.call(listArticleSuggestions, { params: { id }, query: { text } });
      for (const how of ["link", "text"] as const)
        await omar.call(postArticleUse, { params: { id }, body: { article: gears.id, locale: "en", how } });
    }
    await omar.call(postArticleFlag, { params, body: { locale: "en", words: "Old shifter." } });

    expect(await figures()).toMatchObject({
      views: 4,
      helpful: 1,
      unhelpful: 1,
      shown: 2,
      used: 2,
      links: 2,
      texts: 2,
      searches: 1,
      flags: 1,
    });
    // Salma serves one of the brands.
    expect(await figures(salma)).toMatchObject({ views: 1, shown: 1, used: 1, links: 1, texts: 1 });
    const long = { from: new Date(Date.now() - 200 * 86_400_000).toISOString() };
    expect(await omar.call(getArticleFigures, { params, query: long })).toMatchObject({ views: 5 });

    const uses = await omar.call(listArticleMatters, { params, query: { limit: 3 } });
    expect(uses.items.map(({ conversation }) => conversation.id)).toEqual([
      matters[1]!.id,
      matters[1]!.id,
      matters[0]!.id,
    ]);
    const rest = await omar.call(listArticleMatters, { params, query: { limit: 3, cursor: uses.next! } });
    expect(rest).toMatchObject({
      items: [{ how: "link", conversation: { id: matters[0]!.id }, agent: { name: omar.name } }],
      next: null,
    });
    const hers = await salma.call(listArticleMatters, { params });
    expect(hers.items.map(({ conversation }) => conversation.id)).toEqual([matters[1]!.id, matters[1]!.id]);
    const program = await key("articles.read");
    expect(await program.call(listArticleMatters, { params })).toEqual({ items: [], next: null });
  });

  test("count no programs, and nothing that a browser fetched ahead", () => {
    const browser = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    };
    expect(isReading({ method: "GET", headers: browser })).toBe(true);
    expect(isReading({ method: "HEAD", headers: browser })).toBe(false);
    expect(isReading({ method: "GET", headers: { ...browser, "sec-purpose": "prefetch;prerender" } })).toBe(
      false,
    );
    expect(isReading({ method: "GET", headers: {} })).toBe(false);
    for (const name of [
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
      "curl/8.5.0",
      "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    ])
      expect(isReading({ method: "GET", headers: { "user-agent": name } }), name).toBe(false);
  });
});

describe("in a matter", () => {
  test("a Ukrainian one is offered the article that is only there in Russian, and so is who searches everything", async () => {
    const tyres = await omar.call(postArticle, {
      body: {
        brand: kolo.id,
        locale: "ru",
        title: "Как подкачать шину зимой",
        html: "<p>В мороз давление падает, проверяйте его раз в неделю.</p>",
      },
    });
    await omar.call(putPublication, { params: tyres, body: {} });
    await settled();
    const matter = await conversationFrom("otto", "Підкажіть, будь ласка, як підкачати шину взимку?");
    const { items, locale } = await nina.call(listArticleSuggestions, { params: matter, query: {} });
    expect(locale).toBe("uk");
    expect(items[0]).toMatchObject({ id: tyres.id, locale: "ru", isOtherLanguage: true });
    const { articles } = await nina.call(search, {
      query: { text: "підкачати шину взимку", kinds: "articles" },
    });
    expect(articles[0]).toMatchObject({ id: tyres.id, locale: "ru" });
  });

  test("articles are suggested in its language, noted when used, and those for agents are never linked", async () => {
    const open = await article(
      "Battery stays empty",
      "<p>Press the button for ten seconds to wake the battery.</p>",
    );
    const inside = await article(
      "Battery stays empty: goodwill",
      "<p>Offer a new battery up to a year.</p>",
      { audience: "agents" },
    );
    const matter = await conversationFrom("otto", "My battery stays empty, what do I do?");
    const { items, locale } = await nina.call(listArticleSuggestions, { params: matter, query: {} });
    expect(locale).toBe("en");
    expect(items.find(({ id }) => id === open.id)).toMatchObject({
      isForAgents: false,
      text: "Press the button for ten seconds to wake the battery.",
    });
    expect(items.find(({ id }) => id === inside.id)).toMatchObject({
      isForAgents: true,
      mayLink: "no",
      url: null,
    });
    await nina.call(postArticleUse, {
      params: matter,
      body: { article: open.id, locale: "en", how: "link" },
    });
    const uses = await nina.call(listArticleUses, { params: matter });
    expect(uses.items).toMatchObject([{ article: { id: open.id }, how: "link", agent: { id: nina.id } }]);
    expect((await salma.refused(listArticleSuggestions, { params: matter, query: {} })).code).toBe(
      "not_found",
    );
    const dishes = await omar.call(postArticle, { body: { brand: safra.id, locale: "en", title: "Dishes" } });
    const use = { article: dishes.id, locale: "en" as const, how: "text" as const };
    expect((await nina.refused(postArticleUse, { params: matter, body: use })).code).toBe("not_found");
  });

  test("an article is drafted from what was asked and answered, without what belongs to one person", async () => {
    const matter = await conversationFrom(
      "Ines",
      "Hello Nina,\n\nmy order KB-104233 has a bent derailleur hanger. Call +44 20 7946 0958.\n\nKind regards,\nInes",
      { subject: "Re: Bent derailleur hanger" },
    );
    expect((await nina.refused(postArticleDraft, { params: matter, body: {} })).code).toBe("answer_owed");
    await nina.call(postReply, {
      params: matter,
      body: {
        text: "Hi Ines,\n\nthis is quickly done:\n\n1. Unscrew the hanger.\n2. Put the new one on, Ines.\n\nAll the best,\nNina",
      },
    });
    await settled();
    const made = await nina.call(postArticleDraft, { params: matter, body: {} });
    expect(made).toMatchObject({
      title: "Bent derailleur hanger",
      state: "draft",
      writtenFrom: { id: matter.id },
      brand: { id: kolo.id },
    });
    const { html } = await nina.call(getTranslation, { params: { id: made.id, locale: "en" } });
    expect(html).toContain("bent derailleur hanger");
    expect(html).toContain("<ol data-steps><li><p>Unscrew the hanger.</p></li>");
    expect(html).not.toMatch(/Ines|Nina|104233|7946|regards/);
    expect(made.takenOut.phones + made.takenOut.numbers + made.takenOut.greetings).toBeGreaterThan(3);
  });
});
