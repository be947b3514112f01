import { type Browser, devices, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listConversations, listMessages, postReply } from "../../contract/conversations.ts";
import { getDeflection } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import { listRatings } from "../../contract/ratings.ts";
import { portalWorld } from "../../server/portal/portal-world-for-test.ts";
import { makeRateToken } from "../../server/portal/rate-token.ts";
import { type TextKey, text } from "../../server/texts.ts";
import { openBrowser } from "../browser.ts";
import { expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let around: Awaited<ReturnType<typeof portalWorld>>;
let browser: Browser;
let url: string;
beforeAll(async () => {
  around = await portalWorld();
  browser = await openBrowser();
  url = await around.url();
  await around.publish({
    en: {
      title: "Helmet shell cracked",
      summary: "A cracked shell is replaced.",
      html: "<p>Send a photo.</p>",
    },
    ar: { title: "تشقّق غلاف الخوذة", summary: "نستبدل الغلاف المتشقق.", html: "<p>أرسل صورة.</p>" },
  });
});
afterAll(() => browser?.close());

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
  Buffer.from([0xff, 0xd9]),
]);

async function visit(locale: Locale, { scripts, agent }: { scripts: boolean; agent: string }): Promise<Page> {
  const small = locale === "ar" ? { viewport: { width: 390, height: 844 }, isMobile: true } : {};
  const context = await browser.newContext({
    ...(locale === "ar" ? small : { viewport: { width: 1280, height: 900 } }),
    javaScriptEnabled: scripts,
    userAgent: `${devices["Desktop Chrome"].userAgent} ${agent}`,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

// A person needs longer than this before a form is sent; a machine does not.
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1_600));

test.each([
  [
    "en",
    {
      scripts: true,
      words: "My helmet shell is cracked",
      email: "layla@customers.example",
    },
  ],
  ["ar", { scripts: false, words: "غلاف الخوذة متشقق من اليسار", email: "nour@customers.example" }],
] as const)(
  "a customer files a return in %s, follows it, is answered, closes, opens it again and rates",
  async (locale, { scripts, words, email }) => {
    const t = (key: string, values?: Record<string, string | number>) => text(locale, key as TextKey, values);
    const page = await visit(locale, { scripts, agent: "one" });
    const button = (key: string) => page.getByRole("button", { name: t(key), exact: true });
    const looksRight = async () => {
      // Without scripts nothing can be asked within the page.
      if (scripts) await expectNothingSerious(page);
    };
    await page.goto(`${url}/help/kolo/${locale}`);
    await page.getByRole("link", { name: t("help.contact.do") }).click();
    await page.getByRole("link", { name: t("form.preset.return.name") }).click();

    // What hangs on an answer is hidden by a script; without one it says on what it hangs.
    const photo = page.locator("#f-photo");
    const damaged = page.getByLabel(t("form.preset.return.reason.damaged"));
    expect(await photo.isVisible()).toBe(!scripts);
    if (!scripts) await page.getByText(t("form.preset.return.reason.damaged")).last().waitFor();
    await damaged.check();
    await photo.setInputFiles({ name: "helmet.jpg", mimeType: "image/jpeg", buffer: jpeg });
    await page.locator("#f-message").fill(words);
    if (scripts) {
      await page.getByRole("heading", { name: t("help.offer.live") }).waitFor();
      await page.getByRole("link", { name: /Helmet shell cracked/ }).waitFor();
    }
    await looksRight();
    await aWhile();
    await button("help.form.send").click();

    // Told beside the field, in their language, with all that was written, the photo too.
    await page.getByText(t("help.form.faults", { n: 3 })).waitFor();
    await page.getByText(t("form.answer.required"), { exact: true }).first().waitFor();
    expect(await page.locator("#f-message").inputValue()).toBe(words);
    expect(await damaged.isChecked()).toBe(true);
    expect(await page.getByRole("checkbox", { name: "helmet.jpg" }).isChecked()).toBe(true);
    await looksRight();
    await page.locator("#f-order_number").fill("K-20417");
    await page.getByLabel(t("form.preset.return.instead.exchange")).check();
    await page.locator("#from-email").fill(email);
    await button("help.form.send").click();
    if (!scripts) {
      await page.getByRole("heading", { level: 1, name: t("help.offer.title") }).waitFor();
      await page.getByRole("link", { name: "تشقّق غلاف الخوذة" }).waitFor();
      await button("help.offer.send").click();
    }

    await page.getByRole("heading", { name: t("help.sent.title") }).waitFor();
    const number = Number(await page.locator("main strong").textContent());
    expect(number).toBeGreaterThan(0);
    await page.getByText(t("help.sent.time", { time: "" }).slice(0, 12)).waitFor();
    await looksRight();
    const { items } = await around.omar.call(listConversations, { query: { channel: "form" } });
    const { id } = items.find((one) => one.number === number)!;
    const messages = await around.omar.call(listMessages, { params: { id } });
    expect(messages.items[0]).toMatchObject({ attachments: [{ filename: "helmet.jpg" }] });

    // By the link that is mailed, once.
    await page.getByRole("link", { name: t("help.sent.follow") }).click();
    await page.locator("#email").fill(email);
    const before = around.letters.length;
    await button("help.signIn.do").click();
    await page.getByRole("heading", { name: t("help.signIn.sent") }).waitFor();
    await expect.poll(() => around.letters.length).toBeGreaterThan(before);
    const link = new URL(around.letters[before]!.text.match(/http\S+\/sign-in\/\S+/)![0]);
    await page.goto(url + link.pathname + link.search);
    await looksRight();
    await button("help.signIn.enter").click();
    await page.waitForURL(`**/requests/${number}`);
    await page.getByText(words).last().waitFor();
    await page.goto(url + link.pathname);
    await page.getByRole("heading", { name: t("help.problem.link") }).waitFor();

    await page.goto(`${url}/help/kolo/${locale}/requests`);
    await page.getByRole("link", { name: `#${number}` }).click();
    await around.nina.call(postReply, { params: { id }, body: { text: "A new shell is on its way." } });
    await page.reload();
    await page.getByText("A new shell is on its way.").waitFor();
    await page.getByText(t("help.state.asked")).waitFor();
    await looksRight();

    for (const score of [1, 2, 3, 4, 5]) {
      await page.getByRole("radio", { name: t(`help.rate.${score}`), exact: true }).click();
      expect(await page.locator("[name=score]:checked").getAttribute("value")).toBe(String(score));
    }
    await page.locator("#comment").fill("!");
    await page.locator("form.rating button").click();
    await page.getByText(t("help.request.rated")).waitFor();
    const rated = await around.omar.call(listRatings, { params: { id } });
    expect(rated.items).toMatchObject([{ score: 5, comment: "!" }]);

    await button("help.request.solved").click();
    await page.getByText(t("help.request.closed")).waitFor();
    expect((await around.omar.call(listConversations, { query: { status: "closed" } })).items).toMatchObject([
      { id },
    ]);
    await page.getByLabel(t("help.request.reopen.label")).fill(words);
    await button("help.request.reopen.do").click();
    await page.getByText(t("help.request.sent")).waitFor();
    expect(
      (await around.omar.call(listConversations, { query: { status: "closed" } })).items.filter(
        (one) => one.id === id,
      ),
    ).toEqual([]);
    await looksRight();

    // From a mail it is the same voice, which one may change.
    const { kolo, secret, workspaceId } = around;
    const token = makeRateToken(secret, { workspaceId, brandId: kolo.id }, id);
    await page.goto(`${url}/help/kolo/${locale}/rate/${token}?score=4`);
    await looksRight();
    await page.locator("form.rating button").click();
    await page.getByText(t("help.request.rated")).waitFor();
    const changed = await around.omar.call(listRatings, { params: { id } });
    expect(changed.items).toMatchObject([{ score: 4 }]);
    await page.context().close();
  },
);

test("who reads an offered article and does not write within a day counts as helped; who writes does not", async () => {
  const deflection = () => around.omar.call(getDeflection, { query: { place: "form" } });
  const dayLater = () =>
    around.app.db.pools.system.query(
      "update article_offers set offered_at = offered_at - interval '25 hours', contacted_at = contacted_at - interval '25 hours'",
    );
  await dayLater();
  const before = await deflection();
  expect(before).toMatchObject({ deflected: 0, pending: 0 });

  const page = await visit("en", { scripts: true, agent: "two" });
  await page.goto(`${url}/help/kolo/en/contact/return`);
  await page.locator("#f-message").fill("My helmet shell is cracked");
  const [article] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: /Helmet shell cracked/ }).click(),
  ]);
  await article.getByRole("heading", { level: 1, name: "Helmet shell cracked" }).waitFor();
  await page.context().close();
  expect(await deflection()).toMatchObject({ deflected: 0, pending: 1 });
  await dayLater();
  expect(await deflection()).toMatchObject({ offers: before.offers + 1, deflected: 1, pending: 0 });
});
