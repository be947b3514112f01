import { expect, test } from "vitest";
import {
  deleteClosure,
  listConversations,
  listEvents,
  listMessages,
  listViews,
  patchConversation,
  postClosure,
  postConversation,
  postNote,
  postReply,
  putOwner,
  putRead,
  putTags,
} from "../../contract/conversations.ts";
import { getCustomer } from "../../contract/customers.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { listTags, postTag } from "../../contract/workspace.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { countDrift, foldCounts } from "./index.ts";

const { omar, nina, salma, kolo, safra, db, visitor, key, settled, conversationFrom, stranger, person } =
  await world();

test("a new conversation has an owner, a next step with a time, and waits for us", async () => {
  const conversation = await conversationFrom("ines", "Where is my order KB-20418?");

  expect(conversation).toMatchObject({
    status: "new",
    line: "service",
    language: "en",
    owner: { kind: "team", id: kolo.teamId },
    nextStep: { what: "first_reply" },
    startedBy: "customer",
    customer: { email: "ines@customers.example" },
    unread: true,
  });
  expect(conversation.waitingSince).not.toBeNull();
  expect(Date.parse(conversation.nextStep!.at)).toBeGreaterThan(Date.now());
});

test("a reply ends the customer's wait, and whoever answers a matter of the queue holds it", async () => {
  const waiting = await conversationFrom("ines", "Where is my order?");

  const message = await nina.call(postReply, { params: { id: waiting.id }, body: { text: "On its way." } });

  expect(message).toMatchObject({
    author: { kind: "agent", id: nina.id },
    reply: "On its way.",
    to: [{ address: "ines@customers.example" }],
    delivery: { state: "queued" },
  });
  expect(await nina.sees(waiting)).toMatchObject({
    status: "waiting",
    waitingSince: null,
    owner: { kind: "agent", id: nina.id },
    nextStep: { what: "follow_up" },
  });
});

test("a reply may close the matter or leave it with us", async () => {
  const first = await conversationFrom("wang", "谢谢");
  await nina.call(postReply, { params: { id: first.id }, body: { text: "不客气", after: "close" } });
  expect(await nina.sees(first)).toMatchObject({ status: "closed", nextStep: null });

  const second = await conversationFrom("wang", "还有一个问题");
  await nina.call(postReply, { params: { id: second.id }, body: { text: "请说", after: "keep" } });
  expect(await nina.sees(second)).toMatchObject({ status: "open", nextStep: { what: "follow_up" } });
});

test("a closed conversation takes no reply until it is opened again", async () => {
  const conversation = await conversationFrom("ines", "Thanks!");
  await nina.call(postWaiver, { params: { id: conversation.id }, body: { reason: "thanks" } });
  await nina.call(postClosure, { params: { id: conversation.id } });

  const problem = await nina.refused(postReply, {
    params: { id: conversation.id },
    body: { text: "One more thing" },
  });
  expect(problem).toMatchObject({ status: 409, code: "conversation_closed" });

  await nina.call(deleteClosure, { params: { id: conversation.id } });
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "One more thing" } });
});

test("a reply to something that is no longer the newest is refused", async () => {
  const conversation = await conversationFrom("ines", "Hello");
  const { items } = await nina.call(listMessages, { params: { id: conversation.id } });
  const seen = items.at(-1)!.id;
  await omar.call(postReply, {
    params: { id: conversation.id },
    body: { text: "I have it.", after: "keep", seen },
  });

  const problem = await nina.refused(postReply, {
    params: { id: conversation.id },
    body: { text: "I have it too.", seen },
  });
  expect(problem.code).toBe("conversation_changed");
});

test("a note stays among us: no delivery, no change of state", async () => {
  const conversation = await conversationFrom("ines", "Is it waterproof?");
  const note = await nina.call(postNote, {
    params: { id: conversation.id },
    body: { html: "<p>Ask <b>Pavel</b></p>" },
  });

  expect(note).toMatchObject({ kind: "note", delivery: null, to: [], text: "Ask Pavel" });
  expect(await nina.sees(conversation)).toMatchObject({ status: "new", preview: "Is it waterproof?" });
});

test("what was done to a conversation can be read, in order, with who did it", async () => {
  const conversation = await conversationFrom("ines", "Wrong size");
  await nina.call(putOwner, { params: { id: conversation.id }, body: { agent: nina.id } });
  await nina.call(patchConversation, {
    params: { id: conversation.id },
    body: { priority: "high", line: "support" },
  });
  await nina.call(patchConversation, { params: { id: conversation.id }, body: { priority: "high" } });
  const tag = await omar.call(postTag, { body: { name: "sizing", colour: "#1f7a7a" } });
  await nina.call(putTags, { params: { id: conversation.id }, body: { tags: [tag.id] } });
  await nina.call(postWaiver, { params: { id: conversation.id }, body: { reason: "thanks" } });
  await nina.call(postClosure, { params: { id: conversation.id } });
  await settled();

  const { items } = await nina.call(listEvents, { params: { id: conversation.id } });
  expect(items.map((event) => event.kind)).toEqual([
    "conversation.opened",
    "conversation.assigned",
    "conversation.changed",
    "conversation.tagged",
    "conversation.answer_waived",
    "conversation.closed",
  ]);
  expect(items[2]).toMatchObject({
    actor: { name: nina.name },
    data: { priority: { from: "normal", to: "high" } },
  });
  expect(await nina.sees(conversation)).toMatchObject({
    line: "support",
    priority: "high",
    tags: [{ name: "sizing" }],
  });
  expect((await nina.call(listTags, {})).items).toContainEqual(tag);
});

test("a brand without support has no support conversations", async () => {
  const conversation = await conversationFrom("layla", "طاولة لأربعة أشخاص", { brand: safra });
  const problem = await omar.refused(patchConversation, {
    params: { id: conversation.id },
    body: { line: "support" },
  });
  expect(problem).toMatchObject({ code: "invalid", fields: [{ path: "line" }] });
});

test("an agent sees the brands they serve and nothing of the others", async () => {
  const theirs = await conversationFrom("layla", "حجز", { brand: safra });
  const others = await conversationFrom("ines", "A bicycle matter");

  const { items } = await salma.call(listConversations, { query: { limit: 100 } });
  expect(items.map((one) => one.id)).toContain(theirs.id);
  expect(new Set(items.map((one) => one.brand.id))).toEqual(new Set([safra.id]));
  for (const route of [listMessages, listEvents, postClosure] as const)
    expect((await salma.refused(route, { params: { id: others.id } } as never)).code).toBe("not_found");
  expect((await nina.refused(putOwner, { params: { id: others.id }, body: { agent: salma.id } })).code).toBe(
    "not_found",
  );
});

test("another workspace finds nothing, not even that there is something", async () => {
  const conversation = await conversationFrom("ines", "Private");
  const { owner } = await stranger();
  expect(
    (await owner.refused(postReply, { params: { id: conversation.id }, body: { text: "Hello?" } })).code,
  ).toBe("not_found");
  expect((await owner.call(listConversations, {})).items).toEqual([]);
});

test("pages follow each other without gaps and repeats, also between equal times", async () => {
  const lister = await person({ name: "Page Turner", role: "agent" });
  for (let i = 0; i < 7; i++) await conversationFrom(`pager${i}`, `Page ${i}`);
  const all = (await lister.call(listConversations, { query: { limit: 100 } })).items.map((one) => one.id);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await lister.call(listConversations, { query: { limit: 3, cursor } });
    paged.push(...page.items.map((one) => one.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);

  const { next } = await lister.call(listConversations, { query: { limit: 3 } });
  const elsewhere = await lister.refused(listConversations, {
    query: { limit: 3, view: "mine", cursor: next! },
  });
  expect(elsewhere.code).toBe("invalid_cursor");
  const forged = await lister.refused(listConversations, { query: { cursor: "AAAA" } });
  expect(forged.code).toBe("invalid_cursor");
});

test("the counts of the views are right after every act, folded or not", async () => {
  const before = (await nina.call(listViews, {})).counts;
  const conversation = await conversationFrom("ines", "Where is my parcel? It was sent a week ago.");
  const expectCounts = async (changes: Partial<typeof before>) => {
    const { counts } = await nina.call(listViews, {});
    expect(counts).toEqual({ ...before, all: before.all + 1, ...changes });
  };
  await expectCounts({
    open: before.open + 1,
    unassigned: before.unassigned + 1,
    "waiting-for-us": before["waiting-for-us"] + 1,
  });
  await nina.call(putOwner, { params: { id: conversation.id }, body: { agent: nina.id } });
  await withoutWall(db, (tx) => foldCounts(tx));
  await expectCounts({
    open: before.open + 1,
    mine: before.mine + 1,
    "waiting-for-us": before["waiting-for-us"] + 1,
  });
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "Counted", after: "close" } });
  await expectCounts({ closed: before.closed + 1 });
  expect(await withoutWall(db, countDrift)).toEqual([]);
});

test.each([
  ["KB-31007", "ines", "My order KB-31007 has not come"],
  ["退款", "chen", "我想申请退款，谢谢"],
  ["شحن", "noura", "متى يصل الشَّحْن إلى الرياض؟"],
  ["повернення", "olena", "Потрібне повернення коштів за шолом"],
  ["ещё", "petr", "Еще вопрос про тормоза"],
])("words find the conversation they were said in: %s", async (asked, customer, text) => {
  const conversation = await conversationFrom(customer, text);
  await settled();
  const { items } = await nina.call(listConversations, { query: { text: asked } });
  expect(items.map((one) => one.id)).toContain(conversation.id);
  const { items: hidden } = await salma.call(listConversations, { query: { text: asked } });
  expect(hidden).toEqual([]);
});

test("a conversation is found by its number", async () => {
  const conversation = await conversationFrom("ines", "Number please");
  await settled();
  const { items } = await nina.call(listConversations, { query: { text: String(conversation.number) } });
  expect(items.map((one) => one.number)).toContain(conversation.number);
});

test("a conversation is unread until one has looked, and again when the customer writes", async () => {
  const conversation = await conversationFrom("ines", "Look at me");
  await nina.call(putRead, { params: { id: conversation.id } });
  expect(await nina.sees(conversation)).toMatchObject({ unread: false });
  expect(await omar.sees(conversation)).toMatchObject({ unread: true });
});

test("the company may write first, and then waits for the customer", async () => {
  const conversation = await nina.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      startedBy: "company",
      customer: { email: "ines@customers.example", name: "Ines Duarte" },
      subject: "Your order is ready",
      text: "Come by any day.",
    },
  });
  expect(conversation).toMatchObject({
    status: "waiting",
    startedBy: "company",
    owner: { id: nina.id },
    waitingSince: null,
  });
  const { items } = await nina.call(listMessages, { params: { id: conversation.id } });
  expect(items).toMatchObject([{ delivery: {}, author: { id: nina.id } }]);
});

test("a new customer's language is the one they first wrote in", async () => {
  const { customer } = await conversationFrom("fatima", "مرحباً، هل المتجر مفتوح اليوم؟");
  expect(await nina.call(getCustomer, { params: { id: customer.id } })).toMatchObject({ locale: "ar" });
});

test("one person who writes twice at the same moment is one customer", async () => {
  const both = await Promise.all([conversationFrom("twin", "First"), conversationFrom("twin", "Second")]);
  expect(new Set(both.map((one) => one.customer.id)).size).toBe(1);
});

test("fifty requests with one Idempotency-Key have one effect and one answer", async () => {
  const integrator = await key("conversations.reply", "conversations.read");
  const body = {
    inbox: kolo.inbox.id,
    customer: { email: "once@customers.example" },
    text: "Only once, please",
  };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      integrator.call(postConversation, { body, headers: { "idempotency-key": "order-77" } }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  const { items } = await nina.call(listConversations, { query: { customer: answers[0]!.customer.id } });
  expect(items).toHaveLength(1);

  const other = await integrator.refused(postConversation, {
    body: { ...body, text: "Something else" },
    headers: { "idempotency-key": "order-77" },
  });
  expect(other.code).toBe("idempotency_key_reused");
});

test("nobody who is not signed in reads anything", async () => {
  expect(await visitor.refused(listConversations, {})).toMatchObject({ status: 401, code: "not_signed_in" });
});

test("what is wrong with a request is said in the reader's language, field by field", async () => {
  const body = { inbox: kolo.inbox.id, customer: { email: "no address" }, text: "" };
  const integrator = await key("conversations.reply");
  const ask = (language: string) =>
    integrator.refused(postConversation, { body, headers: { "accept-language": language } });
  const [english, chinese] = [await ask("en"), await ask("zh-CN,zh;q=0.9")];
  expect(english).toMatchObject({ status: 422, code: "invalid", title: "Some of it is not right." });
  expect(chinese.title).toBe("部分内容不正确。");
  const emailIn = (problem: typeof english) =>
    problem.fields!.find(({ path }) => path === "customer.email")!.message;
  expect(emailIn(chinese)).toMatch(/\p{Script=Han}/u);
  expect(emailIn(english)).toMatch(/email/i);
});
