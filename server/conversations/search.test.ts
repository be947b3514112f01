import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  type Conversation,
  listConversations,
  patchConversation,
  postNote,
  postReply,
  putOwner,
  putTags,
} from "../../contract/conversations.ts";
import { patchCustomer } from "../../contract/customers.ts";
import { search } from "../../contract/search.ts";
import { postTag } from "../../contract/workspace.ts";
import { world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { countSome, forgetDocuments, putDocuments, reindexSome } from "../search/index.ts";
import { messagesBelow } from "./index.ts";

const { db, omar, nina, salma, safra, workspaceId, settled, conversationFrom, stranger } = await world();

const pedal = await conversationFrom("ines", "My left pedal broke off, I want a refund.", {
  subject: "Broken pedal",
});
const bell = await conversationFrom(
  "tom",
  "The bell of order KB-20418 is silent. Call me: +44 7700 900 123.",
  {
    subject: "Silent bell",
  },
);
const table = await conversationFrom("omar", "A table for two and a refund of the deposit, please", {
  brand: safra,
});
const russian = await conversationFrom("egor", "Посылка не пришла, верните деньги за доставку");
const ukrainian = await conversationFrom("olena", "Немає зв’язку з кур’єром, доставка запізнюється");
const chinese = await conversationFrom("mei", "我想申请退款，订单还没有收到");
const arabic = await conversationFrom("layla", "أين طلبي؟ لم تصل الشاحنات حتى الآن");
await nina.call(postReply, {
  params: { id: bell.id },
  body: { text: "A new bell is on its way", after: "close" },
});
await settled();

const numbers = (items: Conversation[]) => items.map(({ number }) => number);
const found = async (text: string, who = nina, more = {}) =>
  numbers((await who.call(listConversations, { query: { text, ...more } })).items);

test.each([
  ["pedals", pedal],
  ["refunding pedal", pedal],
  ["broken ped", pedal],
  ["KB-20418", bell],
  ["20418", bell],
  ["0123", bell],
  ["+44 7700 900123", bell],
  ["tom@customers.example", bell],
  ["посылку", russian],
  ["звязок кур'єр", ukrainian],
  ["退款", chinese],
  ["退", chinese],
  ["申請退款", chinese],
  ["الشاحنة", arabic],
  ["طَلَبِي", arabic],
])("“%s” finds its conversation first", async (text, conversation) => {
  expect((await found(text))[0]).toBe(conversation.number);
});

test("a number alone finds its conversation first", async () =>
  expect((await found(String(pedal.number)))[0]).toBe(pedal.number));

test("those that hold all words come before those that hold some", async () => {
  const hits = await found("refund pedal");
  expect(hits[0]).toBe(pedal.number);
  expect(hits).toContain(table.number);
});

test("a closed conversation is found as well, whatever its age", async () => {
  await withoutWall(db, (tx) =>
    sql`update messages set sent_at = now() - interval '9 years' where conversation_id = ${bell.id}`.execute(
      tx,
    ),
  );
  await withoutWall(db, (tx) => sql`update search_corpora set below = null`.execute(tx));
  expect(await found("silent bell", nina, { view: "closed" })).toEqual([bell.number]);
});

test("an agent of one brand finds nothing of the others, by words, operators or numbers", async () => {
  expect(await found("refund", salma)).toEqual([table.number]);
  for (const text of [
    "pedal",
    "退款",
    "from:ines",
    "is:open",
    String(pedal.number),
    `#${pedal.number}`,
    '"left pedal"',
    "-table",
  ])
    expect(await found(text, salma)).not.toContain(pedal.number);
  const everything = await salma.call(search, { query: { text: "ines" } });
  expect(everything).toMatchObject({ conversations: [], customers: [] });
});

test("another workspace finds nothing of ours", async () => {
  const { owner } = await stranger();
  expect(await found("refund", owner)).toEqual([]);
  expect((await owner.call(search, { query: { text: "ines" } })).customers).toEqual([]);
});

test("the words are shown where they stand", async () => {
  const {
    found: shown,
    items,
    query,
  } = await nina.call(listConversations, { query: { text: "pedals refund" } });
  const { text, marks, subjectMarks } = shown[items[0]!.id]!;
  expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(["pedal", "refund"]);
  expect(subjectMarks.map(([start, end]) => items[0]!.subject.slice(start, end))).toEqual(["pedal"]);
  expect(query).toMatchObject({ words: "pedals refund", corrected: null });
});

test("a phrase is those very words in their order, and a minus keeps away", async () => {
  expect(await found('"left pedal broke"')).toEqual([pedal.number]);
  expect(await found('"pedal left"')).toEqual([]);
  expect(await found("refund -table")).not.toContain(table.number);
  expect(await found('refund -"left pedal"')).not.toContain(pedal.number);
});

test("operators narrow a search down, in each of the languages, and alone they are one", async () => {
  const { id } = await omar.call(postTag, { body: { name: "Late parcel", colour: "#1f7a5c" } });
  await nina.call(putTags, { params: { id: russian.id }, body: { tags: [id] } });
  await nina.call(putOwner, { params: { id: pedal.id }, body: { agent: nina.id } });
  expect(await found("from:ines")).toEqual([pedal.number]);
  expect(await found("от:ines pedal")).toEqual([pedal.number]);
  expect(await found("from:tom pedal")).toEqual([]);
  expect(await found("to:tom")).toEqual([bell.number]);
  expect(await found('tag:"late parcel"')).toEqual([russian.number]);
  expect(await found("метка:late-parcel")).toEqual([russian.number]);
  expect(await found("is:closed")).toEqual([bell.number]);
  expect(await found("bell is:open")).toEqual([]);
  expect(await found("owner:me pedal")).toEqual([pedal.number]);
  expect(await found("负责人：nina -owner:nobody")).toContain(pedal.number);
  expect(await found("refund brand:safra")).toEqual([table.number]);
  expect(await found("refund -brand:safra")).not.toContain(table.number);
  expect(await found("lang:zh")).toEqual([chinese.number]);
  expect(await found("мова:арабська")).toEqual([arabic.number]);
  expect(await found("subject:pedals")).toEqual([pedal.number]);
  expect(await found("subject:kb-20418")).toEqual([]);
  expect(await found(`#${bell.number}`)).toEqual([bell.number]);
  expect(await found("has:attachment")).toEqual([]);
  expect(await found("after:2020 pedal")).toEqual([pedal.number]);
  expect(await found("before:2020 pedal")).toEqual([]);
  expect(await found("line:support channel:chat")).toEqual([]);
});

test("what an operator cannot mean is said and passed over", async () => {
  const { items, query } = await nina.call(listConversations, {
    query: { text: "pedal is:sunny before:soon" },
  });
  expect(numbers(items)).toEqual([pedal.number]);
  expect(query!.operators.map(({ isUnderstood }) => isUnderstood)).toEqual([false, false]);
});

test("pages of a search go on where the last one ended", async () => {
  const all = await found("refund pedal bell доставка");
  expect(all.length).toBeGreaterThan(3);
  const paged: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await nina.call(listConversations, {
      query: { text: "refund pedal bell доставка", limit: 2, cursor },
    });
    paged.push(...numbers(page.items));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
});

test("a search can be put in the order of time as well", async () => {
  const { items } = await nina.call(listConversations, { query: { text: "refund pedal", sort: "newest" } });
  const times = items.map(({ lastMessageAt }) => lastMessageAt);
  expect(times).toEqual(times.toSorted().reverse());
});

test("another keyboard layout and a slip of the finger are understood, and that is said", async () => {
  await reindexSome(db, { message: messagesBelow });
  while (await reindexSome(db, { message: messagesBelow }));
  while (await countSome(db));
  const layout = await nina.call(listConversations, { query: { text: "gjcskrf" } });
  expect([numbers(layout.items)[0], layout.query!.corrected]).toEqual([russian.number, "посылка"]);
  const reverse = await nina.call(listConversations, { query: { text: "зувфд" } });
  expect([numbers(reverse.items)[0], reverse.query!.corrected]).toEqual([pedal.number, "pedal"]);
  const slip = await nina.call(listConversations, { query: { text: "refudn" } });
  expect(numbers(slip.items)).toContain(pedal.number);
  expect(slip.query!.corrected).toBe("refund");
});

test("neither a chance letter of another layout nor a word of the articles is taken for what was meant", async () => {
  await conversationFrom("tom", "The type plate says h and v, nothing else");
  await conversationFrom("mei", "The wheel was trued");
  await withoutWall(db, (tx) =>
    putDocuments(tx, [
      {
        ...{ workspaceId, kind: "article", id: randomUUIDv7(), subjectId: randomUUIDv7(), brandId: null },
        ...{ audience: "everyone", language: "en", at: new Date() },
        ...{ title: "Pump up a tyre", keywords: [], body: "" },
      },
    ]),
  );
  await settled();
  await reindexSome(db, { message: messagesBelow });
  while (await countSome(db));

  // استرداد is hsjv]h] on an English keyboard.
  for (const text of ["استرداد", "tyre"]) {
    const { items, query } = await nina.call(listConversations, { query: { text } });
    expect([text, items.length, query!.corrected]).toEqual([text, 0, null]);
  }
});

test("notes are found, and a subject under its new name", async () => {
  await nina.call(postNote, { params: { id: pedal.id }, body: { text: "Ask the workshop about titanium" } });
  await nina.call(patchConversation, { params: { id: arabic.id }, body: { subject: "Stolen zeppelin" } });
  await settled();
  expect(await found("titanium")).toEqual([pedal.number]);
  expect(await found("zeppelins")).toEqual([arabic.number]);
});

test("customers are found by name, address, number and company, also under a new name", async () => {
  const names = async (text: string) =>
    (await nina.call(search, { query: { text, kinds: "customers" } })).customers.map(({ email }) => email);
  expect(await names("ine")).toEqual(["ines@customers.example"]);
  expect(await names("ines@customers.ex")).toEqual(["ines@customers.example"]);
  await nina.call(patchCustomer, {
    params: { id: pedal.customer.id },
    body: { name: "Ines Okafor", company: "Fjord Ltd" },
  });
  await settled();
  expect(await names("okafor")).toEqual(["ines@customers.example"]);
  expect(await names("fjord")).toEqual(["ines@customers.example"]);
  expect(await names("nobody of that name")).toEqual([]);
});

test("everything is searched at once", async () => {
  const all = await nina.call(search, { query: { text: "ines", limit: 3 } });
  expect(all.conversations[0]).toMatchObject({
    conversation: { id: pedal.id },
    messageId: expect.any(String),
  });
  expect(all.customers).toMatchObject([{ email: "ines@customers.example" }]);
});

test("what an older analyser made is made anew in the background, piece by piece", async () => {
  await withoutWall(db, (tx) =>
    sql`update search_documents set words = '' where workspace_id = ${workspaceId}`.execute(tx),
  );
  expect(await found("pedal")).toEqual([]);
  const newer = { message: 99, customer: 99, article: 99 };
  while (await reindexSome(db, { message: messagesBelow }, { versions: newer }));
  expect(await found("pedal")).toEqual([pedal.number]);
  expect(await reindexSome(db, { message: messagesBelow }, { versions: newer })).toBe(false);
});

test("what is forgotten is not found", async () => {
  const { found: shown } = await nina.call(listConversations, { query: { text: "pedal" } });
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ id: string }>`select id from search_documents where subject_id = ${pedal.id}`.execute(tx),
  );
  expect(shown[pedal.id]).toBeDefined();
  await withoutWall(db, (tx) =>
    forgetDocuments(
      tx,
      rows.map(({ id }) => ({ workspaceId, kind: "message" as const, id })),
    ),
  );
  expect(await found("pedal")).toEqual([]);
});
