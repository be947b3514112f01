/** What is owed, what was answered, and how one knows: by the front door. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { listClocks } from "../../contract/clocks.ts";
import {
  deleteClosure,
  listEvents,
  listMessages,
  postClosure,
  postReply,
  postRetry,
} from "../../contract/conversations.ts";
import { deleteWaiver, getLedger, getRequestsCsv, listRequests, postWaiver } from "../../contract/ledger.ts";
import type { QueryIn } from "../../contract/route.ts";
import { type Person, world } from "../../test/world.ts";
import { writesAgainIn } from "../../test/writes-again.ts";
import type { Transport } from "../channels/index.ts";
import { deliveryEnded } from "../conversations/index.ts";
import { within, withoutWall } from "../db/database.ts";
import { settleRequests } from "./index.ts";

let result: Awaited<ReturnType<Transport["send"]>> = { sent: true, answer: "" };
const transport = { send: async () => result, close: () => undefined };
const { conversationFrom, db, key, kolo, nina, omar, safra, salma, settled, stranger, workspaceId } =
  await world({ transport });

const ever = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
type Which = NonNullable<QueryIn<typeof listRequests>["which"]>;
const ledgerOf = (person: Pick<Person, "call">, narrowed = {}) =>
  person.call(getLedger, { query: { ...ever, ...narrowed } });
const requestsOf = async (person: Pick<Person, "call">, which: Which, narrowed = {}) =>
  (await person.call(listRequests, { query: { ...ever, which, limit: 100, ...narrowed } })).items;
const requestOf = async ({ id }: { id: string }) =>
  (await requestsOf(omar, "all")).filter(({ conversation }) => conversation.id === id);
const clocksOf = async ({ id }: { id: string }) =>
  (await nina.call(listClocks, { params: { id } })).items.map(({ clock, state, dueAt, startedAt }) => ({
    clock,
    state,
    dueAt,
    startedAt,
  }));
const writesAgain = writesAgainIn({ db, kolo, workspaceId });
const kindsOf = async ({ id }: { id: string }) =>
  (await nina.call(listEvents, { params: { id } })).items.map(({ kind }) => kind);

test("what a customer writes is owed an answer until a person replies, and the figures move", async () => {
  const { total: before } = await ledgerOf(omar);
  const conversation = await conversationFrom("ines", "Where is my order?");
  expect((await ledgerOf(omar)).total).toEqual({
    ...before,
    requests: before.requests + 1,
    open: before.open + 1,
  });
  const [open] = await requestOf(conversation);
  expect(open).toMatchObject({
    words: "Where is my order?",
    customer: { name: "ines" },
    brand: { name: "Kolo Bikes" },
    owner: { kind: "team" },
    nextStep: { what: "first_reply" },
    answeredAt: null,
    inTime: null,
    dueAt: conversation.nextStep!.at,
  });

  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "On its way." } });
  expect((await ledgerOf(omar)).total).toEqual({
    ...before,
    requests: before.requests + 1,
    answered: before.answered + 1,
    inTime: before.inTime + 1,
    judged: before.judged + 1,
  });
  expect((await requestOf(conversation))[0]).toMatchObject({
    answeredBy: "reply",
    inTime: true,
    owner: { id: nina.id },
  });
  const [message] = (await nina.call(listMessages, { params: { id: conversation.id } })).items;
  expect(message!.request).toMatchObject({ answeredBy: "reply", acknowledgedAt: null });
});

test("what owes an answer is not closed without a word why", async () => {
  const conversation = await conversationFrom("ben", "Thanks!");
  const refused = await nina.refused(postClosure, { params: { id: conversation.id } });
  expect(refused).toMatchObject({ code: "answer_owed", status: 409 });
  expect(await nina.sees(conversation)).toMatchObject({ status: "new" });
});

test("a waiver says why no answer is needed, and taken back the customer waits as before", async () => {
  const conversation = await conversationFrom("cem", "Thank you all!");
  const clocks = await clocksOf(conversation);
  expect(clocks.map(({ clock }) => clock).sort()).toEqual(["first_reply", "resolution"]);

  const waived = await nina.call(postWaiver, {
    params: { id: conversation.id },
    body: { reason: "thanks", note: "A kind word" },
  });
  expect(waived).toMatchObject({ status: "open", waitingSince: null, nextStep: { what: "follow_up" } });
  expect((await requestOf(conversation))[0]).toMatchObject({ answeredBy: "waived", reason: "thanks" });
  expect((await requestsOf(omar, "waived")).map((one) => one.conversation.id)).toContain(conversation.id);

  const again = await nina.call(deleteWaiver, { params: { id: conversation.id } });
  expect(again).toMatchObject({
    status: "new",
    waitingSince: conversation.waitingSince,
    nextStep: conversation.nextStep,
  });
  expect(await clocksOf(conversation)).toEqual(clocks);
  expect((await requestOf(conversation))[0]).toMatchObject({
    answeredAt: null,
    reason: null,
    dueAt: conversation.nextStep!.at,
  });
  await settled();
  expect(await kindsOf(conversation)).toEqual([
    "conversation.opened",
    "conversation.answer_waived",
    "conversation.answer_owed_again",
  ]);
  // Taken back once it is taken back.
  expect(await nina.call(deleteWaiver, { params: { id: conversation.id } })).toEqual(again);
});

test("a waiver may close the matter by the same act, which is taken back as one", async () => {
  const conversation = await conversationFrom("dia", "Buy cheap watches");
  const clocks = await clocksOf(conversation);
  const closed = await nina.call(postWaiver, {
    params: { id: conversation.id },
    body: { reason: "spam", close: true },
  });
  expect(closed).toMatchObject({ status: "closed", nextStep: null, waitingSince: null });
  // What was nothing to solve does not count as solved.
  expect((await clocksOf(conversation)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);

  expect(await nina.call(deleteWaiver, { params: { id: conversation.id } })).toMatchObject({
    status: "new",
    closedAt: null,
    nextStep: conversation.nextStep,
  });
  expect(await clocksOf(conversation)).toEqual(clocks);
  await settled();
  expect((await kindsOf(conversation)).slice(1)).toEqual([
    "conversation.answer_waived",
    "conversation.closed",
    "conversation.reopened",
    "conversation.answer_owed_again",
  ]);
});

test("who may not close may waive, and no more", async () => {
  const conversation = await conversationFrom("eva", "Spam");
  const replies = await key("conversations.read", "conversations.reply");
  const params = { id: conversation.id };
  expect(await replies.refused(postWaiver, { params, body: { reason: "spam", close: true } })).toMatchObject({
    code: "forbidden",
  });
  expect(await nina.sees(conversation)).toMatchObject({ status: "new" });
  expect(await replies.call(postWaiver, { params, body: { reason: "spam" } })).toMatchObject({
    status: "open",
  });
});

test("once we have written since, an older waiver is no longer taken back", async () => {
  const conversation = await conversationFrom("fay", "Thanks");
  const params = { id: conversation.id };
  await nina.call(postWaiver, { params, body: { reason: "thanks" } });
  await nina.call(postReply, { params, body: { text: "You are welcome." } });
  expect(await nina.call(deleteWaiver, { params })).toMatchObject({ status: "waiting", waitingSince: null });
  expect((await requestOf(conversation))[0]).toMatchObject({ answeredBy: "waived" });
});

test("what the customer wrote after a waiver waits by the clock of what was asked first, once that is owed again", async () => {
  const conversation = await conversationFrom("gus", "Thanks!");
  const params = { id: conversation.id };
  await nina.call(postWaiver, { params, body: { reason: "thanks" } });
  await writesAgain("gus", conversation, "And where is my bell?", { linkedBy: "reply_token" });
  expect(await nina.sees(conversation)).toMatchObject({ nextStep: { what: "reply" } });

  const owed = await nina.call(deleteWaiver, { params });
  expect(owed).toMatchObject({
    status: "new",
    waitingSince: conversation.waitingSince,
    nextStep: conversation.nextStep,
  });
  const requests = await requestOf(conversation);
  expect(requests.map(({ dueAt }) => dueAt)).toEqual([conversation.nextStep!.at, conversation.nextStep!.at]);
  const running = (await clocksOf(conversation)).filter(({ state }) => state === "running");
  expect(running.map(({ clock }) => clock).sort()).toEqual(["first_reply", "resolution"]);
});

test("an article that the customer took for the answer counts as one", async () => {
  const conversation = await conversationFrom("hal", "How do I mount the bell?");
  await within(db, workspaceId, (tx) =>
    settleRequests(
      tx,
      { workspaceId, id: conversation.id },
      { by: "article", answerId: conversation.id },
      new Date(),
    ),
  );
  expect((await requestOf(conversation))[0]).toMatchObject({ answeredBy: "article", inTime: true });
});

test("a reply that cannot be delivered answered nothing, until it is delivered after all", async () => {
  const conversation = await conversationFrom("ida", "Is my lamp there?");
  const params = { id: conversation.id };
  await settled();
  const { total: before } = await ledgerOf(omar);
  const clocks = await clocksOf(conversation);
  result = { sent: false, error: "550 no such mailbox", permanent: true };
  const reply = await nina.call(postReply, { params, body: { text: "It is." } });
  await settled();
  expect(await nina.sees(conversation)).toMatchObject({
    status: "open",
    waitingSince: conversation.waitingSince,
    nextStep: { what: "mend_delivery" },
  });
  expect((await requestOf(conversation))[0]).toMatchObject({
    answeredAt: null,
    dueAt: conversation.nextStep!.at,
  });
  expect((await ledgerOf(omar)).total).toEqual(before);
  expect((await clocksOf(conversation)).filter(({ clock }) => clock === "first_reply")).toEqual(
    clocks.filter(({ clock }) => clock === "first_reply"),
  );

  await writesAgain("ines", conversation, "Hello?", { linkedBy: "reply_token" });
  result = { sent: true, answer: "" };
  await nina.call(postRetry, { params: { ...params, message: reply.id } });
  await settled();
  // What was asked after it was written is not answered by it.
  expect((await requestOf(conversation)).map(({ answeredBy }) => answeredBy).sort()).toEqual([null, "reply"]);
  expect(await nina.sees(conversation)).toMatchObject({ status: "open", nextStep: { what: "reply" } });
  await nina.call(postReply, { params, body: { text: "It is there." } });
  await settled();
  expect((await requestOf(conversation)).map(({ answeredBy }) => answeredBy)).toEqual(["reply", "reply"]);
});

test("a reply delivered after all leaves nothing to mend", async () => {
  const conversation = await conversationFrom("jan", "Any news?");
  const params = { id: conversation.id };
  result = { sent: false, error: "550 no such mailbox", permanent: true };
  const reply = await nina.call(postReply, { params, body: { text: "Good news." } });
  await settled();
  result = { sent: true, answer: "" };
  await nina.call(postRetry, { params: { ...params, message: reply.id } });
  await settled();
  expect(await nina.sees(conversation)).toMatchObject({
    status: "waiting",
    waitingSince: null,
    nextStep: { what: "follow_up" },
  });
  expect((await requestOf(conversation))[0]).toMatchObject({ answeredBy: "reply" });
  expect((await clocksOf(conversation)).find(({ clock }) => clock === "first_reply")).toMatchObject({
    state: "met",
  });
});

test("an answer that comes back after its matter was closed opens the matter again", async () => {
  const conversation = await conversationFrom("kim", "Please call me");
  const reply = await nina.call(postReply, {
    params: { id: conversation.id },
    body: { text: "We will.", after: "close" },
  });
  await settled();
  expect(await nina.sees(conversation)).toMatchObject({ status: "closed" });
  await within(db, workspaceId, (tx) =>
    deliveryEnded(
      db,
      tx,
      { kind: "automation", id: null, name: "mail" },
      { workspaceId, conversationId: conversation.id, messageId: reply.id },
      { sent: false, error: "5.1.1", reopens: false },
    ),
  );
  expect(await nina.sees(conversation)).toMatchObject({
    status: "open",
    owner: { id: nina.id },
    nextStep: { what: "mend_delivery" },
    waitingSince: conversation.waitingSince,
  });
  expect((await requestOf(conversation))[0]).toMatchObject({ answeredAt: null });
  await settled();
  expect((await kindsOf(conversation)).slice(-2)).toEqual([
    "message.delivery_failed",
    "conversation.reopened",
  ]);
});

test("nobody reads of brands that they do not serve, nor of another workspace", async () => {
  const theirs = await conversationFrom("lia", "Is the sauce hot?");
  const hers = await conversationFrom("mia", "A table for two?", { brand: safra });
  const conversations = (await requestsOf(salma, "all")).map(({ conversation }) => conversation.id);
  expect(conversations).toContain(hers.id);
  expect(conversations).not.toContain(theirs.id);
  const ledger = await ledgerOf(salma);
  expect(ledger.byBrand.map(({ brand }) => brand.name)).toEqual(["Safra"]);
  expect(ledger.total.requests).toBe(conversations.length);
  expect((await ledgerOf(salma, { brand: kolo.id })).total.requests).toBe(0);
  expect(await requestsOf(salma, "all", { brand: kolo.id })).toEqual([]);
  for (const route of [postWaiver, deleteWaiver])
    expect(
      await salma.refused(route as typeof postWaiver, {
        params: { id: theirs.id },
        body: { reason: "spam" },
      }),
    ).toMatchObject({ code: "not_found" });

  const { owner } = await stranger();
  expect((await ledgerOf(owner)).total.requests).toBe(0);
  expect(await requestsOf(owner, "all")).toEqual([]);
});

test("the list is taken along as a table, whole, in the reader's language, and without a formula", async () => {
  await withoutWall(db, (tx) =>
    tx.updateTable("workspaces").set({ timeZone: "Europe/Kyiv" }).where("id", "=", workspaceId).execute(),
  );
  const conversation = await conversationFrom("nia", '=HYPERLINK("http://evil.example";"Refund")', {
    brand: safra,
  });
  await nina.call(postWaiver, { params: { id: conversation.id }, body: { reason: "spam" } });
  const answer = await salma.ask(getRequestsCsv, { query: ever });
  expect(answer.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="requests.csv"',
  });
  const [head, ...lines] = answer.body.replace("\uFEFF", "").trim().split("\r\n");
  expect(head).toContain("وقت الطلب (Europe/Kyiv)");
  expect(lines).toHaveLength((await requestsOf(salma, "all")).length);
  const line = lines.find((one) => one.startsWith(`${conversation.number},`))!;
  expect(line).toContain(`"'=HYPERLINK(""http://evil.example"";""Refund"")"`);
  expect(line).toContain("Safra");
  expect(line).toContain("رسالة مزعجة");
  expect(line).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d,/);
  expect(answer.body).not.toContain("Kolo");
});

test("a request that is past its due time is late, answered or not", async () => {
  const conversation = await conversationFrom("ola", "Still waiting");
  await withoutWall(db, (tx) =>
    sql`update requests set due_at = now() - interval '1 minute' where conversation_id = ${conversation.id}`.execute(
      tx,
    ),
  );
  expect((await requestOf(conversation))[0]).toMatchObject({ inTime: false });
  expect((await requestsOf(omar, "open_late")).map((one) => one.conversation.id)).toEqual([conversation.id]);
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "Sorry." } });
  expect(await requestsOf(omar, "open_late")).toEqual([]);
  expect((await requestsOf(omar, "late")).map((one) => one.conversation.id)).toEqual([conversation.id]);
});

test("a matter that was opened again by hand owes nothing", async () => {
  const conversation = await conversationFrom("pia", "Bye");
  const params = { id: conversation.id };
  await nina.call(postReply, { params, body: { text: "Bye.", after: "close" } });
  await nina.call(deleteClosure, { params });
  expect(await nina.call(postClosure, { params })).toMatchObject({ status: "closed" });
});
