import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listConversations, listMessages } from "../../contract/conversations.ts";
import { deletePublication, patchArticle, postArticleSection } from "../../contract/knowledge.ts";
import { portalWorld } from "../../server/portal/portal-world-for-test.ts";
import { openBrowser } from "../browser.ts";
import { expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let around: Awaited<ReturnType<typeof portalWorld>>;
let browser: Browser;
let url: string;
/** The numbers of an article about brakes, and of one that was withdrawn. */
let brakes: number;
let withdrawn: number;
let section: string;
beforeAll(async () => {
  around = await portalWorld();
  browser = await openBrowser();
  url = await around.url();
  const html = (a: string, b: string, c: string) =>
    `<h2 id="one">${a}</h2><ol data-steps><li><p>${b}</p></li><li><p>${c}</p></li></ol><h2 id="two">${b}</h2><aside data-callout="warning"><p>${c}</p></aside><h2 id="three">${c}</h2><table><thead><tr>${`<th scope="col">${a}</th>`.repeat(9)}</tr></thead><tbody><tr>${`<td>${b}</td>`.repeat(9)}</tr></tbody></table><pre><code>${"--long ".repeat(40)}</code></pre><figure data-video="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>${a}</figcaption></figure><details><summary>${b}</summary><p>${c}</p></details>`;
  const article = await around.publish({
    en: {
      title: "Brakes squeak: how to quiet them",
      summary: "Clean the discs, then bed them in.",
      html: html("Clean the disc", "Wipe it with alcohol", "Never use oil"),
    },
    ar: {
      title: "الفرامل تصدر صريرًا: كيف تسكتها",
      summary: "نظّف الأقراص ثم روّضها.",
      html: html("تنظيف القرص", "امسحه بالكحول", "لا تستخدم الزيت أبدًا"),
    },
  });
  brakes = article.number;
  section = (
    await around.omar.call(postArticleSection, {
      body: { brand: around.kolo.id, names: { en: "Wheels and brakes", ar: "العجلات والفرامل" } },
    })
  ).id;
  const old = await around.publish({ en: { title: "Rim tape" }, ar: { title: "شريط الإطار" } });
  withdrawn = old.number;
  for (const { id } of [article, old])
    await around.omar.call(patchArticle, { params: { id }, body: { section } });
  await around.omar.call(deletePublication, { params: { id: old.id }, query: {} });
  await around.publish({
    ru: {
      title: "Как подкачать шину зимой",
      html: "<p>Зимой давление в шине ниже: подкачайте её до 3,5 бара.</p>",
    },
  });
  await around.settled();
});
afterAll(() => browser?.close());

async function visit(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

const screens = join(import.meta.dirname, "../screens");
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
  Buffer.from([0xff, 0xd9]),
]);

test("an Arabic customer finds an article without JavaScript and files a request with a photo", async () => {
  const page = await visit({
    javaScriptEnabled: false,
    locale: "ar-EG",
    viewport: { width: 390, height: 844 },
    isMobile: true,
  });
  await page.goto(`${url}/help/kolo`);
  expect(new URL(page.url()).pathname).toBe("/help/kolo/ar");

  await page.getByRole("searchbox").fill("صرير الفرامل");
  await page.getByRole("button", { name: "بحث" }).click();
  await page.getByRole("link", { name: "الفرامل تصدر صريرًا: كيف تسكتها" }).click();
  await page.getByRole("heading", { level: 1, name: "الفرامل تصدر صريرًا" }).waitFor();
  await page.getByRole("button", { name: "لا", exact: true }).click();
  await page.getByText("شكرًا لإخبارنا").waitFor();

  await page.getByRole("link", { name: "اكتب لنا" }).click();
  await page.getByRole("link", { name: "مشكلة في منتج" }).click();
  await page.getByLabel("أي منتج؟").fill("خوذة كولو");
  await page.getByLabel("ما المشكلة؟").fill("انكسر القفل منذ يومين ولم يعد يغلق");
  await page.setInputFiles("#f-photo", { name: "قفل.jpg", mimeType: "image/jpeg", buffer: jpeg });
  await page.getByLabel("بريدك الإلكتروني").fill("nour@customers.example");
  // A person needs longer than this; a machine does not.
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  await page.getByRole("button", { name: "إرسال", exact: true }).click();
  await page.getByRole("heading", { name: "وصلتنا رسالتك" }).waitFor();
  await page.getByText("سيصلك ردّنا في موعد أقصاه").waitFor();

  const { items } = await around.omar.call(listConversations, { query: { channel: "form" } });
  expect(items).toMatchObject([
    { language: "ar", line: "support", customer: { email: "nour@customers.example" } },
  ]);
  const said = await around.omar.call(listMessages, { params: { id: items[0]!.id } });
  expect(said.items[0]!.attachments).toMatchObject([{ filename: "قفل.jpg" }]);
  await page.context().close();
});

test("a Ukrainian question finds what is written in Russian only, and the page says so in Ukrainian", async () => {
  const page = await visit({ locale: "uk-UA", viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/help/kolo`);
  expect(new URL(page.url()).pathname).toBe("/help/kolo/uk");
  await page.getByRole("combobox").fill("підкачати шину зимою");
  await page.getByRole("option", { name: /Как подкачать шину зимой.*Є лише російською/ }).waitFor();
  await page.getByRole("combobox").press("Enter");
  const found = page.getByRole("listitem").filter({ hasText: "Как подкачать шину зимой" });
  await found.getByText("Є лише російською").waitFor();
  await expectNothingSerious(page);
  await found.getByRole("link").click();

  await page.getByText("Ця стаття поки що є лише російською.").waitFor();
  const title = page.getByRole("heading", { level: 1, name: "Как подкачать шину зимой" });
  expect([await title.getAttribute("lang"), await title.getAttribute("dir")]).toEqual(["ru", "ltr"]);
  expect(await page.locator(".prose").getAttribute("lang")).toBe("ru");
  expect(await page.locator("html").getAttribute("lang")).toBe("uk");
  await page.locator("details.languages summary").click();
  await page.getByRole("link", { name: "Русский" }).click();
  await page.waitForURL("**/ru/articles/*");
  const named = await page
    .locator("head link[hreflang]")
    .evaluateAll((links) => links.map((link) => link.hreflang));
  expect(named).toEqual(["ru", "x-default"]);
  await page.context().close();
});

test("what was typed on another keyboard is understood and said while one types, and can be taken as it is", async () => {
  const page = await visit({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/help/kolo/ru`);
  const box = page.getByRole("combobox");
  await box.fill("ibye pbvjq");
  await page
    .locator(".suggestions")
    .getByText(/^Показано по запросу: .?шину зимой/)
    .first()
    .waitFor();
  await expectNothingSerious(page);
  await box.press("Enter");
  await page.getByText("Показано по запросу: шину зимой").waitFor();
  await page.getByRole("link", { name: "Искать именно ibye pbvjq" }).click();
  await page.getByText("У нас нет статьи, которая на это отвечает.").waitFor();
  await page.context().close();
});

test("suggestions come while one types, are walked by keyboard and told to screen readers", async () => {
  const page = await visit({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/help/kolo/en`);
  const box = page.getByRole("combobox");
  await box.fill("brakes squ");
  await page.getByRole("option", { name: /Brakes squeak/ }).waitFor();
  expect(await box.getAttribute("aria-expanded")).toBe("true");
  await page.getByText("One suggestion", { exact: true }).waitFor({ state: "attached" });
  await expectNothingSerious(page);
  await box.press("ArrowDown");
  expect(await box.getAttribute("aria-activedescendant")).toBe("search-list-0");
  await box.press("Escape");
  expect(await page.getByRole("option").count()).toBe(0);
  await box.press("ArrowDown");
  await box.press("Enter");
  await page.waitForURL(`**/articles/${brakes}-*`);
  await page.context().close();
});

test("a form hides what is not asked, and asks it when it is", async () => {
  const page = await visit({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/help/kolo/en/contact/order`);
  expect(await page.getByLabel("The new address").isVisible()).toBe(false);
  await page.getByLabel("Another delivery address").check();
  expect(await page.getByLabel("The new address").isVisible()).toBe(true);
  await page.context().close();
});

test.each(["en", "ar"] as const)(
  "nothing stands in the way of anybody in %s, light or dark, wide or small",
  async (locale) => {
    const matter = await around.conversationFrom("ines", "My wheel wobbles when I ride fast", {
      subject: "Wheel",
    });
    const customer = await around.signedIn("ines@customers.example");
    const cookie = customer.cookies.get("tandem-customer")!;
    const places: [string, string][] = [
      ["home", `/help/kolo/${locale}`],
      [
        "search",
        `/help/kolo/${locale}/search?q=${encodeURIComponent(locale === "ar" ? "الفرامل" : "brakes")}`,
      ],
      ["corrected", `/help/kolo/${locale}/search?q=${encodeURIComponent("ibye pbvjq")}`],
      ["not-found", `/help/kolo/${locale}/search?q=submarine`],
      ["section", `/help/kolo/${locale}/sections/${section.slice(-12)}`],
      ["article", `/help/kolo/${locale}/articles/${brakes}`],
      ["gone", `/help/kolo/${locale}/articles/${withdrawn}`],
      ["contact", `/help/kolo/${locale}/contact`],
      ["form", `/help/kolo/${locale}/contact/return`],
      ["sign-in", `/help/kolo/${locale}/sign-in`],
      ["requests", `/help/kolo/${locale}/requests`],
      ["request", `/help/kolo/${locale}/requests/${matter.number}`],
      ["nowhere", `/help/kolo/${locale}/nowhere`],
    ];
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [390, 1440]) {
        const page = await visit({ colorScheme, viewport: { width, height: 900 } });
        await page
          .context()
          .addCookies([{ name: "tandem-customer", value: cookie, url: `${url}/help/kolo` }]);
        for (const [name, path] of places) {
          if (name === "sign-in") await page.context().clearCookies();
          await page.goto(url + path);
          await page
            .context()
            .addCookies([{ name: "tandem-customer", value: cookie, url: `${url}/help/kolo` }]);
          await page.screenshot({
            path: join(screens, `help-${name}-${locale}-${colorScheme}-${width}.png`),
            fullPage: true,
          });
          await expectNothingSerious(page);
          const wide = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth",
          );
          expect([name, width, wide]).toEqual([name, width, 0]);
        }
        await page.context().close();
      }
  },
);
