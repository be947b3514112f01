/** What a site and its pages have of the chat: the launcher, consent, files, blocking, presence and typing. */
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import {
  chatLivePath,
  deleteChatWidget,
  deleteVisitorBlock,
  getChatAvailability,
  getChatBeside,
  getLauncher,
  patchChatWidget,
  patchVisitor,
  postChatFile,
  postTrack,
  putPage,
  putVisitorBlock,
} from "../../contract/chat.ts";
import { getFile } from "../../contract/files.ts";
import { livePath, ToDesk } from "../../contract/live.ts";
import { putPresence } from "../../contract/routing.ts";
import { type Person, world } from "../../test/world.ts";
import { browserOn, widgetFor } from "./browser-for-test.ts";
import { sitesOfWidget } from "./index.ts";

const w = await world({ acknowledges: true });
const { db, kolo, nina, omar, salma } = w;

test("a page of any site is told what the launcher needs, and nothing that is not its visitors' to know", async () => {
  const widget = await widgetFor(w, kolo, { allowedOrigins: ["https://shop.example"] });
  const answer = await w.visitor.ask(getLauncher, { params: { key: widget.key } });
  expect(answer.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=300",
  });
  expect(answer.json()).toMatchObject({ key: widget.key, brand: "Kolo Bikes", isOn: true });
  expect(answer.body).not.toContain(kolo.inbox.address);
  expect(answer.body).not.toContain(kolo.inbox.id);
  expect(await w.visitor.call(getChatAvailability, { params: { key: widget.key } })).toMatchObject({
    isOpen: expect.any(Boolean),
  });
});

test("the frame may stand on the sites that were named, on any where none was, and nowhere once it is off", async () => {
  const named = await widgetFor(w, kolo, {
    allowedOrigins: ["https://shop.example", "https://*.shop.example"],
  });
  expect(await sitesOfWidget(db, named.key)).toEqual(["https://shop.example", "https://*.shop.example"]);
  const any = await widgetFor(w, kolo);
  expect(await sitesOfWidget(db, any.key)).toEqual(["*"]);
  await omar.call(patchChatWidget, { params: { id: any.id }, body: { isOn: false } });
  expect(await sitesOfWidget(db, any.key)).toBeNull();
  await omar.call(deleteChatWidget, { params: { id: named.id } });
  expect(await sitesOfWidget(db, named.key)).toBeNull();
  expect(await sitesOfWidget(db, "nonsense")).toBeNull();
});

test("a socket for a page of another origin is not opened", async () => {
  const socket = new WebSocket(`${(await w.url()).replace("http", "ws")}${chatLivePath}`, {
    headers: { origin: "https://evil.example" },
  });
  await expect(once(socket, "open")).rejects.toThrow("403");
});

test("a socket that says no good token is closed", async () => {
  const widget = await widgetFor(w, kolo);
  const { token } = await browserOn(w, widget);
  const forged = `${token.slice(0, -4)}AAAA`;
  const socket = new WebSocket(`${(await w.url()).replace("http", "ws")}${chatLivePath}`);
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  socket.send(JSON.stringify({ token: forged }));
  expect((await once(socket, "close"))[0]).toBe(4401);
});

const page = {
  url: "https://shop.example/bikes/city-7",
  title: "City 7",
  referrer: "https://search.example/",
  cart: { value: 899, currency: "EUR", items: [{ name: "City 7", quantity: 1, price: 899 }] },
  step: "checkout: payment",
  attributes: { plan: "gold", visits: 3 },
};

test("where a site asks for consent nothing is kept of the page before it is given, and nothing after it is taken back", async () => {
  const widget = await widgetFor(w, kolo, { consent: "ask" });
  const browser = await browserOn(w, widget, { page });
  const { chat } = await browser.say("Hello", { page });
  await browser.client.call(putPage, { body: page });
  await browser.client.call(postTrack, { body: { name: "added", data: { sku: "C7" } } });
  const beside = () => nina.call(getChatBeside, { params: { id: chat.conversation } });
  expect((await beside()).visitor).toMatchObject({ page: null, trail: [] });

  const agreed = await browserOn(w, widget, { token: browser.token, consents: true, page });
  await agreed.client.call(putPage, { body: page });
  await agreed.client.call(putPage, { body: { ...page, cart: null } });
  await agreed.client.call(postTrack, { body: { name: "added", data: { sku: "C7" } } });
  const { visitor } = await beside();
  expect(visitor.page).toMatchObject({
    url: page.url,
    step: page.step,
    attributes: page.attributes,
    cart: null,
  });
  expect(visitor.trail.map(({ name }) => name)).toEqual(["added", "page"]);

  await agreed.client.call(patchVisitor, { body: { consents: false } });
  expect((await beside()).visitor).toMatchObject({ page: null, trail: [] });
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a picture comes along with a message; what the bytes are decides, not what it is called", async () => {
  const widget = await widgetFor(w, kolo, {
    files: { isOn: true, kinds: ["image"], largestBytes: 2048, most: 1 },
  });
  const browser = await browserOn(w, widget);
  const send = (filename: string, body: Buffer) =>
    browser.client.ask(postChatFile, { query: { filename }, body });
  const picture = (await send("scratch.png", png)).json();
  expect(picture).toMatchObject({ filename: "scratch.png", mimeType: "image/png", size: png.length });
  expect((await send("scratch.png", Buffer.from("<svg onload=alert(1)>"))).json().code).toBe(
    "wrong_content_type",
  );
  expect((await send("large.png", Buffer.concat([png, Buffer.alloc(4096)]))).json().code).toBe("too_large");
  // Until it is sent it is nobody's but the visitor's.
  expect((await nina.refused(getFile, { params: { id: picture.id } })).code).toBe("not_found");
  const thief = await browserOn(w, widget);
  await expect(thief.say("Mine?", { files: [picture.id] })).rejects.toThrow("not_found");
  const { message, chat } = await browser.say("", { files: [picture.id] });
  expect(message.files).toMatchObject([{ id: picture.id, url: expect.stringContaining("/signed-files/") }]);
  expect(chat.subject).toBe("scratch.png");
  expect((await nina.ask(getFile, { params: { id: picture.id } })).statusCode).toBe(200);
  expect((await salma.refused(getFile, { params: { id: picture.id } })).code).toBe("not_found");
});

test("who is blocked is heard no more, until that is taken back", async () => {
  const widget = await widgetFor(w, kolo);
  const browser = await browserOn(w, widget);
  const { chat } = await browser.say("You fools");
  const params = { id: chat.conversation };
  expect(
    (await nina.call(putVisitorBlock, { params, body: { reason: "insults" } })).visitor.blocked,
  ).toMatchObject({
    reason: "insults",
    by: nina.name,
  });
  await expect(browser.say("And more")).rejects.toThrow("blocked");
  await expect(browser.look()).rejects.toThrow("4403");
  await nina.call(deleteVisitorBlock, { params });
  await browser.say("Sorry.");
});

test("while somebody is at work no machine answers: one is told who waits before one", async () => {
  const widget = await widgetFor(w, kolo);
  const night = await browserOn(w, widget);
  expect((await night.say("Anybody?")).messages).toHaveLength(1);
  await nina.call(putPresence, { body: { state: "here" } });
  const day = await browserOn(w, await widgetFor(w, kolo));
  const { chat, messages } = await day.say("Anybody?");
  expect(messages).toEqual([]);
  expect(chat.wait).toEqual({
    ahead: expect.toSatisfy((n: unknown) => n === null || typeof n === "number"),
    minutes: null,
  });
  expect(day.home.availability).toMatchObject({ isOpen: true, isAttended: true });
});

test("agents see a visitor write only where the workspace allows, and visitors see agents write", async () => {
  const open = await widgetFor(w, kolo, { showsTyping: true });
  const shut = await widgetFor(w, kolo, { showsTyping: false });
  for (const [widget, seen] of [
    [open, "I was about to"],
    [shut, ""],
  ] as const) {
    const browser = await browserOn(w, widget);
    const { chat } = await browser.say("Hello");
    const screen = await browser.look();
    const desk = await deskOf(nina);
    desk.say({ looking: [chat.conversation] });
    await expect.poll(() => desk.visitors.at(-1)).toMatchObject({ isHere: true, isTyping: false });
    screen.say({ typing: { conversation: chat.conversation, isTyping: true, text: "I was about to" } });
    await expect
      .poll(() => desk.visitors.at(-1))
      .toMatchObject({ conversation: chat.conversation, isTyping: true, typing: seen });

    desk.say({ typing: { conversation: chat.conversation, isTyping: true } });
    await expect.poll(() => screen.typing.at(-1)).toEqual({ name: "Nina", isTyping: true });
    desk.drop();
    await expect.poll(() => screen.typing.at(-1)).toEqual({ name: "Nina", isTyping: false });
    screen.drop();
  }
});

test("an agent who does not serve the brand neither sees nor shows anything", async () => {
  const widget = await widgetFor(w, kolo, { showsTyping: true });
  const browser = await browserOn(w, widget);
  const { chat } = await browser.say("Hello");
  const screen = await browser.look();
  const [foreign, ours] = [await deskOf(salma), await deskOf(nina)];
  foreign.say({ looking: [chat.conversation] });
  foreign.say({ typing: { conversation: chat.conversation, isTyping: true } });
  ours.say({ looking: [chat.conversation] });
  screen.say({ typing: { conversation: chat.conversation, isTyping: true, text: "secret" } });
  await expect.poll(() => ours.visitors.at(-1)?.typing).toBe("secret");
  expect(foreign.visitors).toEqual([]);
  expect(screen.typing).toEqual([]);
});

test("two who look at the same matter know of each other", async () => {
  const widget = await widgetFor(w, kolo);
  const { chat } = await (await browserOn(w, widget)).say("Hello");
  const [one, two] = [await deskOf(nina), await deskOf(omar)];
  one.say({ looking: [chat.conversation] });
  two.say({ looking: [chat.conversation] });
  await expect.poll(() => one.colleagues.at(-1)).toEqual([{ id: omar.id, name: omar.name, isTyping: false }]);
  two.say({ typing: { conversation: chat.conversation, isTyping: true } });
  await expect.poll(() => one.colleagues.at(-1)?.[0]?.isTyping).toBe(true);
  two.drop();
  await expect.poll(() => one.colleagues.at(-1)).toEqual([]);
});

/** An agent's screen. */
async function deskOf(person: Person) {
  const socket = new WebSocket(`${(await w.url()).replace("http", "ws")}${livePath}`, {
    headers: { cookie: person.cookie },
  });
  onTestFinished(() => socket.terminate());
  const visitors: Extract<ToDesk, { visitor: unknown }>["visitor"][] = [];
  const colleagues: Extract<ToDesk, { colleagues: unknown }>["colleagues"]["agents"][] = [];
  const ready = Promise.withResolvers<void>();
  socket.on("open", () => socket.send('{"resume":null}'));
  socket.on("error", ready.reject);
  socket.on("message", (data) => {
    const message = ToDesk.parse(JSON.parse(data.toString()));
    if ("ready" in message) ready.resolve();
    if ("visitor" in message) visitors.push(message.visitor);
    if ("colleagues" in message) colleagues.push(message.colleagues.agents);
  });
  await ready.promise;
  return {
    visitors,
    colleagues,
    say: (message: object) => socket.send(JSON.stringify(message)),
    drop: () => socket.terminate(),
  };
}
