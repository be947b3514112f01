/** Visitors and agents talk to each other: by the front door, over sockets and without. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import {
  deleteBlockedVisitor,
  getChatBeside,
  listBlockedVisitors,
  listChats,
  patchVisitor,
  postChatEnd,
  postChatMessage,
  putConversationChannel,
  putVisitorBlock,
} from "../../contract/chat.ts";
import { listConversations, listMessages, postReply } from "../../contract/conversations.ts";
import { world } from "../../test/world.ts";
import { browserOn, widgetFor } from "./browser-for-test.ts";

const w = await world();
const { kolo, nina, omar, settled, stranger } = w;
const widget = await widgetFor(w, kolo);

const messagesOf = async (id: string) =>
  (await nina.call(listMessages, { params: { id }, query: { limit: 100 } })).items;
const reply = (id: string, text: string, more = {}) =>
  nina.call(postReply, { params: { id }, body: { text, ...more } });

test("what a visitor writes is a conversation with an owner, a step and a place in the ledger", async () => {
  const ines = await browserOn(w, widget);
  const { chat, message } = await ines.say("Where is my order KB-20417?");
  const conversation = await nina.sees({ id: chat.conversation });
  expect(conversation).toMatchObject({
    channel: "chat",
    status: "new",
    nextStep: { what: "first_reply" },
    customer: { name: expect.stringMatching(/^Visitor [0-9A-F]{3}$/), email: null },
    inbox: kolo.inbox.id,
  });
  const [first] = await messagesOf(chat.conversation);
  expect(first).toMatchObject({
    id: message.id,
    channel: "chat",
    linkedBy: "chat",
    request: expect.anything(),
  });
  expect(message).toMatchObject({ seq: 1, from: "visitor", text: "Where is my order KB-20417?" });
});

test("a message that is sent again has one effect, also when both come at once", async () => {
  const ines = await browserOn(w, widget);
  const clientId = randomUUID();
  const both = await Promise.all([ines.say("Hello?", { clientId }), ines.say("Hello?", { clientId })]);
  const third = await ines.say("Hello?", { clientId });
  expect(new Set([...both, third].map(({ message }) => message.id)).size).toBe(1);
  expect(await messagesOf(third.chat.conversation)).toHaveLength(1);
});

test("an answer is on the visitor's screen at once, and its state is seen on the message", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Do you have it in red?");
  const screen = await ines.look();
  await reply(chat.conversation, "Yes, two are left.");
  await expect.poll(() => screen.heard.map(({ text }) => text)).toEqual(["Yes, two are left."]);
  const [answer] = screen.heard;
  expect(answer).toMatchObject({
    seq: 2,
    from: "agent",
    channel: "chat",
    face: { name: "Nina", initials: "NK" },
  });
  await expect
    .poll(async () => (await messagesOf(chat.conversation))[1]!.delivery)
    .toMatchObject({ state: "sent", by: "chat", seenAt: null });

  screen.say({ seen: { conversation: chat.conversation, seq: 2 } });
  await expect
    .poll(async () => (await messagesOf(chat.conversation))[1]!.delivery?.seenAt)
    .toEqual(expect.any(String));
  await settled();
  expect(await w.outbox()).toEqual([]);
});

test("four visitors at once hear what is for them, in order, and nothing else", async () => {
  const four = await Promise.all(
    Array.from({ length: 4 }, async (_, at) => {
      const browser = await browserOn(w, widget);
      const { chat } = await browser.say(`Question of ${at}`);
      return { browser, id: chat.conversation, screen: await browser.look() };
    }),
  );
  for (let n = 1; n <= 5; n++)
    for (const [at, { id }] of four.entries()) await reply(id, `Answer ${n} for ${at}`, { after: "keep" });
  for (const [at, { screen }] of four.entries())
    await expect
      .poll(() => screen.heard.map(({ text, seq }) => [seq, text]))
      .toEqual([1, 2, 3, 4, 5].map((n) => [n + 1, `Answer ${n} for ${at}`]));
});

test("who was cut off is told what they missed, once, by number", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Hello");
  const first = await ines.look();
  await reply(chat.conversation, "One", { after: "keep" });
  await expect.poll(() => first.heard.length).toBe(1);
  first.drop();
  await reply(chat.conversation, "Two", { after: "keep" });
  await reply(chat.conversation, "Three", { after: "keep" });
  const second = await ines.look({ after: { [chat.conversation]: 2 } });
  await reply(chat.conversation, "Four", { after: "keep" });
  await expect.poll(() => second.heard.map(({ text }) => text)).toEqual(["Two", "Three", "Four"]);
  expect((await ines.messages(chat.conversation, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
});

test("a new conversation is heard of in a socket that was open before it began", async () => {
  const ines = await browserOn(w, widget);
  const screen = await ines.look();
  expect(screen.ready.chats).toEqual([]);
  const { chat } = await ines.say("First words");
  await reply(chat.conversation, "Good day!");
  await expect.poll(() => screen.heard.map(({ text }) => text)).toEqual(["First words", "Good day!"]);
});

test("an answer to choose is chosen, and one that was not offered is not", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("I want to return it");
  await reply(chat.conversation, "How?", { quickReplies: ["By post", "In the shop"] });
  const [, asked] = await ines.messages(chat.conversation);
  expect(asked!.quickReplies).toEqual([
    { id: "1", label: "By post" },
    { id: "2", label: "In the shop" },
  ]);
  const { message } = await ines.say("", { quickReply: { message: asked!.id, id: "2" } });
  expect(message.text).toBe("In the shop");
  const refused = await ines.client.refused(postChatMessage, {
    body: { clientId: randomUUID(), quickReply: { message: asked!.id, id: "7" } },
  });
  expect(refused.code).toBe("not_found");
});

test("what ends without a debt is closed; what is owed stays owed", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Never mind?");
  expect(await ines.client.call(postChatEnd, { params: { id: chat.conversation } })).toMatchObject({
    hasEnded: true,
    state: "open",
  });
  await reply(chat.conversation, "All is well.");
  expect(await ines.client.call(postChatEnd, { params: { id: chat.conversation } })).toMatchObject({
    state: "closed",
  });
  // What is written after one said that it is over is another matter.
  const { chat: next } = await ines.say("Something else");
  expect(next.conversation).not.toBe(chat.conversation);
});

test("a closed matter goes on while it is young", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Is it waterproof?");
  await reply(chat.conversation, "Yes.", { after: "close" });
  const { chat: again } = await ines.say("And the bag?");
  expect(again).toMatchObject({ conversation: chat.conversation, state: "open" });
});

test("nobody reads what somebody else wrote", async () => {
  const [ines, otto] = [await browserOn(w, widget), await browserOn(w, widget)];
  const { chat } = await ines.say("My address is 5 Main Street");
  for (const refused of [
    otto.client.refused(postChatMessage, {
      body: { clientId: randomUUID(), conversation: chat.conversation, text: "Mine too" },
    }),
    otto.client.refused(postChatEnd, { params: { id: chat.conversation } }),
    otto
      .messages(chat.conversation)
      .catch((error: Error) => ({ code: error.message.match(/"code":"(\w+)"/)?.[1] })),
  ])
    expect((await refused) as { code: string }).toMatchObject({ code: "not_found" });
  expect((await otto.goHome()).chats).toEqual([]);
});

test("an address that is somebody else's joins nobody's history", async () => {
  const email = "ines@customers.example";
  const before = await w.conversationFrom("ines", "My invoice, please");
  const thief = await browserOn(w, widget);
  const { chat } = await thief.say("It is me, Ines", { preChat: { email, name: "Ines" } });
  expect((await thief.goHome()).chats.map(({ conversation }) => conversation)).toEqual([chat.conversation]);
  const conversation = await nina.sees({ id: chat.conversation });
  expect(conversation.customer.id).not.toBe(before.customer.id);
  const beside = await nina.call(getChatBeside, { params: { id: chat.conversation } });
  expect(beside.email).toEqual({ address: email, isVerified: false });
});

test("another workspace and another brand do not see a chat", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Hello");
  const { owner } = await stranger();
  for (const person of [owner, w.salma]) {
    const refused = await person.refused(getChatBeside, { params: { id: chat.conversation } });
    expect(refused.code).toBe("not_found");
    expect(
      (await person.call(listChats, { query: { of: "all" } })).items.filter(
        ({ conversation }) => conversation === chat.conversation,
      ),
    ).toEqual([]);
  }
});

test("an agent sees several chats at once: who waits, since when, what is unread", async () => {
  const browsers = await Promise.all([browserOn(w, widget), browserOn(w, widget)]);
  const ids: string[] = [];
  for (const browser of browsers) ids.push((await browser.say("Hello")).chat.conversation);
  await reply(ids[0]!, "Hello, I am Nina.");
  await reply(ids[1]!, "Hello, I am Nina.");
  await browsers[1]!.say("One");
  await browsers[1]!.say("Two");
  const { items } = await nina.call(listChats, { query: { of: "me" } });
  const mine = items.filter(({ conversation }) => ids.includes(conversation));
  expect(mine.map(({ conversation }) => conversation)).toEqual([ids[1], ids[0]]);
  expect(mine[0]).toMatchObject({ isHere: true, waitingSince: expect.any(String), preview: "Two" });
  expect(mine[0]!.unread).toBeGreaterThanOrEqual(2);
  expect(mine[1]).toMatchObject({ waitingSince: null });
});

test("from now on by mail: there must be an address", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("I have to go");
  const params = { id: chat.conversation };
  expect((await nina.refused(putConversationChannel, { params, body: { channel: "email" } })).code).toBe(
    "no_address",
  );
  await ines.leavesAddress("go@customers.example");
  expect(await nina.call(putConversationChannel, { params, body: { channel: "email" } })).toMatchObject({
    goesBy: "email",
  });
  const answer = await reply(chat.conversation, "By mail then.");
  expect(answer).toMatchObject({ channel: "email", to: [{ address: "go@customers.example" }] });
});

test("every chat can be found among the conversations", async () => {
  const { items } = await omar.call(listConversations, { query: { channel: "chat", limit: 100 } });
  expect(items.length).toBeGreaterThan(10);
});

test("by whose clock a visitor lives and with what they look is kept with their consent alone", async () => {
  const asking = await widgetFor(w, kolo, { consent: "ask" });
  const surroundings = async (ines: Awaited<ReturnType<typeof browserOn>>) => {
    const { chat } = await ines.say("Hello");
    const { visitor } = await nina.call(getChatBeside, { params: { id: chat.conversation } });
    return [visitor.timeZone, visitor.userAgent];
  };
  const shy = await browserOn(w, asking, { timeZone: "Asia/Shanghai" });
  expect(await surroundings(shy)).toEqual([null, null]);
  const open = await browserOn(w, asking, { timeZone: "Asia/Shanghai", consents: true });
  expect(await surroundings(open)).toEqual(["Asia/Shanghai", expect.any(String)]);
  await open.client.call(patchVisitor, { body: { consents: false } });
  expect(await surroundings(open)).toEqual([null, null]);
  // Browsers that do not know say so by a name that nobody knows.
  const lost = await browserOn(w, asking, { timeZone: "Etc/Nowhere", consents: true });
  expect(await surroundings(lost)).toEqual([null, expect.any(String)]);
});

test("who may not write stands in a list with the reason, and is let in again from there", async () => {
  const max = await browserOn(w, widget);
  const { chat } = await max.say("You fools");
  const params = { id: chat.conversation };
  await nina.call(putVisitorBlock, { params, body: { reason: "Insults" } });
  const [blocked] = (await nina.call(listBlockedVisitors, {})).items;
  expect(blocked).toMatchObject({ reason: "Insults", by: nina.name, brand: { id: kolo.id } });
  expect((await w.salma.call(listBlockedVisitors, {})).items).toEqual([]);
  await w.salma.refused(deleteBlockedVisitor, { params: { id: blocked!.id } });
  await nina.call(deleteBlockedVisitor, { params: { id: blocked!.id } });
  await max.say("Sorry");
  expect((await nina.call(listBlockedVisitors, {})).items).toEqual([]);
  await nina.refused(deleteBlockedVisitor, { params: { id: blocked!.id } });
});
