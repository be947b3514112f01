import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import {
  getArticle,
  getTranslation,
  listArticles,
  listArticleUses,
  postArticle,
  putPublication,
  putTranslation,
} from "../../contract/knowledge.ts";
import { deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 180_000 });

const around = await deskWorld();
const { desk, kolo, omar, nina, conversationFrom, settled } = around;

const paper = (page: Page) => page.getByRole("textbox", { name: "Text of the article" });
const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /^Saved/ })
    .waitFor();

test("an article is written by keys, published, translated, seen to be behind, and taken back to what it was", async () => {
  const { page, go } = await desk(omar);
  await go("/inbox/open");
  await page.getByRole("link", { name: "Knowledge" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.getByText("No articles yet").waitFor();
  await expectNothingSerious(page);

  await page.keyboard.press("c");
  const begin = page.getByRole("dialog", { name: "New article" });
  await begin.getByLabel("Title").fill("When the chain comes off");
  await begin.getByRole("button", { name: "Begin" }).click();

  // A heading, steps and a callout, by the menu behind the slash and by the signs people know.
  await paper(page).click();
  await page.keyboard.type("It takes a minute.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/steps");
  await page.getByRole("option", { name: "Steps" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Shift to the smallest gear.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Lift the chain back on.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/war");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Mind your fingers.");
  await saved(page);
  await expectNothingSerious(page);
  const [{ id } = { id: "" }] = (await omar.call(listArticles, { query: { limit: 1 } })).items;
  const params = { id, locale: "en" } as const;
  await expect
    .poll(async () => (await omar.call(getTranslation, { params })).html)
    .toBe(
      '<p>It takes a minute.</p><ol data-steps><li><p>Shift to the smallest gear.</p></li><li><p>Lift the chain back on.</p></li></ol><aside data-callout="warning"><p>Mind your fingers.</p></aside>',
    );

  await page.getByRole("button", { name: "Publish" }).click();
  const publish = page.getByRole("dialog", { name: "Publish the article" });
  await publish.getByRole("checkbox", { name: /English/ }).waitFor();
  await publish.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("heading", { level: 1 }).locator("..").getByText("Published").waitFor();

  // Ukrainian, begun from the source and written over.
  await page
    .getByRole("navigation", { name: "Languages" })
    .getByRole("link", { name: /Українська/ })
    .click();
  await page.getByText("Not there yet").waitFor();
  await page.getByRole("button", { name: "Begin from: English" }).click();
  const source = page.getByRole("region", { name: "Source" });
  await source.getByText("Mind your fingers.").waitFor();
  await paper(page).getByText("It takes a minute.").click({ clickCount: 3 });
  await page.keyboard.type("Це хвилинна справа.");
  await page.getByRole("textbox", { name: "Title" }).fill("Якщо злетів ланцюг");
  await saved(page);
  await expect
    .poll(async () => (await omar.call(getTranslation, { params: { id, locale: "uk" } })).html)
    .toContain("Це хвилинна справа.");
  await omar.call(putPublication, { params: { id }, body: { locales: ["uk"], note: "" } });

  // The source goes on; the translation says so, and what changed.
  const { draft, html } = await omar.call(getTranslation, { params });
  await omar.call(putTranslation, {
    params,
    body: { title: "When the chain comes off", draft, html: `${html}<p>Wipe it afterwards.</p>` },
  });
  await omar.call(putPublication, { params: { id }, body: { locales: ["en"], note: "Wiping" } });
  await settled();
  await go(`/knowledge/${id}?language=uk&view=beside`);
  await page.getByText("The source changed 1 block").waitFor();
  await source.getByText("Added").waitFor();
  await source.getByText("Wipe it afterwards.").waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "It says the same" }).click();
  await page.getByText("The translation follows it").waitFor();

  await go(`/knowledge/${id}?language=en&view=versions`);
  await page.getByRole("button", { name: /Version 1/ }).click();
  await page.getByRole("button", { name: "Restore as draft" }).click();
  await page.getByText("The draft says again what version 1 said.").waitFor();
  await paper(page).waitFor();
  expect((await omar.call(getTranslation, { params })).html).not.toContain("Wipe it");
  expect((await omar.call(getArticle, { params: { id } })).translations).toMatchObject([
    { locale: "en", hasChanges: true },
    { locale: "uk", isBehind: false },
  ]);
});

test("when two write the same article, both texts are there until one decides", async () => {
  const { id } = await omar.call(postArticle, {
    body: { title: "Saddle height", locale: "en", brand: kolo.id, html: "<p>At the hip.</p>" },
  });
  const params = { id, locale: "en" } as const;
  const { page, go } = await desk(nina);
  await go(`/knowledge/${id}`);
  await paper(page).getByText("At the hip.").waitFor();
  const { draft } = await omar.call(getTranslation, { params });
  await page.context().setOffline(true);
  await paper(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nina was here.");
  await page.getByText("Not saved: the server does not answer").waitFor();
  await omar.call(putTranslation, {
    params,
    body: { title: "Saddle height", draft, html: "<p>At the hip, says Omar.</p>" },
  });
  await page.context().setOffline(false);

  const two = page.getByRole("alert", { name: "Two texts" });
  await two.getByText("At the hip, says Omar.").waitFor();
  await paper(page).getByText("Nina was here.").waitFor();
  await expectNothingSerious(page);
  await two.getByRole("button", { name: "Save mine" }).click();
  await expect
    .poll(async () => (await omar.call(getTranslation, { params })).html)
    .toBe("<p>At the hip. Nina was here.</p>");
  await two.getByRole("button", { name: "Take the other" }).click();
  await expect
    .poll(async () => (await omar.call(getTranslation, { params })).html)
    .toBe("<p>At the hip, says Omar.</p>");
  await two.getByRole("button", { name: "Put it away" }).click();
  await two.waitFor({ state: "detached" });
});

test("an article is found beside the matter, on a phone too, put into the answer, and counted", async () => {
  const { id } = await omar.call(postArticle, {
    body: {
      title: "Where your parcel is",
      locale: "en",
      brand: kolo.id,
      html: "<p>The parcel is tracked by the number in your mail.</p>",
      triggers: ["where is my parcel"],
    },
  });
  await omar.call(putPublication, { params: { id }, body: { note: "" } });
  await settled();
  const matter = await conversationFrom("ines", "Where is my parcel? I have no number.", {
    subject: "Parcel",
  });
  for (const phone of [false, true]) {
    const { page, go } = await desk(nina, { phone });
    await go(`/inbox/open/${matter.id}`);
    const words = page.getByRole("textbox", { name: "Reply" });
    await words.click();
    await page.keyboard.press("Control+Shift+K");
    const beside = page.getByRole("complementary", { name: "Articles for this conversation" });
    await beside.getByRole("searchbox", { name: "Search articles" }).fill("parcel");
    await beside.getByRole("button", { name: "Where your parcel is" }).waitFor();
    await expectNothingSerious(page);
    await beside.getByRole("button", { name: "Insert text" }).click();
    await words.getByText("The parcel is tracked by the number in your mail.").first().waitFor();
    await page.context().close();
  }
  const uses = await nina.call(listArticleUses, { params: { id: matter.id } });
  expect(uses.items).toMatchObject([
    { article: { id }, how: "text", agent: { name: nina.name } },
    { article: { id }, how: "text", agent: { name: nina.name } },
  ]);
});

test("whoever only reads sees no tools for writing", async () => {
  const reader = await around.person({ name: "Rita Reader", role: "readonly", teams: [kolo.teamId] });
  const { items } = await omar.call(listArticles, { query: { limit: 1 } });
  const { page, go } = await desk(reader);
  await go("/knowledge");
  await page.getByRole("link", { name: items[0]!.title }).waitFor();
  expect(await page.getByRole("button", { name: "New article" }).count()).toBe(0);
  await go(`/knowledge/${items[0]!.id}`);
  await page.getByRole("region", { name: "Preview" }).waitFor();
  for (const name of ["Publish", "Write", "Read, it is right"])
    expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
});
