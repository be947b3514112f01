import { AxeBuilder } from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Conversation,
  listConversations,
  listMessages,
  postReply,
} from "../../contract/conversations.ts";
import { putPresence } from "../../contract/routing.ts";
import type { World } from "../world.ts";
import { openChat, type Site, site, type Visit, write } from "./site.ts";

let around: Site & World;
beforeAll(async () => {
  around = await site();
});

/** The newest conversation, as an agent finds it. */
async function newest(text: string): Promise<Pick<Conversation, "id">> {
  const found = async () =>
    (await around.nina.call(listConversations, { query: { limit: 20 } })).items.find(({ preview }) =>
      preview.includes(text),
    );
  await expect.poll(found).toBeTruthy();
  return (await found())!;
}

const answer = ({ id }: Pick<Conversation, "id">, text: string) =>
  around.nina.call(postReply, { params: { id }, body: { text, after: "keep" } });

/** What is so of an element, in the words of the page. */
const has = (element: Locator, words: string): Promise<unknown> =>
  element.evaluate(new Function("one", `return ${words}`) as (one: unknown) => unknown);

test("by keyboard alone: it is opened, asked, answered by an agent, and closed", async () => {
  const visit = await around.visit();
  const { page, launcher, frame, panel } = visit;
  await launcher.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await launcher.getAttribute("aria-label")).toBe("Open chat");
  await page.keyboard.press("Enter");
  await frame.getByRole("heading", { name: "Hello! How can we help?" }).waitFor();

  const ask = frame.getByRole("button", { name: /Write to us|Leave a message/ });
  for (let at = 0; at < 8 && !(await has(ask, "one === one.ownerDocument.activeElement")); at += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // The cursor stands where one writes.
  await page.keyboard.type("Does the frame come in green?");
  await page.keyboard.press("Enter");
  await frame.getByText("Does the frame come in green?").waitFor();

  await answer(await newest("come in green"), "In three greens, in fact.");
  await frame.getByText("In three greens, in fact.").waitFor();
  await frame.getByText("Nina", { exact: false }).first().waitFor();

  await page.keyboard.press("Escape");
  await expect.poll(() => panel.getAttribute("class")).toContain("waits");
  expect(await has(launcher, "one.getRootNode().activeElement === one")).toBe(true);
  expect(await visit.shifted()).toBe(0);
});

test("while it is closed, a new answer is counted on the launcher and told to the site", async () => {
  const visit = await around.visit({ attributes: "data-title" });
  await openChat(visit);
  await write(visit, "When do you open?");
  await visit.page.evaluate("Tandem.on('unread', (n) => { window.unread = n })");
  await visit.frame.getByRole("button", { name: "Close" }).click();
  await answer(await newest("When do you open"), "At nine.");
  await expect.poll(() => visit.launcher.getAttribute("aria-label")).toBe("Open chat (1)");
  expect(await visit.page.evaluate("window.unread")).toBe(1);

  await visit.launcher.click();
  await visit.frame.getByText("At nine.").waitFor();
  await expect.poll(() => visit.page.evaluate("window.unread")).toBe(0);
});

test("what is written while the line is cut goes out once when it is back, and what was missed comes in", async () => {
  const visit = await around.visit();
  await openChat(visit);
  await write(visit, "Is the shop in Leeds open?");
  const conversation = await newest("shop in Leeds");
  await visit.context.setOffline(true);
  await visit.frame.getByText("You are offline.", { exact: false }).waitFor();
  await write(visit, "I could come at five.");
  await write(visit, "Or rather at six.");
  const waits = visit.frame.getByText("Will be sent when you are online again");
  expect(await waits.count()).toBe(2);
  await answer(conversation, "Yes, until six.");

  await visit.context.setOffline(false);
  await visit.frame.getByText("Yes, until six.").waitFor();
  await expect.poll(() => visit.frame.locator(".going").count()).toBe(0);
  const inOrder = [
    "Is the shop in Leeds open?",
    "Yes, until six.",
    "I could come at five.",
    "Or rather at six.",
  ];
  expect(await visit.frame.locator(".bubble").allTextContents()).toEqual(inOrder);
  const { items } = await around.nina.call(listMessages, { params: conversation });
  expect(items.map(({ text }) => text)).toEqual(inOrder);
});

test.each(["with a socket", "without one"])(
  "what arrived is not said again when its answer was lost, %s",
  async (how) => {
    const visit = await around.visit();
    if (how === "without one") await visit.page.routeWebSocket(/chat\/live/, (socket) => socket.close());
    await openChat(visit);
    const words = `Do you take old bikes, ${how}?`;
    let sent = 0;
    await visit.page.route("**/api/v1/chat/messages", async (route) => {
      if (sent++) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await write(visit, words);
    await visit.frame.locator(".bubble.mine:not(.going)", { hasText: words }).waitFor();
    // Heard over the socket, it is known to have arrived; otherwise it is sent again under its own name.
    expect(sent).toBe(how === "without one" ? 2 : 1);
    const { items } = await around.nina.call(listMessages, { params: await newest(words) });
    expect(items.map(({ text }) => text)).toEqual([words]);
  },
);

test("the Enter that takes a Chinese word does not send it, and Shift with Enter begins a line", async () => {
  const visit = await around.visit({ locale: "zh" });
  await openChat(visit);
  const field = visit.frame.getByRole("textbox", { name: "您的消息" });
  await field.fill("车架尺寸");
  await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
  await field.press("Shift+Enter");
  await visit.page.keyboard.type("M");
  expect(await field.inputValue()).toBe("车架尺寸\nM");
  expect(await visit.frame.locator(".bubble.mine").count()).toBe(0);
  await field.press("Enter");
  await visit.frame.locator(".bubble.mine", { hasText: "车架尺寸" }).waitFor();
  expect(await field.inputValue()).toBe("");
});

test("a picture goes up while one writes, and can be looked at large", async () => {
  const visit = await around.visit();
  await openChat(visit);
  await visit.frame.locator("input[type=file]").setInputFiles({
    name: "scratch.png",
    mimeType: "image/png",
    buffer: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  await visit.frame.getByRole("button", { name: "Remove scratch.png" }).waitFor();
  await write(visit, "Is this covered?");
  const small = visit.frame.getByRole("button", { name: "Enlarge the picture scratch.png" });
  await small.click();
  const large = visit.frame.getByRole("dialog", { name: "scratch.png" });
  await large.waitFor();
  await visit.page.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });
  // The chat itself stays open, and the focus is where it was.
  await expect.poll(() => has(small, "one === one.ownerDocument.activeElement")).toBe(true);
  expect(await visit.panel.getAttribute("class")).not.toContain("waits");
});

test("in Arabic everything turns, and a message runs its own way", async () => {
  const visit = await around.visit({ locale: "ar" });
  await visit.launcher.waitFor();
  const box = (await visit.launcher.boundingBox())!;
  expect(box.x).toBeLessThan(100);
  await openChat(visit);
  expect(await visit.frame.locator("html").getAttribute("dir")).toBe("rtl");
  await write(visit, "KB-20418 أين طلبي؟");
  await answer(await newest("أين طلبي"), "It left Leeds this morning, parcel 7.");
  const said = visit.frame.locator(".bubble.theirs", { hasText: "It left Leeds" });
  await said.waitFor();
  expect(await has(said, "getComputedStyle(one).direction")).toBe("ltr");
});

test("a page that turns and changes its language takes the chat along", async () => {
  const visit = await around.visit();
  await openChat(visit);
  await visit.frame.getByRole("textbox", { name: "Your message" }).fill("Half a");
  await visit.page.evaluate("document.documentElement.lang = 'ar'; document.documentElement.dir = 'rtl'");
  await visit.frame.getByRole("textbox", { name: "رسالتك" }).waitFor();
  expect(await visit.frame.getByRole("textbox", { name: "رسالتك" }).inputValue()).toBe("Half a");
  expect((await visit.launcher.boundingBox())!.x).toBeLessThan(100);
});

test("before consent nothing is kept in the browser, and nothing told of the page; afterwards both", async () => {
  const key = await around.widget({ consent: "ask" });
  const visit = await around.visit({ key, attributes: "data-page" });
  const told: string[] = [];
  visit.page.on("request", (request) => {
    const body = request.postData();
    if (body?.includes("127.0.0.1")) told.push(request.url());
  });
  await openChat(visit);
  await write(visit, "Who are you?");
  await newest("Who are you?");
  expect(await visit.kept()).toEqual({ site: [], frame: [], cookies: 0 });
  expect(told).toEqual([]);

  await visit.page.evaluate("Tandem.consent(true)");
  await expect.poll(async () => (await visit.kept()).frame).toContain(`tandem.${key}.token`);
  await expect.poll(() => told.length).toBeGreaterThan(0);

  await visit.page.evaluate("Tandem.logout()");
  await expect.poll(async () => (await visit.kept()).frame).toEqual([]);
  expect((await visit.kept()).cookies).toBe(0);
});

test("calls made before the script came are carried out, and a second script changes nothing", async () => {
  const visit = await around.visit({
    twice: true,
    before: `window.Tandem = function () { window.Tandem.q.push(arguments) }; window.Tandem.q = [];
      Tandem("on", "ready", () => { window.ready = true }); Tandem("ask", "Where is order 7?");`,
  });
  await expect
    .poll(() => visit.frame.getByRole("textbox", { name: "Your message" }).inputValue())
    .toBe("Where is order 7?");
  expect(await visit.page.evaluate("window.ready")).toBe(true);
  expect(await visit.page.locator("tandem-chat").count()).toBe(1);
});

test("a page that throws its body away keeps the launcher", async () => {
  const visit = await around.visit();
  await visit.launcher.waitFor();
  await visit.page.evaluate("document.body.replaceWith(document.createElement('body'))");
  await visit.launcher.waitFor();
  await openChat(visit);
  await visit.frame.getByRole("textbox", { name: "Your message" }).waitFor();
});

test("on a phone it fills the screen, and the back button closes it without leaving the page", async () => {
  const visit = await around.visit({ phone: true });
  await visit.page.evaluate("scrollTo(0, 400)");
  await visit.launcher.tap();
  await visit.frame.locator(".ask").waitFor();
  const box = (await visit.panel.boundingBox())!;
  expect([box.x, box.y, box.width]).toEqual([0, 0, 390]);
  expect(box.height).toBeGreaterThan(800);
  const address = visit.page.url();
  await visit.page.goBack();
  await expect.poll(() => visit.panel.getAttribute("class")).toContain("waits");
  expect(visit.page.url()).toBe(address);
  expect(await visit.page.evaluate("scrollY")).toBe(400);
});

test("an invitation comes when its moment has come, and opens the chat with its words", async () => {
  const key = await around.widget({
    invitations: [
      {
        id: "01900000-0000-7000-8000-00000000000a",
        isOn: true,
        texts: { en: "Shall we look at the card together?" },
        when: { signal: "payment_refused" },
        mostPerDay: 1,
      },
    ],
  });
  await around.nina.call(putPresence, { body: { state: "here" } });
  const visit = await around.visit({ key });
  await visit.launcher.waitFor();
  await visit.page.evaluate("Tandem.signal('payment_refused')");
  const card = visit.page.getByRole("button", { name: "Shall we look at the card together?" });
  await card.click();
  await visit.frame.locator(".bubble", { hasText: "Shall we look at the card together?" }).waitFor();
});

describe.each(
  (["en", "ar"] as const).flatMap((locale) =>
    [false, true].flatMap((dark) => [false, true].map((phone) => ({ locale, dark, phone }))),
  ),
)("in $locale, dark: $dark, on a phone: $phone", (look) => {
  test("axe finds nothing serious, and nothing overflows", async () => {
    const visit = await around.visit(look);
    await visit.launcher.waitFor();
    await visit.launcher.click();
    await visit.frame.locator(".ask").waitFor();
    await expectNothingSerious(visit);
    await visit.frame.locator(".ask").click();
    await write(visit, look.locale === "ar" ? "مرحبًا" : "Hello");
    await visit.frame.locator(".menubox > button").click();
    await expectNothingSerious(visit);
    const overflow = await has(visit.frame.locator("html"), "one.scrollWidth - one.clientWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

async function expectNothingSerious({ page }: Visit) {
  const { violations } = await new AxeBuilder({ page }).exclude("main > p").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => ({ id, at: nodes.map((node) => [node.html, node.failureSummary]) })),
  ).toEqual([]);
}
