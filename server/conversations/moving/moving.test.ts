/** Messages that stand in the wrong place are put right, with all they ask for, and back again. */
import { expect, test } from "vitest";
import {
  type Conversation,
  getConversation,
  listConversations,
  listEvents,
  listMessages,
  postReply,
} from "../../../contract/conversations.ts";
import { deleteMessageMove, postMessageMove } from "../../../contract/moving.ts";
import { world } from "../../../test/world.ts";
import { within, withoutWall } from "../../db/database.ts";
import { countDrift, foldCounts } from "../index.ts";

const { nina, salma, omar, kolo, safra, db, workspaceId, conversationFrom, stranger, settled, smtp } =
  await world();

const messagesOf = async ({ id }: { id: string }) =>
  (await nina.call(listMessages, { params: { id }, query: {} })).items;

const owedIn = ({ id }: { id: string }) =>
  within(db, workspaceId, (tx) =>
    tx
      .selectFrom("requests")
      .select("messageId")
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("answeredAt", "is", null)
      .execute(),
  ).then((rows) => rows.map(({ messageId }) => messageId));

const clocksIn = ({ id }: { id: string }) =>
  within(db, workspaceId, (tx) =>
    tx
      .selectFrom("clocks")
      .select(["clock", "startedAt", "dueAt"])
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("endedAt", "is", null)
      .orderBy("clock")
      .execute(),
  );

/** A further mail of somebody, answering nothing that we know, put into a matter by its signed address. */
async function writesInto(conversation: Conversation, from: string, text: string) {
  const door = await smtp();
  const { createTransport } = await import("nodemailer");
  const sender = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  const { readSecret } = await import("../../secret.ts");
  const { replyAddress } = await import("../../channels/index.ts");
  const to = replyAddress(await readSecret(db), kolo.inbox.address, {
    workspaceId,
    inboxId: conversation.inbox,
    number: conversation.number,
    customerId: conversation.customer.id,
  });
  await sender.sendMail({ from, to, subject: "Something else", text });
  sender.close();
  await settled();
}

test("a message that is moved wants its answer in its new place, and no longer in the old one", async () => {
  const ines = await conversationFrom("ines.a", "Where is my bicycle?");
  await nina.call(postReply, { params: { id: ines.id }, body: { text: "On its way." } });
  const other = await conversationFrom("ines.b", "My lamp is broken.");
  await writesInto(ines, "Pavel <pavel@customers.example>", "And my own lamp is broken, too.");
  const [stray] = (await messagesOf(ines)).slice(-1);
  expect(stray).toMatchObject({ linkedBy: "reply_token" });
  expect(await nina.sees(ines)).toMatchObject({ status: "open" });
  const [clock] = (await clocksIn(ines)).filter((one) => one.clock === "next_reply");

  const move = await nina.call(postMessageMove, {
    params: { id: ines.id },
    body: { messages: [stray!.id], to: null },
  });

  expect(move.to).toMatchObject({
    status: "new",
    customer: { email: "pavel@customers.example" },
    nextStep: { what: "first_reply" },
    preview: "And my own lamp is broken, too.",
  });
  expect(await nina.sees(ines)).toMatchObject({
    status: "waiting",
    waitingSince: null,
    preview: "On its way.",
  });
  expect([await owedIn(ines), await owedIn(move.to)]).toEqual([[], [stray!.id]]);
  // The promised time goes along.
  expect((await clocksIn(move.to)).map((one) => one.dueAt)).toContainEqual(clock!.dueAt);
  expect((await messagesOf(move.to)).map((one) => [one.id, one.linkedBy])).toEqual([[stray!.id, "moved"]]);
  const kinds = async (id: string) =>
    (await nina.call(listEvents, { params: { id } })).items.map((one) => one.kind);
  await settled();
  expect(await kinds(ines.id)).toContain("conversation.messages_left");
  expect(await kinds(move.to.id)).toContain("conversation.messages_came");
  const found = await nina.call(listConversations, { query: { text: "own lamp broken too" } });
  expect(found.items[0]?.id).toBe(move.to.id);

  await nina.call(deleteMessageMove, { params: { id: move.to.id, move: move.id } });

  expect(await nina.sees(ines)).toMatchObject({ status: "open", preview: "And my own lamp is broken, too." });
  expect(await nina.call(getConversation, { params: { id: move.to.id } })).toMatchObject({
    status: "closed",
  });
  expect([await owedIn(ines), await owedIn(move.to)]).toEqual([[stray!.id], []]);
  expect((await messagesOf(ines)).at(-1)).toMatchObject({ id: stray!.id, linkedBy: "reply_token" });
  expect((await clocksIn(ines)).map((one) => one.dueAt)).toContainEqual(clock!.dueAt);
  // Once more is nothing more.
  await nina.call(deleteMessageMove, { params: { id: move.to.id, move: move.id } });

  // Into a matter that waits for us already: it has one clock, not two.
  const into = await nina.call(postMessageMove, {
    params: { id: ines.id },
    body: { messages: [stray!.id], to: other.id },
  });
  expect(into.to).toMatchObject({ id: other.id, status: "new" });
  expect(await owedIn(other)).toHaveLength(2);
  expect((await clocksIn(other)).filter((one) => one.clock.endsWith("_reply"))).toHaveLength(1);
  expect((await clocksIn(ines)).filter((one) => one.clock.endsWith("_reply"))).toEqual([]);

  await settled();
  await withoutWall(db, (tx) => foldCounts(tx));
  expect(await withoutWall(db, countDrift)).toEqual([]);
});

test("a closed matter that gets a question is open again, and closed when the move is taken back", async () => {
  const done = await conversationFrom("closed.a", "A first question");
  await nina.call(postReply, { params: { id: done.id }, body: { text: "Answered.", after: "close" } });
  const asks = await conversationFrom("closed.b", "A second question");
  const [question] = await messagesOf(asks);

  const move = await nina.call(postMessageMove, {
    params: { id: asks.id },
    body: { messages: [question!.id], to: done.id },
  });
  expect(move.to).toMatchObject({ status: "open", nextStep: { what: "reply" } });
  // Nothing is left of it: it is part of where its message went.
  expect(await nina.sees(asks)).toMatchObject({ status: "closed", waitingSince: null });

  await nina.call(deleteMessageMove, { params: { id: asks.id, move: move.id } });
  expect(await nina.sees(done)).toMatchObject({ status: "closed", waitingSince: null });
  expect(await nina.sees(asks)).toMatchObject({ status: "new", waitingSince: asks.waitingSince });
});

test("nothing is moved across the walls of brands and workspaces, nor twice at once", async () => {
  const here = await conversationFrom("walls.a", "One");
  const there = await conversationFrom("walls.b", "Two", { brand: safra });
  const same = await conversationFrom("walls.c", "Three");
  const [one] = await messagesOf(here);
  const body = { messages: [one!.id], to: there.id };
  expect(await omar.refused(postMessageMove, { params: { id: here.id }, body })).toMatchObject({
    code: "not_movable",
  });
  expect(await salma.refused(postMessageMove, { params: { id: here.id }, body })).toMatchObject({
    code: "not_found",
  });
  const elsewhere = await stranger();
  expect(await elsewhere.owner.refused(postMessageMove, { params: { id: here.id }, body })).toMatchObject({
    code: "not_found",
  });
  expect(
    await nina.refused(postMessageMove, { params: { id: same.id }, body: { messages: [one!.id], to: null } }),
  ).toMatchObject({ code: "not_found" });

  expect(
    await nina.refused(postMessageMove, { params: { id: here.id }, body: { messages: [one!.id], to: null } }),
  ).toMatchObject({ code: "not_movable" });

  const tried = await Promise.all(
    [same.id, same.id].map((to) =>
      nina.ask(postMessageMove, { params: { id: here.id }, body: { messages: [one!.id], to } }),
    ),
  );
  // The second finds that the one has become part of the other.
  expect(tried.map((one) => one.statusCode).sort()).toEqual([201, 409]);
});
