/** What visitors and the sites they are on do besides writing: a form before, a rating after, a name that is signed. */
import { createHmac } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { getChatBeside, identityText, listChatWidgets, postChatSecret } from "../../contract/chat.ts";
import { listConversations, postReply } from "../../contract/conversations.ts";
import { patchHelpCentre } from "../../contract/help-centres.ts";
import { postArticle, putPublication } from "../../contract/knowledge.ts";
import { listRatings } from "../../contract/ratings.ts";
import { readMail } from "../../server/channels/mail/reading/index.ts";
import type { World } from "../world.ts";
import { openChat, type Site, site, write } from "./site.ts";

let around: Site & World;
/** The address of the help centre. */
let centre: string;
beforeAll(async () => {
  around = await site();
  const { omar, kolo } = around;
  const body = { isOn: true, slug: "kolo", locale: "en" } as const;
  ({ address: centre } = await omar.call(patchHelpCentre, { params: { brand: kolo.id }, body }));
});

/** The conversation in which these words were said last. */
async function matterOf(words: string) {
  const find = async () =>
    (await around.nina.call(listConversations, { query: { limit: 20 } })).items.find(({ preview }) =>
      preview.includes(words),
    );
  await expect.poll(find).toBeTruthy();
  return (await find())!;
}

const answer = (id: string, text: string) =>
  around.nina.call(postReply, { params: { id }, body: { text, after: "keep" } });

async function expectNothingSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).exclude("main > p").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
}

test("what is asked before the first message keeps its answers when one is wrong, and is asked once", async () => {
  const key = await around.widget({
    preChat: {
      when: "always",
      fields: [
        { field: "name", isRequired: true },
        { field: "email", isRequired: true },
        { field: "topic", isRequired: true },
      ],
      topics: [
        { key: "order", names: { en: "My order" }, line: "service", intent: "order_status" },
        { key: "broken", names: { en: "Something is broken" }, line: "support", intent: null },
      ],
    },
  });
  const visit = await around.visit({ key });
  const { frame, page } = visit;
  await openChat(visit);
  await frame.getByLabel("Your name").fill("Ines Moreno");
  await frame.getByLabel("E-mail").fill("ines at customers");
  await frame.getByRole("button", { name: "Start the chat" }).click();
  await frame.getByText("This does not look like an e-mail address.").waitFor();
  await frame.getByText("This is needed.").waitFor();
  expect(await frame.getByLabel("Your name").inputValue()).toBe("Ines Moreno");
  expect(await frame.getByLabel("E-mail").inputValue()).toBe("ines at customers");
  // Whoever goes by keyboard or ear stands at what is to be mended.
  expect(await frame.locator(":focus").getAttribute("name")).toBe("email");
  await expectNothingSerious(page);

  await frame.getByLabel("E-mail").fill("ines@customers.example");
  await frame.getByRole("radio", { name: "Something is broken" }).check();
  await frame.getByRole("button", { name: "Start the chat" }).click();
  await write(visit, "The display stays dark.");
  const matter = await matterOf("display stays dark");
  expect(matter).toMatchObject({ line: "support", customer: { name: "Ines Moreno" } });
  expect(await around.nina.call(getChatBeside, { params: matter })).toMatchObject({
    email: { address: "ines@customers.example", isVerified: false },
  });

  await page.reload();
  await visit.launcher.click();
  await frame.getByRole("button", { name: "Continue the conversation" }).click();
  await frame.getByRole("textbox", { name: "Your message" }).waitFor();
  expect(await frame.getByLabel("Your name").count()).toBe(0);
});

test("at the end a visitor says how it was, has what was said sent to them, and writes anew", async () => {
  const visit = await around.visit();
  const { frame, page } = visit;
  await openChat(visit);
  await write(visit, "Do you repair rims?");
  await frame.getByLabel("Where may we send the answer if you leave?").fill("walt@customers.example");
  await frame.getByRole("button", { name: "Leave my address" }).click();
  await frame.getByText("walt@customers.example").waitFor();
  const { id } = await matterOf("repair rims");
  await answer(id, "We do, within a week.");
  await frame.getByText("We do, within a week.").waitFor();

  await frame.getByRole("button", { name: "More", exact: true }).click();
  await frame.getByRole("button", { name: "Send me the transcript" }).click();
  await frame.getByText("On its way to").waitFor();
  await around.settled();
  const letters = await Promise.all((await around.outbox()).map((raw) => readMail(Buffer.from(raw))));
  const [transcript] = letters.filter(({ to }) => to.some((one) => one.address === "walt@customers.example"));
  expect(transcript!.text).toMatch(/Do you repair rims\?[\s\S]+Nina[\s\S]+We do, within a week\./);

  await frame.getByRole("button", { name: "End the chat" }).click();
  await frame.getByText("How did we do?").waitFor();
  await expectNothingSerious(page);
  await frame.getByRole("radio", { name: "4 stars of 5" }).check({ force: true });
  await frame.getByLabel("Would you like to add something?").fill("Quick and friendly");
  await frame.getByRole("button", { name: "Send", exact: true }).click();
  await frame.getByText("Thank you for telling us.").waitFor();
  const rating = async () =>
    (await around.nina.call(listRatings, { params: { id } })).items.map(({ score, comment }) => [
      score,
      comment,
    ]);
  await expect.poll(rating).toEqual([[4, "Quick and friendly"]]);

  await frame.getByRole("button", { name: "Write again" }).click();
  await write(visit, "And spokes?");
  expect((await matterOf("And spokes?")).id).not.toBe(id);
});

test("whom the site signs for finds their chats in another browser, and after logging out nobody does", async () => {
  const key = await around.widget({});
  const { id } = (await around.omar.call(listChatWidgets, {})).items.find((one) => one.key === key)!;
  const { secret } = await around.omar.call(postChatSecret, { params: { id } });
  const email = "layla@customers.example";
  const hash = createHmac("sha256", secret).update(identityText("u-7", email)).digest("hex");
  const identify = `Tandem.identify(${JSON.stringify({ userId: "u-7", email, hash, name: "Layla" })})`;

  const home = await around.visit({ key });
  await home.launcher.waitFor();
  await home.page.evaluate(identify);
  await openChat(home);
  await write(home, "Is my saddle there?");
  const matter = await matterOf("my saddle");
  expect(matter.customer).toMatchObject({ name: "Layla", email });
  expect(await around.nina.call(getChatBeside, { params: matter })).toMatchObject({
    visitor: { isKnown: true },
    email: { address: email, isVerified: true },
  });

  const phone = await around.visit({ key, phone: true });
  await phone.launcher.waitFor();
  await phone.page.evaluate(identify);
  await phone.launcher.tap();
  await phone.frame.getByRole("button", { name: "Continue the conversation" }).tap();
  await phone.frame.getByText("Is my saddle there?").waitFor();

  await phone.page.evaluate("Tandem.logout()");
  await phone.frame.locator(".ask").waitFor();
  expect(await phone.frame.getByText("Is my saddle there?").count()).toBe(0);
  const { frame } = await phone.kept();
  expect(frame.filter((name) => !name.endsWith(".token"))).toEqual([]);
  await phone.page.reload();
  await phone.launcher.tap();
  await phone.frame.locator(".ask").waitFor();
  expect(await phone.frame.getByRole("button", { name: "Continue the conversation" }).count()).toBe(0);
  // The other browser was not logged out.
  await answer(matter.id, "It came today.");
  await home.frame.getByText("It came today.").waitFor();
});

test("an article that an agent links is read in the chat, and from there the next one", async () => {
  const { omar, kolo, settled } = around;
  const published = async (title: string, html: string) => {
    const article = await omar.call(postArticle, { body: { brand: kolo.id, locale: "en", title, html } });
    await omar.call(putPublication, { params: article, body: {} });
    return article;
  };
  const pads = await published("Which pads fit", "<p>Those with a notch.</p>");
  const discs = await published(
    "Cleaning discs",
    `<p>With alcohol. See <a data-article="${pads.id}">which pads fit</a>.</p>`,
  );
  await settled();

  const visit = await around.visit();
  const { frame, page } = visit;
  await openChat(visit);
  await write(visit, "It squeals.");
  const { id } = await matterOf("It squeals.");
  await answer(id, `Look here: ${centre}/en/articles/${discs.number}-cleaning-discs`);
  await frame.locator(".bubble.theirs a").click();
  await frame.getByRole("heading", { name: "Cleaning discs" }).waitFor();
  await frame.getByRole("link", { name: "which pads fit" }).click();
  await frame.getByText("Those with a notch.").waitFor();
  await frame.getByRole("button", { name: "Back" }).click();
  await frame.getByRole("heading", { name: "Cleaning discs" }).waitFor();
  await frame.getByRole("button", { name: "Back" }).click();
  await frame.getByText("It squeals.").waitFor();

  // One that cannot be read here is offered where it may be.
  await answer(id, `And this: ${centre}/en/articles/999-gone`);
  await frame.locator(".bubble.theirs", { hasText: "And this:" }).locator("a").click();
  const elsewhere = frame.getByRole("alert").getByRole("link", { name: "Open in the help centre" });
  expect(await elsewhere.getAttribute("href")).toBe(`${centre}/en/articles/999-gone`);
  expect(page.context().pages()).toHaveLength(1);
});

test("a site whose policy names a nonce alone has the chat, and its pages complain of nothing", async () => {
  const visit = await around.visit({ nonce: true });
  await openChat(visit);
  await write(visit, "Do you see me?");
  await matterOf("Do you see me?");
  expect(await visit.shifted()).toBe(0);
});

test("a site hears what happens in its chat, but not what is said", async () => {
  const article = await around.omar.call(postArticle, {
    body: {
      brand: around.kolo.id,
      locale: "en",
      title: "How to patch a tube",
      html: "<p>Roughen, glue, press.</p>",
    },
  });
  await around.omar.call(putPublication, { params: article, body: {} });
  await around.settled();
  const names = "ready opened closed message unread started ended rated article";
  const visit = await around.visit({
    before: `window.Tandem = function () { window.Tandem.q.push(arguments) }; window.Tandem.q = []; window.told = [];
      for (const name of "${names}".split(" ")) Tandem("on", name, (data) => window.told.push([name, data]));`,
  });
  const { frame, page } = visit;
  const told = async () => (await page.evaluate("window.told")) as [string, unknown][];
  await visit.launcher.click();
  await frame.getByRole("searchbox").fill("patch a tube");
  await frame.getByRole("button", { name: "How to patch a tube" }).click();
  await frame.getByText("Roughen, glue, press.").waitFor();
  await frame.getByRole("button", { name: "Ask us" }).click();
  await write(visit, "Which glue?");
  const { id } = await matterOf("Which glue?");
  await answer(id, "Any for rubber.");
  await frame.getByText("Any for rubber.").waitFor();
  await frame.getByRole("button", { name: "More", exact: true }).click();
  await frame.getByRole("button", { name: "End the chat" }).click();
  await frame.getByRole("radio", { name: "5 stars of 5" }).check({ force: true });
  await frame.getByRole("button", { name: "Send", exact: true }).click();
  await frame.getByText("Thank you for telling us.").waitFor();
  await page.evaluate("Tandem.close()");
  await expect.poll(async () => (await told()).map(([name]) => name)).toContain("closed");
  const seldom = (await told()).filter(([name]) => name !== "unread");
  expect(seldom).toEqual([
    ["opened", null],
    ["ready", null],
    ["article", { id: article.id, title: "How to patch a tube" }],
    ["started", { conversation: id }],
    ["message", { conversation: id, from: "agent" }],
    ["ended", { conversation: id }],
    ["rated", { conversation: id, score: 5 }],
    ["closed", null],
  ]);
  expect(JSON.stringify(await told())).not.toMatch(/glue\?|rubber/);
  // Whoever no longer listens hears nothing more.
  await page.evaluate(`{
    const once = () => window.told.push(["again", null]);
    Tandem.on("opened", once);
    Tandem.off("opened", once);
    Tandem.open();
  }`);
  await expect.poll(async () => (await told()).at(-1)?.[0]).toBe("opened");
  expect((await told()).map(([name]) => name)).not.toContain("again");
});
