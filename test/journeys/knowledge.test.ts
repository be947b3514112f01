import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { postClosure, postReply } from "../../contract/conversations.ts";
import { patchHelpCentre } from "../../contract/help-centres.ts";
import {
  getArticle,
  getTranslation,
  listArticleSections,
  listArticles,
  listArticleUses,
  postArticle,
  postArticleSection,
  putPublication,
  putTranslation,
} from "../../contract/knowledge.ts";
import { publishPlanned } from "../../server/knowledge/index.ts";
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

test("an article is drafted from a solved matter without what is personal, to be read again, and published at its time", async () => {
  const matter = await conversationFrom(
    "ines",
    "Hello Nina,\n\nmy order KB-104233 has a bent derailleur hanger. Call +44 20 7946 0958.\n\nKind regards,\nInes",
    { subject: "Bent derailleur hanger" },
  );
  await nina.call(postReply, {
    params: matter,
    body: { text: "Hi Ines,\n\n1. Unscrew the hanger.\n2. Put the new one on.\n\nAll the best,\nNina" },
  });
  await settled();
  await omar.call(postClosure, { params: matter });
  const { page, go } = await desk(omar);
  await go(`/inbox/closed/${matter.id}`);
  await page.getByRole("button", { name: "More", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Draft an article from this" }).click();
  await page.getByText(/^The draft is here\. Taken out: [1-9]/).waitFor();
  await paper(page).getByText("Unscrew the hanger.").waitFor();
  expect(await paper(page).textContent()).not.toMatch(/Ines|Nina|104233|7946/);
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel
    .getByRole("link", { name: `#${matter.number} Bent derailleur hanger` })
    .first()
    .waitFor();

  const every = panel.getByRole("spinbutton", { name: /Every … days/ });
  await every.fill("90");
  await every.press("Enter");
  await panel.getByText(/^Next: /).waitFor();

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("dialog", { name: "Publish the article" });
  await publish.getByRole("radio", { name: "At a time" }).click({ force: true });
  await publish.getByRole("group", { name: "Publish at" }).first().waitFor();
  await expectNothingSerious(page);
  await publish.getByRole("button", { name: "Set the time" }).click();
  await page.getByText(/^Will be published: /).waitFor();
  await page.getByRole("heading", { level: 1 }).locator("..").getByText("Planned").waitFor();
  const id = page.url().split("/knowledge/")[1]!.slice(0, 36);
  await publishPlanned(around.db, new Date(Date.now() + 2 * 86_400_000));
  await settled();
  await page.getByRole("heading", { level: 1 }).locator("..").getByText("Published").waitFor();
  expect(await omar.call(getArticle, { params: { id } })).toMatchObject({
    state: "published",
    reviewEveryDays: 90,
    writtenFrom: { id: matter.id },
  });
});

test("behind a slash an article is put in as a link or as text by keys alone, and called wrong from the matter", async () => {
  await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body: { isOn: true } });
  const { id } = await omar.call(postArticle, {
    body: {
      title: "Tubeless sealant",
      locale: "en",
      brand: kolo.id,
      html: "<p>Shake the sealant and pour in sixty millilitres.</p>",
    },
  });
  const { id: inside } = await omar.call(postArticle, {
    body: {
      title: "Sealant recall",
      locale: "uk",
      brand: kolo.id,
      audience: "agents",
      html: "<p>Внутрішнє: відкликання герметика.</p>",
      triggers: ["sealant recall"],
    },
  });
  for (const each of [id, inside]) await omar.call(putPublication, { params: { id: each }, body: {} });
  await settled();
  const matter = await conversationFrom("ines", "How much sealant goes in?", { subject: "Tubeless" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${matter.id}`);
  const words = page.getByRole("textbox", { name: "Reply" });
  await words.click();
  const choices = page.getByRole("listbox", { name: "Canned replies and articles" });
  const chosen = (name: RegExp) => choices.getByRole("option", { name, selected: true });

  await page.keyboard.type("See /tubeless");
  await choices.getByRole("group", { name: "Articles" }).waitFor();
  await chosen(/Tubeless sealant/).waitFor();
  await expectNothingSerious(page);
  await page.keyboard.press("Enter");
  const link = words.getByText("Tubeless sealant");
  await link.waitFor();
  expect(await words.locator("a").getAttribute("href")).toMatch(
    /\/help\/[\w-]+\/en\/articles\/\d+-tubeless-sealant$/,
  );
  expect(await words.textContent()).not.toContain("/tubeless");

  await page.keyboard.type(" or /tubeless");
  await chosen(/Tubeless sealant/).waitFor();
  await page.keyboard.press("Shift+Enter");
  await words.getByText("Shake the sealant and pour in sixty millilitres.").waitFor();

  // What is for agents has no link, and is asked about; its language is not the customer's, which is marked.
  await page.keyboard.press("Enter");
  await page.keyboard.type("/sealant recall");
  await choices.getByRole("option", { name: /Sealant recall/ }).waitFor();
  while (!(await chosen(/Sealant recall/).count())) await page.keyboard.press("ArrowDown");
  await page.getByText("Only in: Ukrainian").waitFor();
  await page.keyboard.press("Enter");
  const asks = page.getByRole("alertdialog", { name: "Meant for agents" });
  await asks.getByRole("button", { name: "Insert text" }).click();
  await words.getByText("Внутрішнє: відкликання герметика.").waitFor();
  const uses = await nina.call(listArticleUses, { params: { id: matter.id } });
  expect(uses.items.map(({ article, how }) => [article.id, how])).toEqual([
    [inside, "text"],
    [id, "text"],
    [id, "link"],
  ]);

  await page.keyboard.press("Control+Shift+K");
  const beside = page.getByRole("complementary", { name: "Articles for this conversation" });
  await beside.getByRole("searchbox", { name: "Search articles" }).fill("tubeless sealant");
  await beside.getByRole("button", { name: "Tubeless sealant" }).first().click();
  await beside.getByRole("button", { name: "Something is wrong" }).click();
  const flagging = page.getByRole("dialog", { name: "Something is wrong" });
  await flagging.getByRole("textbox").fill("It is ninety millilitres for wide tyres.");
  await flagging.getByRole("button", { name: "Say so" }).click();
  await flagging.waitFor({ state: "detached" });

  // Its owner sees it with the matter it came out of, and what else became of the article.
  const other = await desk(omar);
  await other.go(`/knowledge/${id}`);
  const panel = other.page.getByRole("complementary", { name: "Details" });
  await panel.getByText("It is ninety millilitres for wide tyres.").waitFor();
  const links = panel.getByRole("button", { name: /Inserted as a link\s*1/ });
  await links.click();
  await panel.getByText("Times it was put into an answer as a link.").waitFor();
  await panel
    .getByRole("region", { name: "Used in" })
    .getByRole("link", { name: `#${matter.number} Tubeless` })
    .first()
    .waitFor();
  await panel.getByRole("link", { name: "Open", exact: true }).waitFor();
  await expectNothingSerious(other.page);
});

test("an import is tried first, and says of each file what would become of it", async () => {
  const { page, go } = await desk(omar);
  await go("/knowledge/import");
  const text = (name: string, words: string) => ({
    name,
    mimeType: "text/markdown",
    buffer: Buffer.from(words),
  });
  await page
    .locator('input[type="file"]')
    .setInputFiles([
      text("seatpost.md", "---\ntitle: Seatpost\nlang: en\n---\nGrease it.\n\n![post](post.png)\n"),
      text("empty.md", ""),
    ]);
  const plan = page.getByRole("region", { name: "What will be made" });
  await plan.getByText("Will be made: 1 article, 1 text.").waitFor();
  await plan.getByText("1 file is left out.").waitFor();
  await plan.getByText("there are no words in it").waitFor();
  await plan.getByText("Taken out: the file post.png, which is not there").waitFor();
  await expectNothingSerious(page);
  const titled = async () =>
    (await omar.call(listArticles, { query: { text: "Seatpost" } })).items.map(({ title }) => title);
  expect(await titled()).toEqual([]);
  await plan.getByRole("button", { name: "Remove empty.md" }).click();
  await plan.getByText("there are no words in it").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Import 1 text" }).click();
  const made = page.getByRole("region", { name: "What was made" });
  await made.getByRole("link", { name: "Seatpost" }).waitFor();
  expect(await titled()).toEqual(["Seatpost"]);
});

test("sections and articles are put in order by keys, and a second screen follows", async () => {
  const section = (names: object, parent?: string) =>
    omar.call(postArticleSection, { body: { brand: kolo.id, names, parent } });
  const category = await section({ en: "Ordered" });
  const [wheels, frames] = [
    await section({ en: "Wheels" }, category.id),
    await section({ en: "Frames" }, category.id),
  ];
  for (const title of ["Spokes", "Rims", "Tyres"])
    await omar.call(postArticle, {
      body: { title, locale: "en", brand: kolo.id, section: wheels.id },
    });
  const [mine, theirs] = [await desk(omar), await desk(omar)];
  for (const { go } of [mine, theirs]) await go(`/knowledge/order?brand=${kolo.id}`);
  const { page } = mine;
  const row = (on: Page, name: RegExp) => on.getByRole("button", { name });
  await row(page, /^Wheels/).click();
  await page.getByRole("link", { name: "Tyres" }).waitFor();
  await theirs.page.getByRole("button", { name: /^Wheels/ }).click();
  await expectNothingSerious(page);

  await page.getByRole("link", { name: "Tyres" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.getByText("Tyres: place 2 of 3").waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await page.getByText("Tyres: place 1 of 3").waitFor();
  // The focus went with it.
  await expect.poll(() => page.evaluate("document.activeElement?.textContent")).toBe("Tyres");
  const titles = (on: Page) => on.locator("main a[href^='/knowledge/']").allInnerTexts();
  for (const each of [page, theirs.page])
    await expect.poll(() => titles(each)).toEqual(["Tyres", "Spokes", "Rims"]);

  await page.getByRole("button", { name: "Move down: Wheels" }).press("Enter");
  await page.getByText("Wheels: place 2 of 2").waitFor();
  await expect
    .poll(() => page.evaluate('document.activeElement?.getAttribute("aria-label")'))
    .toBe("Move up: Wheels");
  await expect
    .poll(() =>
      theirs.page
        .getByRole("button", { name: /^Move up: (Wheels|Frames)/ })
        .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label"))),
    )
    .toEqual(["Move up: Frames", "Move up: Wheels"]);
  const { items } = await omar.call(listArticleSections, { query: { brand: kolo.id } });
  expect(items.filter(({ parent }) => parent === category.id).map(({ id }) => id)).toEqual([
    frames.id,
    wheels.id,
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
