import { expect, test } from "vitest";
import {
  deletePublication,
  patchArticle,
  postArticle,
  postArticleArchival,
  postArticleSection,
  putPublication,
} from "../../contract/knowledge.ts";
import { articlesBelow } from "../knowledge/index.ts";
import { countSome, reindexSome } from "../search/index.ts";
import { portalWorld } from "./portal-world-for-test.ts";

const { app, db, omar, kolo, reader, publish, settled, workspaceId } = await portalWorld();

const tyres = await publish({
  en: {
    title: "Changing a flat tyre",
    summary: "A spare tube and two levers.",
    html: "<p>Take the wheel out, lift the tyre over the rim and put a new tube in.</p>",
  },
  uk: { title: "Замінити пробиту шину", html: "<p>Зніміть колесо, підніміть шину й вставте камеру.</p>" },
});
await publish({
  en: {
    title: "Paying with a gift card",
    html: "<p>How you pay is for you to choose. Do it in the basket; a card is good for a year.</p>",
  },
});
await publish({ ru: { title: "Привет от мастерской", html: "<p>Привет, мы открыты с девяти.</p>" } });

const path = (locale: string, words: string, more = "") =>
  `/help/kolo/${locale}/search?${new URLSearchParams({ q: words })}${more}`;
const titlesOn = (body: string) =>
  [...body.matchAll(/<h3><a [^>]*><bdi[^>]*>(.*?)<\/bdi>/g)].map(([, title]) => title);
const plain = (html: string) => html.replace(/<[^>]+>/g, "");

test("what has only everyday words in common with a question is not listed, and they are not marked", async () => {
  const found = await reader().get(path("en", "how do I change a flat tyre"));
  expect(titlesOn(found.body)).toEqual(["Changing a flat tyre"]);
  expect(found.body).toContain("<mark>tyre</mark>");
  expect(found.body).not.toMatch(/<mark>(how|do|i|a)<\/mark>/i);
});

test("when nothing answers, that is said, noted as not found, and the way to write is there", async () => {
  const words = "is there a submarine for me";
  const nothing = await reader().get(path("en", words));
  expect(nothing.body).toContain("We have no article that answers this.");
  expect(titlesOn(nothing.body)).toEqual([]);
  expect(nothing.body).toContain('<a class="button" href="/help/kolo/en/contact">');
  const { rows } = await db.pools.system.query(
    "select found, results from article_searches where workspace_id = $1 and words = $2",
    [workspaceId, words],
  );
  expect(rows).toEqual([{ found: false, results: 0 }]);
});

test("what was typed on another keyboard is found, which is said, with a way to what was typed", async () => {
  const found = await reader().get(path("ru", "ghbdtn"));
  expect(titlesOn(found.body)).toEqual(["Привет от мастерской"]);
  const said = found.body.match(/<p class="corrected"[^>]*>.*?<\/p>/s)![0];
  expect(plain(said)).toBe("Показано по запросу: привет Искать именно ghbdtn");
  const way = said
    .match(/href="([^"]+)"/)![1]!
    .replaceAll("&#61;", "=")
    .replaceAll("&#38;", "&");
  const written = await reader().get(way);
  expect([written.statusCode, titlesOn(written.body), written.body.includes('class="corrected"')]).toEqual([
    200,
    [],
    false,
  ]);
  const typed = (await reader().get("/help/kolo/ru/suggest?q=ghbdtn")).json();
  expect(typed.items).toHaveLength(1);
  expect(typed.shownFor).toBe("Показано по запросу: \u2068привет\u2069");
  expect(typed.instead).toEqual({ title: "Искать именно \u2068ghbdtn\u2069", href: way });
});

test("a slip is put right, said and marked; what was written without one is not commented on", async () => {
  // Words are counted by and by; by them slips are known.
  while (await reindexSome(db, { article: articlesBelow }));
  while (await countSome(db));
  const found = await reader().get(path("en", "gift baskett"));
  expect(plain(found.body)).toContain("Shown for: gift basket");
  expect(found.body).toContain("<mark>basket</mark>");
  const right = await reader().get(path("en", "flat tyre"));
  expect(right.body).not.toContain('class="corrected"');
  expect((await reader().get("/help/kolo/en/suggest?q=flat+tyre")).json()).not.toHaveProperty("shownFor");
});

test("what was looked for stays when another language is chosen", async () => {
  const found = await reader().get(path("en", "flat tyre & tube"));
  const way = found.body
    .match(/href="([^"]+)" lang="uk"/)![1]!
    .replaceAll("&#61;", "=")
    .replaceAll("&#38;", "&");
  const chosen = await reader().get(way);
  expect([chosen.statusCode, chosen.headers.location]).toEqual([
    303,
    "/help/kolo/uk/search?q=flat+tyre+%26+tube",
  ]);
});

test("somebody who is still typing is offered what begins so", async () => {
  const { items } = (await reader().get("/help/kolo/en/suggest?q=tyr")).json();
  expect(items.map(({ title }: { title: string }) => title)).toEqual(["Changing a flat tyre"]);
});

test("a Ukrainian question finds what is only in Russian, and the page says so in Ukrainian", async () => {
  await publish({ ru: { title: "Гарантия на раму", html: "<p>Гарантия на раму действует пять лет.</p>" } });
  const found = await reader().get(path("uk", "гарантія на раму"));
  expect(found.body).toContain(
    '<bdi lang="ru" dir="ltr">Гарантия на раму</bdi></a> <span class="label">Є лише російською</span>',
  );
});

test("the most helpful are first those in the reader's language, then at most one that says which it is in", async () => {
  const more = [];
  for (const title of ["Первая", "Вторая", "Третья"]) more.push(await publish({ ru: { title } }));
  const inEnglish = [];
  for (const title of ["One", "Two", "Three"]) inEnglish.push(await publish({ en: { title } }));
  const vote = async (number: number, times: number) => {
    for (let nth = 0; nth < times; nth++) {
      const page = await reader().get(`/help/kolo/ru/articles/${number}`);
      const { statusCode } = await reader().post(`${page.headers.location}/vote`, { helpful: "yes" });
      expect(statusCode).toBe(303);
    }
  };
  for (const { number } of more) await vote(number, 2);
  for (const { number } of inEnglish) await vote(number, 1);
  await omar.call(patchArticle, { params: { id: inEnglish[0]!.id }, body: { tags: ["seen"] } });
  await settled();
  const usefulOn = async (locale: string) => {
    const { body } = await reader().get(`/help/kolo/${locale}`);
    const part = body.match(/<section class="useful">.*?<\/section>/s)![0];
    return [...part.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line]) => plain(line!));
  };
  expect(await usefulOn("en")).toEqual(["One", "Two", "Three", expect.stringMatching(/ Russian only$/)]);
  expect((await usefulOn("ru")).slice(0, 3)).toEqual(["Первая", "Вторая", "Третья"]);
});

test("a withdrawn or archived article is gone, with a page that helps, and what never was is not there", async () => {
  const section = await omar.call(postArticleSection, { body: { brand: kolo.id, names: { en: "Wheels" } } });
  const into = async (title: string) => {
    const article = await publish({ en: { title } });
    await omar.call(patchArticle, { params: { id: article.id }, body: { section: section.id } });
    return article;
  };
  await into("Greasing a hub");
  const withdrawn = await into("Truing a wheel");
  const archived = await into("Truing a rim");
  await omar.call(deletePublication, { params: { id: withdrawn.id }, query: {} });
  await omar.call(postArticleArchival, { params: { id: archived.id } });
  await settled();
  const addresses = [
    `${withdrawn.number}-truing-a-wheel`,
    `${withdrawn.number}-words-of-old`,
    `${withdrawn.number}-truing-a-wheel?s=01a2063d-40f2-7003-9871-9481bfe05fb5`,
    `${archived.number}-truing-a-rim`,
  ];
  for (const address of addresses) {
    const page = await reader().get(`/help/kolo/en/articles/${address}`);
    expect([address, page.statusCode]).toEqual([address, 410]);
    expect(page.body).toContain("This article is no longer here");
    expect(page.body).toContain('<meta name="robots" content="noindex">');
    expect(page.body).toContain('action="/help/kolo/en/search"');
    expect(page.body).toContain("Greasing a hub");
    expect(page.body).not.toContain("Truing");
  }
  for (const list of ["en/feed.xml", "sitemap.xml", "en"]) {
    const { body } = await reader().get(`/help/kolo/${list}`);
    expect([list, /greasing-a-hub/.test(body), /truing-a/.test(body)]).toEqual([list, true, false]);
  }
  const draft = await omar.call(postArticle, {
    body: { brand: kolo.id, audience: "everyone", locale: "en", title: "Never seen", summary: "", html: "" },
  });
  const secret = await omar.call(postArticle, {
    body: { brand: kolo.id, audience: "agents", locale: "en", title: "Ours", summary: "", html: "" },
  });
  await omar.call(putPublication, { params: { id: secret.id }, body: {} });
  await omar.call(postArticleArchival, { params: { id: secret.id } });
  for (const number of [draft.number, secret.number, 99_999])
    expect((await reader().get(`/help/kolo/en/articles/${number}`)).statusCode).toBe(404);
});

test("what machines are told of a page is JSON that says what stands there", async () => {
  const faq = await publish({
    en: {
      title: "Gift cards: asked often",
      html: '<h2 id="a">How long is a card good for?</h2><p>Three years.</p><h2 id="b">Can I pay &lt;/script&gt; with two?</h2><p>Yes.</p>',
    },
  });
  const dataOf = async (address: string) =>
    [
      ...(await reader().get(address)).body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g),
    ].map(([, text]) => JSON.parse(text!));
  const base = "http://localhost:3000/help/kolo/en";
  expect(await dataOf("/help/kolo/en")).toMatchObject([
    {
      "@context": "https://schema.org",
      "@type": "WebSite",
      potentialAction: {
        "@type": "SearchAction",
        target: { urlTemplate: `${base}/search?q={search_term_string}` },
      },
    },
  ]);
  const address = `/articles/${faq.number}-gift-cards-asked-often`;
  expect(await dataOf(`/help/kolo/en${address}`)).toMatchObject([
    { "@type": "Article", headline: "Gift cards: asked often", mainEntityOfPage: base + address },
    {
      "@type": "FAQPage",
      mainEntity: [
        {
          "@type": "Question",
          name: "How long is a card good for?",
          acceptedAnswer: { "@type": "Answer", text: "Three years." },
        },
        { name: "Can I pay </script> with two?" },
      ],
    },
    {
      "@type": "BreadcrumbList",
      itemListElement: [
        { position: 1, item: base },
        { position: 2, item: base + address },
      ],
    },
  ]);
  const kinds = (await dataOf(`/help/kolo/en/articles/${tyres.number}-changing-a-flat-tyre`)).map(
    (one) => one["@type"],
  );
  expect(kinds).toEqual(["Article", "BreadcrumbList"]);
});

test("a page is light, and comes without a cookie", async () => {
  const home = await reader().get("/help/kolo/en", { "accept-encoding": "br" });
  const sizes = [home.rawPayload.length];
  for (const [, file] of home.body.matchAll(/(\/help-assets\/[^"]+)/g))
    sizes.push((await app.inject({ url: file!, headers: { "accept-encoding": "br" } })).rawPayload.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(50 * 1024);
  expect(home.cookies).toEqual([]);
});
