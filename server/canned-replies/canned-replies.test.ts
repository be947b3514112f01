/** Prepared answers: who has them, who changes them, and in which words they come. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import {
  deleteCannedReply,
  listCannedReplies,
  patchCannedReply,
  postCannedReply,
  postCannedUse,
} from "../../contract/canned-replies.ts";
import { postConversation } from "../../contract/conversations.ts";
import { world } from "../../test/world.ts";
import { fillIn } from "./fill-in.ts";

const { kolo, nina, omar, safra, salma } = await world();

const from = (name: string, text: string) =>
  omar.call(postConversation, {
    body: { inbox: kolo.inbox.id, customer: { email: `${randomUUID()}@customers.example`, name }, text },
  });
const bodies = {
  en: "<p>Hello {customer.first_name}, your number is {conversation.number}. {agent.name}, {brand.name}</p>",
  uk: "<p>Вітаємо, {customer.name}! Ваш номер – {conversation.number}.</p>",
};

test("it comes in the language of the matter, with names and numbers filled in", async () => {
  const reply = await omar.call(postCannedReply, { body: { shortcut: "Hello", name: "Greeting", bodies } });
  expect(reply).toMatchObject({ shortcut: "hello", brand: null, uses: 0 });
  const ukrainian = await from("Олена Коваль", "Добрий день, де моє замовлення? Чекаю вже тиждень.");
  const use = (conversation: { id: string }) =>
    nina.call(postCannedUse, { params: { id: conversation.id, reply: reply.id } });
  expect(await use(ukrainian)).toMatchObject({
    locale: "uk",
    isTranslated: true,
    text: `Вітаємо, Олена Коваль! Ваш номер – ${ukrainian.number}.`,
  });
  // What is not translated comes in the brand's own language, and says so.
  const chinese = await from("李娜", "你好，我的订单在哪里？已经等了一个星期了。");
  expect(await use(chinese)).toMatchObject({
    locale: "en",
    isTranslated: false,
    text: `Hello 李娜, your number is ${chinese.number}. ${nina.name}, Kolo Bikes`,
  });
  const { items } = await nina.call(listCannedReplies, {});
  expect(items.find(({ id }) => id === reply.id)?.uses).toBe(2);
});

test("a customer's name is text, whatever it looks like", () => {
  const values = {
    "customer.name": "<img src=x onerror=alert(1)>",
    "customer.first_name": "{agent.name}",
    "agent.name": "Nina & Omar",
    "conversation.number": "7",
    "conversation.subject": "",
    "brand.name": "Kolo",
  };
  expect(fillIn("{customer.name} {customer.first_name} {agent.name} {constructor} {x}", values)).toBe(
    "&lt;img src=x onerror=alert(1)&gt; {agent.name} Nina &amp; Omar {constructor} {x}",
  );
});

test("what runs is cleaned away", async () => {
  const reply = await omar.call(postCannedReply, {
    body: { shortcut: "run", name: "Run", bodies: { en: "<p onclick=x()>Hello</p><script>x()</script>" } },
  });
  expect(reply.bodies.en).not.toMatch(/onclick|script/);
});

test("one brand's are not seen by who does not serve it, and one shortcut names one reply of a brand", async () => {
  const body = { shortcut: "menu", name: "Menu", bodies: { en: "Our menu" } };
  const reply = await omar.call(postCannedReply, { body: { ...body, brand: kolo.id } });
  expect((await omar.refused(postCannedReply, { body: { ...body, brand: kolo.id } })).code).toBe(
    "already_exists",
  );
  await omar.call(postCannedReply, { body: { ...body, brand: safra.id } });
  const { items } = await salma.call(listCannedReplies, {});
  expect(items.map(({ id }) => id)).not.toContain(reply.id);
  expect(items.filter(({ shortcut }) => shortcut === "menu")).toHaveLength(1);
});

test("who answers uses them; who leads changes them", async () => {
  const reply = await omar.call(postCannedReply, {
    body: { shortcut: "bye", name: "Bye", bodies: { en: "Bye" } },
  });
  const params = { id: reply.id };
  expect((await nina.refused(patchCannedReply, { params, body: { name: "Mine" } })).code).toBe("forbidden");
  expect(await omar.call(patchCannedReply, { params, body: { line: "support" } })).toMatchObject({
    line: "support",
  });
  await omar.call(deleteCannedReply, { params });
  expect((await omar.refused(deleteCannedReply, { params })).code).toBe("not_found");
});
