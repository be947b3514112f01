import { expect, test } from "vitest";
import { deleteHelpLogo, patchHelpCentre, putHelpLogo } from "../../contract/help-centres.ts";
import { getArticleFigures } from "../../contract/knowledge.ts";
import { locales } from "../../contract/languages.ts";
import { portalWorld } from "./portal-world-for-test.ts";

const { omar, nina, kolo, safra, reader, publish, settled, signedIn, conversationFrom, app } =
  await portalWorld();
const brakes = await publish({
  en: {
    title: "Brakes squeak",
    summary: "Clean the discs.",
    html: '<p>Wipe them.</p><h2 id="a">First</h2><p>One</p><h2 id="b">Second</h2><p>Two</p><h2 id="c">Third</h2><p>Three</p>',
  },
  ar: { title: "الفرامل تصدر صريرًا", summary: "نظّف الأقراص.", html: "<p>امسح القرص.</p>" },
});
const winter = await publish({ ru: { title: "Шины зимой", html: "<p>Давление ниже.</p>" } });
const locked = await publish(
  { en: { title: "Workshop prices", html: "<p>Forty an hour.</p>" } },
  { audience: "signed-in" },
);

test("whoever comes is led to the best language they ask for, and remembered only when they chose", async () => {
  const cases: [string | undefined, string][] = [
    ["ar-EG,ar;q=0.9,en;q=0.5", "ar"],
    ["de,uk;q=0.2,en;q=0.1", "uk"],
    ["en;q=0.3,zh-TW;q=0.8", "zh"],
    ["fr", "en"],
    [undefined, "en"],
    ["*", "en"],
    ["en;q=0,*;q=0.5", "ru"],
  ];
  for (const [header, locale] of cases) {
    const answer = await reader().get("/help/kolo", header ? { "accept-language": header } : {});
    expect([header, answer.statusCode]).toEqual([header, 302]);
    if (header !== "en;q=0,*;q=0.5") expect(answer.headers.location).toBe(`/help/kolo/${locale}`);
    else expect(answer.headers.location).not.toBe("/help/kolo/en");
    expect(answer.headers.vary).toContain("Accept-Language");
    expect(answer.cookies).toEqual([]);
  }
  const chooser = reader();
  const chosen = await chooser.get("/help/kolo/uk?chosen=1");
  expect([chosen.statusCode, chosen.headers.location]).toEqual([303, "/help/kolo/uk"]);
  expect((await chooser.get("/help/kolo", { "accept-language": "ar" })).headers.location).toBe(
    "/help/kolo/uk",
  );
  expect((await reader().get("/help/kolo/fr", { "accept-language": "ar" })).statusCode).toBe(302);
});

test("the pages are whole in all five languages without a script, in their direction, and set no cookie", async () => {
  for (const locale of locales) {
    const home = await reader().get(`/help/kolo/${locale}`);
    expect(home.statusCode).toBe(200);
    expect(home.headers["content-language"]).toBe(locale);
    expect(home.body).toContain(`<html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}">`);
    expect(home.body).toContain(`action="/help/kolo/${locale}/search"`);
    expect(home.cookies).toEqual([]);
    expect(home.body).not.toMatch(/<script(?! src| type="application\/ld\+json")/);
    expect(home.body).not.toMatch(/\s(style|on\w+)="/);
  }
});

test("an article stands there with its contents, its translations and where it belongs", async () => {
  const page = await reader().get(`/help/kolo/en/articles/${brakes.number}-brakes-squeak`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<a href="#b">Second</a>');
  expect(page.body).toContain('<h2 id="b">Second</h2>');
  expect(page.body).toContain(
    `rel="canonical" href="http://localhost:3000/help/kolo/en/articles/${brakes.number}-brakes-squeak"`,
  );
  const data = [...page.body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(
    ([, text]) => JSON.parse(text!),
  );
  expect(data.map((one) => one["@type"])).toEqual(["Article", "BreadcrumbList"]);
  expect(data[0]).toMatchObject({ headline: "Brakes squeak", inLanguage: "en" });
});

test("old words in an article's address lead to the new ones, for good", async () => {
  const answer = await reader().get(`/help/kolo/en/articles/${brakes.number}-what-it-was-called`);
  expect([answer.statusCode, answer.headers.location]).toEqual([
    301,
    `/help/kolo/en/articles/${brakes.number}-brakes-squeak`,
  ]);
});

test("an article that is only in Russian says so, in the reader's language, and is read in its own direction", async () => {
  const moved = await reader().get(`/help/kolo/ar/articles/${winter.number}`);
  const page = await reader().get(String(moved.headers.location));
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("هذا المقال متاح حتى الآن بالروسية فقط");
  expect(page.body).toContain('<div class="prose" lang="ru" dir="ltr">');
  expect(page.body).toContain('<meta name="robots" content="noindex">');
});

test("languages of a page point to each other, both ways", async () => {
  const alternatesOf = (body: string) =>
    new Map(
      [...body.matchAll(/<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">/g)].map(
        ([, lang, href]) => [lang!, href!],
      ),
    );
  for (const path of ["/help/kolo/en", `/help/kolo/en/articles/${brakes.number}-brakes-squeak`]) {
    const mine = alternatesOf((await reader().get(path)).body);
    expect(mine.has("x-default")).toBe(true);
    for (const [lang, href] of mine) {
      const other = await reader().get(new URL(href).pathname);
      expect([lang, other.statusCode]).toEqual([lang, 200]);
      expect(alternatesOf(other.body)).toEqual(mine);
    }
  }
});

test("the sitemap is XML that names each page with its other languages, and robots are told of it", async () => {
  const map = await reader().get("/help/kolo/sitemap.xml");
  expect(map.headers["content-type"]).toContain("application/xml");
  const places = [...map.body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url!);
  for (const url of places)
    expect([url, (await reader().get(new URL(url).pathname)).statusCode]).toEqual([url, 200]);
  expect(places.some((url) => url.includes("workshop-prices"))).toBe(false);
  expect(map.body.match(/<url>/g)).toHaveLength(places.length);
  expect(map.body.match(/hreflang="x-default"/g)).toHaveLength(places.length);
  expect((await reader().get("/help/kolo/robots.txt")).body).toContain(
    "Sitemap: http://localhost:3000/help/kolo/sitemap.xml",
  );
  const feed = await reader().get("/help/kolo/ar/feed.xml");
  expect(feed.headers["content-type"]).toContain("application/atom+xml");
  expect(feed.body).toContain("الفرامل تصدر صريرًا");
});

test("where search engines may not list it, nothing invites them", async () => {
  await omar.call(patchHelpCentre, { params: { brand: safra.id }, body: { isIndexed: false } });
  const home = await reader().get("/help/safra/ar");
  expect(home.headers["x-robots-tag"]).toBe("noindex");
  expect(home.body).toContain('<meta name="robots" content="noindex">');
  expect((await reader().get("/help/safra/robots.txt")).body).toContain("Disallow: /");
  expect((await reader().get("/help/safra/sitemap.xml")).statusCode).toBe(404);
});

test("a page that did not change is not sent again, and one that did is seen at once", async () => {
  const path = `/help/kolo/en/articles/${brakes.number}-brakes-squeak`;
  const before = await reader().get(path);
  expect(before.headers["cache-control"]).toBe("public, no-cache");
  const same = await reader().get(path, { "if-none-match": String(before.headers.etag) });
  expect([same.statusCode, same.body]).toEqual([304, ""]);
  const packed = await reader().get(path, { "accept-encoding": "gzip, br" });
  expect(packed.headers["content-encoding"]).toBe("br");
  await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { footers: { en: "Open at nine" } } });
  const after = await reader().get(path, { "if-none-match": String(before.headers.etag) });
  expect([after.statusCode, after.body.includes("Open at nine")]).toEqual([200, true]);
});

test("an article for customers who signed in is not there for others, or locked where that is shown", async () => {
  const path = `/help/kolo/en/articles/${locked.number}-workshop-prices`;
  expect((await reader().get(path)).statusCode).toBe(404);
  expect((await reader().get("/help/kolo/en")).body).not.toContain("Workshop prices");
  await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { showsLocked: true } });
  const shown = await reader().get(path);
  expect([shown.statusCode, shown.body.includes("Forty an hour")]).toEqual([403, false]);
  expect((await reader().get("/help/kolo/en")).body).toContain("Workshop prices");
  await conversationFrom("ines", "Hello");
  const ines = await signedIn("ines@customers.example");
  const page = await ines.get(path);
  expect(page.body).toContain("Forty an hour");
  expect(page.headers["cache-control"]).toBe("private, no-store");
  // What was made for her is nobody else's.
  expect((await reader().get(path)).body).not.toContain("Forty an hour");
  const found = await reader().get("/help/kolo/en/search?q=forty+an+hour");
  expect(found.body).not.toContain("Workshop prices");
});

test("search finds by what was meant, marks it, and says honestly when there is nothing", async () => {
  const found = await reader().get("/help/kolo/en/search?q=squeaking+brakes");
  expect(found.body).toMatch(/articles\/\d+-brakes-squeak\?s&#61;[0-9a-f-]{36}/);
  expect(found.body).toContain('<meta name="robots" content="noindex">');
  const nothing = await reader().get("/help/kolo/en/search?q=submarine+periscope");
  expect(nothing.body).toContain("We have no article that answers this.");
  expect(nothing.body).toContain("/help/kolo/en/contact");
  const opened = found.body.match(/href="([^"]+\?s&#61;[^"]+)"/)![1]!.replace("&#61;", "=");
  expect((await reader().get(opened)).statusCode).toBe(200);
  const suggested = (
    await reader().get("/help/kolo/ar/suggest?q=%D8%A7%D9%84%D9%81%D8%B1%D8%A7%D9%85%D9%84")
  ).json();
  expect(suggested.items[0]).toMatchObject({ title: "الفرامل تصدر صريرًا", dir: "rtl" });
});

test("a Ukrainian question finds what is only there in Russian, marked as that", async () => {
  const tyres = await publish({ ru: { title: "Как подкачать шину зимой", html: "<p>Раз в неделю.</p>" } });
  const question = encodeURIComponent("підкачати шину взимку");
  const found = await reader().get(`/help/kolo/uk/search?q=${question}`);
  expect(found.body).toMatch(
    new RegExp(
      `articles/${tyres.number}-[^"]*"><bdi lang="ru" dir="ltr">Как подкачать шину зимой</bdi></a> <span class="label">Є лише російською</span>`,
      "i",
    ),
  );
  const suggested = (await reader().get(`/help/kolo/uk/suggest?q=${question}`)).json();
  expect(suggested.items[0]).toMatchObject({ title: "Как подкачать шину зимой", lang: "ru" });
});

test("a voice about an article is one voice, with a comment, and sets the one cookie that it needs", async () => {
  const voter = reader();
  const path = `/help/kolo/en/articles/${brakes.number}-brakes-squeak`;
  const voted = await voter.post(`${path}/vote`, { helpful: "no" });
  expect([voted.statusCode, voted.headers.location]).toEqual([303, `${path}?voted=no#vote`]);
  expect([...voter.cookies.keys()]).toEqual(["tandem-visitor"]);
  expect((await voter.get(`${path}?voted=no`)).body).toContain("What was missing or wrong?");
  const said = await voter.post(`${path}/vote`, { helpful: "no", comment: "Mine are rim brakes <b>" });
  expect(said.headers.location).toContain("voted=said");
  const { rows } = await app.db.pools.system.query(
    "select helpful, comment from article_votes where article_id = $1",
    [brakes.id],
  );
  expect(rows).toEqual([{ helpful: false, comment: "Mine are rim brakes <b>" }]);
  expect(
    (await reader().post(`${path}/vote`, { helpful: "yes" }, { origin: "https://elsewhere.example" }))
      .statusCode,
  ).toBe(403);
  expect(
    (await reader().post(`${path}/vote`, { helpful: "yes" }, { "sec-fetch-site": "cross-site" })).statusCode,
  ).toBe(403);
});

test("what is not there, and what cannot be read, is said in the look and the language of the place", async () => {
  const hostile = [
    "/help/kolo/zh/articles/99999",
    "/help/kolo/zh/articles/1%00",
    "/help/kolo/zh/articles/..%2f..%2fetc",
    "/help/kolo/zh/sections/000000000000",
    "/help/kolo/zh/<script>alert(1)</script>",
    "/help/kolo/zh/files/not-an-id",
    "/help/kolo/zh/contact/none",
    "/help/kolo/zh/rate/AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
  ];
  for (const path of hostile) {
    const answer = await reader().get(path);
    expect([path, answer.statusCode < 500 && answer.statusCode >= 400]).toEqual([path, true]);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).not.toContain("<script>alert");
  }
  expect((await reader().get("/help/kolo/zh/nowhere")).body).toContain("这里没有内容");
  expect((await reader().get("/help/nobody/en")).statusCode).toBe(404);
  const search = await reader().get(
    `/help/kolo/en/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
  );
  expect(search.body).not.toContain("<script>alert");
  expect(search.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(search.headers["content-security-policy"]).not.toContain("unsafe");
});

test("a help centre that is off is not there", async () => {
  await omar.call(patchHelpCentre, { params: { brand: safra.id }, body: { isOn: false } });
  expect((await reader().get("/help/safra/ar")).statusCode).toBe(404);
  await omar.call(patchHelpCentre, { params: { brand: safra.id }, body: { isOn: true } });
  expect((await reader().get("/help/safra/ar")).statusCode).toBe(200);
});

test("on a host of its own the same pages stand at its root, and addresses name it", async () => {
  await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { host: "help.kolobikes.example" } });
  const own = reader({ host: "help.kolobikes.example" });
  expect((await own.get("/", { "accept-language": "uk" })).headers.location).toBe("/uk");
  const home = await own.get("/en");
  expect(home.statusCode).toBe(200);
  expect(home.body).toContain('action="/en/search"');
  expect(home.body).toContain('rel="canonical" href="http://help.kolobikes.example/en"');
  expect((await own.get("/robots.txt")).body).toContain("Sitemap: http://help.kolobikes.example/sitemap.xml");
  expect((await own.get("/api/v1/setup")).statusCode).toBe(404);
  const style = home.body.match(/href="(\/help-assets\/portal-[^"]+\.css)"/)![1]!;
  expect((await own.get(style)).headers["cache-control"]).toContain("immutable");
  expect((await reader().get("/help/kolo/en")).statusCode).toBe(200);
  await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { host: null } });
  expect((await own.get("/en")).body).not.toContain("Kolo Bikes");
});

test("addresses belong to one brand, its languages to the brand, and settings to who may", async () => {
  const taken = await omar.refused(patchHelpCentre, { params: { brand: safra.id }, body: { slug: "kolo" } });
  expect(taken).toMatchObject({ code: "already_exists", fields: [{ path: "slug" }] });
  const foreign = await omar.refused(patchHelpCentre, {
    params: { brand: kolo.id },
    body: { locales: ["en"], locale: "ar" },
  });
  expect(foreign).toMatchObject({ code: "invalid", fields: [{ path: "locale" }] });
  const late = await omar.refused(patchHelpCentre, {
    params: { brand: kolo.id },
    body: { isOn: true, version: 1 },
  });
  expect(late.code).toBe("changed_meanwhile");
  expect(
    (await nina.refused(patchHelpCentre, { params: { brand: kolo.id }, body: { isOn: false } })).code,
  ).toBe("forbidden");
});

test("a logo is a picture that runs nothing", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const put = (body: Buffer) =>
    omar.ask(putHelpLogo, {
      params: { brand: kolo.id },
      body,
      headers: { "content-type": "application/octet-stream" },
    });
  const { logo } = (await put(svg)).json();
  const shown = await reader().get(logo.url);
  expect(shown.headers["content-type"]).toBe("image/svg+xml");
  expect(shown.headers["content-security-policy"]).toContain("sandbox");
  expect((await put(Buffer.from("<html>no</html>"))).statusCode).toBe(415);
  await omar.call(deleteHelpLogo, { params: { brand: kolo.id } });
  expect((await reader().get(logo.url)).statusCode).toBe(404);
  await settled();
});

test("whoever reads an article counts once a day, remembered page or not; programs and looks ahead do not", async () => {
  const tyres = await publish({ en: { title: "Tyre pressure", html: "<p>Look at the side.</p>" } });
  const path = `/help/kolo/en/articles/${tyres.number}-tyre-pressure`;
  const by = (name: string, more = {}) =>
    reader().get(path, { "user-agent": `Mozilla/5.0 ${name}`, ...more });
  for (const name of ["Firefox", "Firefox", "Safari"]) expect((await by(name)).statusCode).toBe(200);
  expect((await by("Firefox Ahead", { "sec-purpose": "prefetch" })).statusCode).toBe(200);
  expect((await by("(compatible; Googlebot/2.1)")).statusCode).toBe(200);
  expect((await reader().get(`/help/kolo/en/articles/${tyres.number}-old-words`)).statusCode).toBe(301);
  const views = async () => (await omar.call(getArticleFigures, { params: { id: tyres.id } })).views;
  await expect.poll(views).toBe(2);
});
