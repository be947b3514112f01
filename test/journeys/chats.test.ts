import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { patchMe } from "../../contract/accounts.ts";
import { postCannedReply } from "../../contract/canned-replies.ts";
import { postChatWidget, putVisitorBlock, type ToVisitor } from "../../contract/chat.ts";
import { listMessages, putOwner } from "../../contract/conversations.ts";
import { listInboxes } from "../../contract/inboxes.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let around: DeskWorld;
let key: string;
beforeAll(async () => {
  around = await deskWorld();
  const { omar, kolo } = around;
  const inboxes = (await omar.call(listInboxes, {})).items;
  const inbox = inboxes.find(({ brand }) => brand.id === kolo.id)!;
  ({ key } = await omar.call(postChatWidget, {
    body: { name: "Shop chat", inbox: inbox.id, showsTyping: true, consent: "assumed" },
  }));
});

/** Somebody in a browser on the shop's site, listening. */
async function visitor(name: string, locale: string, email?: string) {
  const url = await around.url();
  let token = "";
  const call = async (method: string, path: string, body: object) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(method === "POST" && { "idempotency-key": randomUUID() }),
        ...(token && { authorization: `Visitor ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    expect(response.ok, text).toBe(true);
    return text ? JSON.parse(text) : null;
  };
  const page = { url: "https://kolo.example/bikes/city", title: "Kolo City", step: "cart" };
  ({ token } = await call("POST", "/chat/visitors", { key, locale, consents: true, page }));
  await call("PATCH", "/chat/visitors/me", { name, ...(email && { email }) });
  const heard: string[] = [];
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/v1/chat/live`);
  await new Promise((open) => socket.once("open", open));
  const tell = (what: object) => socket.send(JSON.stringify(what));
  let typing = false;
  socket.on("message", (data) => {
    const told = JSON.parse(String(data)) as ToVisitor;
    if ("messages" in told)
      for (const message of told.messages) {
        if (message.from === "agent") heard.push(message.text);
        tell({ seen: { conversation: told.chat.conversation, seq: message.seq } });
      }
    if ("typing" in told) typing = told.typing.isTyping;
  });
  tell({ token, after: {} });
  return {
    name,
    heard,
    tell,
    isToldOfTyping: () => typing,
    leave: () => socket.close(),
    async says(text: string): Promise<string> {
      const said = await call("POST", "/chat/messages", { clientId: randomUUID(), text });
      return said.chat.conversation;
    },
  };
}

const dock = (page: Page) => page.getByRole("navigation", { name: "Chats" });
const tab = (page: Page, name: string) => dock(page).getByRole("button", { name: new RegExp(name) });
const composer = (page: Page) => page.getByRole("textbox", { name: "Reply to the customer" });
const stream = (page: Page): Locator => page.getByRole("region", { name: "Messages" });

test("an agent holds four chats: goes from one to the other by key, and neither words nor drafts are lost", async () => {
  const { nina, desk } = around;
  const people = [
    await visitor("Ines Moreno", "en", "ines@mail.example"),
    await visitor("Олена Шевченко", "uk"),
    await visitor("سارة العمري", "ar"),
    await visitor("林小雨", "zh"),
  ];
  const first = ["Is there one in blue?", "Де моє замовлення?", "لم يصل طلبي بعد", "可以退货吗？"];
  const ids: string[] = [];
  for (const [at, who] of people.entries()) {
    const id = await who.says(first[at]!);
    await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
    ids.push(id);
  }

  const { page, go } = await desk(nina);
  await go("/customers");
  for (const { name } of people) await tab(page, name).waitFor();
  await expectNothingSerious(page);

  // Half a sentence in each, typed at once after the switch, as people do who know the keys.
  const halves = ["Let me see,", "Зараз подивлюся,", "لحظة من فضلك،", "请稍等，"];
  for (const [at] of people.entries()) {
    await page.keyboard.press(`Alt+${at + 1}`);
    await page.keyboard.type(halves[at]!);
    await page.waitForURL(new RegExp(ids[at]!));
    await expect.poll(() => composer(page).textContent()).toBe(halves[at]);
  }
  // More arrives while another chat is open.
  await people[0]!.says("In size M?");
  await expect.poll(() => tab(page, "Ines Moreno").textContent()).toContain("In size M?");
  await expect.poll(() => page.title()).toMatch(/^\(\d/);

  for (const [at, who] of people.entries()) {
    await page.keyboard.press(`Alt+${at + 1}`);
    await expect.poll(() => composer(page).textContent()).toBe(halves[at]);
    await page.keyboard.press("End");
    await page.keyboard.type(` ${at} done`);
    await expect.poll(() => composer(page).textContent()).toBe(`${halves[at]} ${at} done`);
    await page.keyboard.press("Enter");
    await expect.poll(() => composer(page).textContent()).toBe("");
    await expect.poll(() => who.heard).toEqual([`${halves[at]} ${at} done`]);
    await stream(page)
      .getByText(/^Seen,/)
      .last()
      .waitFor();
  }
  for (const [at, id] of ids.entries()) {
    const said = (await nina.call(listMessages, { params: { id } })).items;
    expect(said.filter(({ author }) => author.id === nina.id).map(({ text }) => text)).toEqual([
      `${halves[at]} ${at} done`,
    ]);
  }
  await expectNothingSerious(page);
  for (const who of people) who.leave();
});

test("two answers in one breath arrive in their order, and what the visitor writes is seen as it is written", async () => {
  const { nina, desk } = around;
  const walt = await visitor("Walt Whitby", "en");
  const id = await walt.says("Anybody here?");
  await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
  const { page, go } = await desk(nina);
  await go(`/inbox/mine/${id}`);
  await composer(page).waitFor();
  await page.getByText("Here, looking at the chat").waitFor();

  walt.tell({ typing: { conversation: id, isTyping: true, text: "I wonder whe" } });
  await stream(page).getByText("I wonder whe", { exact: true }).waitFor();
  walt.tell({ typing: { conversation: id, isTyping: false, text: "" } });

  await composer(page).click();
  await page.keyboard.type("One moment");
  await expect.poll(walt.isToldOfTyping).toBe(true);
  await page.keyboard.press("Enter");
  await page.keyboard.type("ok");
  await page.keyboard.press("Enter");
  await page.keyboard.type("ok");
  await page.keyboard.press("Enter");
  await expect.poll(() => walt.heard).toEqual(["One moment", "ok", "ok"]);

  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => walt.heard.at(-1)).toBe("first line\nsecond line");

  await page.getByRole("complementary", { name: "Customer" }).getByText("kolo.example/bikes/city").waitFor();
  walt.leave();
});

test("a prepared answer is found with a slash and filled in", async () => {
  const { omar, nina, desk } = around;
  await omar.call(postCannedReply, {
    body: {
      shortcut: "returns",
      name: "How returns work",
      bodies: { en: "<p>{customer.first_name}, you have <strong>30 days</strong>.</p>" },
    },
  });
  await omar.call(postCannedReply, {
    body: { shortcut: "hours", name: "When we are open", bodies: { ru: "<p>Мы открыты с девяти.</p>" } },
  });
  const ines = await visitor("Ines Duarte", "en");
  const id = await ines.says("Can I bring it back?");
  await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
  const { page, go } = await desk(nina);
  await go(`/inbox/mine/${id}`);
  await composer(page).click();
  await page.keyboard.type("/");
  const picker = page.getByRole("listbox", { name: "Canned replies" });
  await expect.poll(() => picker.getByRole("option").count()).toBe(2);
  await page.keyboard.type("hours");
  await page.getByText("Only in: Russian").waitFor();
  await expectNothingSerious(page);
  for (let stroke = 0; stroke < 5; stroke += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("ret");
  await picker.getByRole("option", { name: /How returns work/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => composer(page).textContent()).toContain("Ines, you have 30 days.");
  expect(ines.heard).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => ines.heard[0]).toContain("Ines, you have 30 days.");
  ines.leave();
});

test("a visitor is kept from writing with a reason, and may write again", async () => {
  const { nina, desk } = around;
  const troll = await visitor("Max", "en");
  const id = await troll.says("You are all fools");
  await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
  const { page, go } = await desk(nina);
  await go(`/inbox/mine/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Keep from writing …" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep Max from writing?" });
  await dialog.getByLabel("Why").fill("Insults");
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Keep from writing …" }).click();
  await page.getByText("keeps this visitor from writing: Insults").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => page.getByText("keeps this visitor from writing").count()).toBe(0);

  await nina.call(putVisitorBlock, { params: { id }, body: { reason: "Insults again" } });
  const his = await desk(around.omar);
  await his.go("/settings/chat");
  const row = his.page.getByRole("row", { name: /Insults again/ });
  await row.waitFor();
  await expectNothingSerious(his.page);
  await row.getByRole("button", { name: "Let write again" }).click();
  await row.waitFor({ state: "detached" });
  await troll.says("Sorry about that");
  troll.leave();
});

test("on a phone, in Arabic, one line tells of the chats and opens them", async () => {
  const { desk } = around;
  const yara = await around.person({ name: "Yara Haddad", role: "agent" });
  await yara.call(patchMe, { body: { locale: "ar" } });
  const ines = await visitor("Ines Moreno", "en");
  const id = await ines.says("Hello?");
  await yara.call(putOwner, { params: { id }, body: { agent: yara.id } });
  const { page, go } = await desk(yara, { phone: true, dark: true });
  await go("/inbox/mine");
  const bar = page.getByRole("navigation", { name: "المحادثات المباشرة" });
  await bar.getByRole("button").tap();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Ines Moreno/ })
    .waitFor();
  await expectNothingSerious(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Ines Moreno/ })
    .tap();
  await page.waitForURL(new RegExp(id));
  await page.getByText("Hello?").first().waitFor();
  await bar.waitFor();
  await expectNothingSerious(page);
  ines.leave();
});
