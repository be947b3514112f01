import { beforeAll, expect, test } from "vitest";
import { deleteBulkAct, postBulkAct } from "../../../contract/bulk-acts.ts";
import {
  getDraft,
  listMessages,
  postClosure,
  postNote,
  postReply,
  putDraft,
  putOwner,
} from "../../../contract/conversations.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { listNotices } from "../../../contract/notices.ts";
import {
  deletePlannedReply,
  listPlanned,
  listPlannedOf,
  patchPlannedReply,
  postPlannedReply,
} from "../../../contract/planned-replies.ts";
import { listPromisesOf } from "../../../contract/promises.ts";
import { postNext } from "../../../contract/routing.ts";
import { patchWorkspace } from "../../../contract/workspace.ts";
import { letters } from "../../../test/letters.ts";
import { type Person, type World, world } from "../../../test/world.ts";
import { callerAgain } from "../../accounts/index.ts";
import { withoutWall } from "../../db/database.ts";
import { sendDueReplies } from "./send-due.ts";

let around: World;
beforeAll(async () => {
  around = await world({ undoSeconds: 10 });
});

const seconds = (n: number) => new Date(Date.now() + n * 1000);
const inHours = (n: number) => seconds(n * 3600).toISOString();
const plan = (who: Person, id: string, text: string, more: object = {}) =>
  who.call(postPlannedReply, { params: { id }, body: { text, ...more } });
const said = async (id: string) =>
  (await around.omar.call(listMessages, { params: { id } })).items.map(({ text }) => text);
const waiting = async (id: string) =>
  (await around.nina.call(listPlannedOf, { params: { id } })).items.map(({ state, because }) => [
    state,
    because,
  ]);
const draft = async (who: Person, id: string) => (await who.call(getDraft, { params: { id } })).draft;

test("nothing of the matter changes while a reply can be taken back; then it leaves as its author's", async () => {
  const { nina, db, conversationFrom, settled, outbox } = around;
  const { id } = await conversationFrom("ines", "Where is my order?");
  const planned = await plan(nina, id, "On its way.", { after: "close" });

  expect(planned).toMatchObject({ state: "planned", isLater: false, author: { name: "Nina Kovalenko" } });
  expect(Date.parse(planned.sendAt) - Date.parse(planned.createdAt)).toBe(10_000);
  expect(await nina.sees({ id })).toMatchObject({ status: "new", owner: { kind: "team" } });
  expect((await nina.sees({ id })).waitingSince).not.toBeNull();
  expect(await said(id)).toEqual(["Where is my order?"]);

  await sendDueReplies({ db, callerAgain }, seconds(9));
  expect(await waiting(id)).toEqual([["planned", null]]);
  await Promise.all([
    sendDueReplies({ db, callerAgain }, seconds(11)),
    sendDueReplies({ db, callerAgain }, seconds(11)),
  ]);
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect(await said(id)).toEqual(["Where is my order?", "On its way."]);
  expect(await nina.sees({ id })).toMatchObject({
    status: "closed",
    owner: { kind: "agent", id: nina.id },
    waitingSince: null,
  });
  await settled();
  expect((await outbox()).filter((mail) => mail.includes("ines@customers"))).toHaveLength(1);
  expect(await waiting(id)).toEqual([]);
});

test("closing right after sending waits for the reply, and is taken back together with it", async () => {
  const { nina, omar, db, conversationFrom } = around;
  const { id } = await conversationFrom("ines", "Thank you!");
  const sent = await plan(nina, id, "You are welcome.");
  const closing = await nina.call(postClosure, { params: { id } });
  expect(closing).toMatchObject({ status: "new", closesAt: sent.sendAt, waitingSince: expect.any(String) });
  // Asked again, nothing more happens.
  expect((await nina.call(postClosure, { params: { id } })).version).toBe(closing.version);

  const params = { id, plan: sent.id };
  expect(await omar.call(patchPlannedReply, { params, body: { after: "keep" } })).toMatchObject({
    after: "keep",
    sendAt: sent.sendAt,
    isLater: false,
  });
  expect((await nina.sees({ id })).closesAt).toBeNull();
  await nina.call(patchPlannedReply, { params, body: { after: "close" } });
  await nina.call(deletePlannedReply, { params });
  expect(await nina.sees({ id })).toMatchObject({ status: "new", closesAt: null });
  expect(await nina.refused(postClosure, { params: { id } })).toMatchObject({ code: "answer_owed" });

  await plan(nina, id, "One.", { after: "close" });
  await plan(nina, id, "Two.");
  await nina.call(postClosure, { params: { id } });
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect(await said(id)).toEqual(["Thank you!", "One.", "Two."]);
  expect(await nina.sees({ id })).toMatchObject({ status: "closed", closesAt: null });
});

test("what stands against closing is said at once, and what the reply keeps does not", async () => {
  const { nina, db, conversationFrom } = around;
  const { id } = await conversationFrom("tom", "When does it arrive?");
  const dueAt = inHours(24);
  await nina.call(postReply, {
    params: { id },
    body: { text: "I will ask.", promises: [{ text: "Ask the courier", dueAt }] },
  });
  const { items } = await nina.call(listPromisesOf, { params: { id } });
  const without = await plan(nina, id, "Still asking.");
  expect(await nina.refused(postClosure, { params: { id } })).toMatchObject({ code: "promises_open" });
  expect(
    await nina.refused(patchPlannedReply, { params: { id, plan: without.id }, body: { after: "close" } }),
  ).toMatchObject({ code: "promises_open" });
  await nina.call(deletePlannedReply, { params: { id, plan: without.id } });
  await plan(nina, id, "On Friday.", { keeps: [items[0]!.id] });
  await nina.call(postClosure, { params: { id } });
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect((await nina.sees({ id })).status).toBe("closed");
});

test("many are closed at once, those with a reply on its way as that leaves, and the undo stops that", async () => {
  const { nina, db, conversationFrom, settled } = around;
  const { id } = await conversationFrom("mei", "Got it");
  await plan(nina, id, "Have a nice day.");
  const act = await nina.call(postBulkAct, { body: { which: { ids: [id] }, act: { kind: "close" } } });
  await settled();
  expect((await nina.sees({ id })).closesAt).not.toBeNull();
  await nina.call(deleteBulkAct, { params: { id: act.id } });
  await settled();
  expect((await nina.sees({ id })).closesAt).toBeNull();
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect((await nina.sees({ id })).status).toBe("waiting");
});

test("what was taken back never leaves, and its words are a draft again above those written since", async () => {
  const { nina, db, conversationFrom } = around;
  const { id } = await conversationFrom("tom", "Is it open?");
  const { id: planId } = await plan(nina, id, "Yes,\n\nuntil <six>.");
  await nina.call(putDraft, { params: { id }, body: { kind: "reply", html: "<p>And tomorrow?</p>" } });
  const back = await nina.call(deletePlannedReply, { params: { id, plan: planId } });
  expect(back.state).toBe("taken_back");
  await sendDueReplies({ db, callerAgain }, seconds(60));
  expect(await said(id)).toEqual(["Is it open?"]);
  const kept = await draft(nina, id);
  expect(kept).toMatchObject({
    kind: "reply",
    html: expect.stringMatching(
      /^<p>Yes,<\/p><p>until (&lt;|&#60;)six(&gt;|&#62;)\.<\/p><p>And tomorrow\?<\/p>$/,
    ),
  });

  // Asked again, nothing more happens.
  await nina.call(deletePlannedReply, { params: { id, plan: planId } });
  expect(await draft(nina, id)).toEqual(kept);
});

test("words that come back beside a note stay in the house", async () => {
  const { nina, conversationFrom } = around;
  const { id } = await conversationFrom("mei", "Do you ship?");
  const { id: planId } = await plan(nina, id, "We do.");
  await nina.call(putDraft, { params: { id }, body: { kind: "note", html: "<p>She is difficult.</p>" } });
  await nina.call(deletePlannedReply, { params: { id, plan: planId } });
  expect(await draft(nina, id)).toMatchObject({
    kind: "note",
    html: "<p>We do.</p><p>She is difficult.</p>",
  });
});

test("what left cannot be taken back, and a new draft stays when it leaves", async () => {
  const { nina, db, conversationFrom } = around;
  const { id } = await conversationFrom("lee", "Hello?");
  const { id: planId } = await plan(nina, id, "Hello.");
  await nina.call(putDraft, { params: { id }, body: { kind: "reply", html: "<p>One more thing</p>" } });
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect(await nina.refused(deletePlannedReply, { params: { id, plan: planId } })).toMatchObject({
    status: 409,
    code: "reply_left",
  });
  expect(
    await nina.refused(patchPlannedReply, { params: { id, plan: planId }, body: { sendAt: null } }),
  ).toMatchObject({ code: "reply_left" });
  expect(await draft(nina, id)).toMatchObject({ html: "<p>One more thing</p>" });
});

const changes: [string, (id: string) => Promise<unknown>, string][] = [
  [
    "a colleague answered",
    (id) => around.omar.call(postReply, { params: { id }, body: { text: "I have it." } }),
    "colleague_answered",
  ],
  [
    "it was closed",
    (id) =>
      around.omar.call(postWaiver, { params: { id }, body: { reason: "answered_elsewhere", close: true } }),
    "closed",
  ],
  [
    "somebody else got it",
    (id) => around.omar.call(putOwner, { params: { id }, body: { agent: around.omar.id } }),
    "handed_over",
  ],
];
test.each(changes)(
  "when %s in between, nothing leaves and the author hears why",
  async (_, change, because) => {
    const { nina, db, conversationFrom } = around;
    const { id } = await conversationFrom("tom", "Where are you?");
    await plan(nina, id, "Harbour street 5.", { sendAt: inHours(3) });
    await change(id);
    const before = await said(id);
    await sendDueReplies({ db, callerAgain }, seconds(4 * 3600));
    expect(await said(id)).toEqual(before);
    expect(await waiting(id)).toEqual([["stopped", because]]);
    expect(await draft(nina, id)).toMatchObject({ html: "<p>Harbour street 5.</p>" });
    const { items } = await nina.call(listNotices, {});
    expect(items[0]).toMatchObject({ kind: "reply_stopped", conversation: { id }, data: { because } });
  },
);

test("when the customer writes first, a later reply stops; their words are not answered past", async () => {
  const { nina, db } = around;
  const write = await letters(around);
  const { conversation, writesAgain } = await write("maria", "A table for two?");
  const { id } = conversation;
  await nina.call(postReply, { params: { id }, body: { text: "When?" } });
  await plan(nina, id, "Still there?", { sendAt: inHours(24) });
  expect((await nina.sees({ id })).replyPlannedAt).not.toBeNull();
  await writesAgain("Today!");
  await sendDueReplies({ db, callerAgain }, seconds(25 * 3600));
  expect(await said(id)).toEqual(
    ["A table for two?\n", "When?", "Today!\n"].map((each) => expect.stringContaining(each.trim())),
  );
  expect(await waiting(id)).toEqual([["stopped", "customer_wrote"]]);

  // Looked after: the stopped one is out of the way when its author answers anew.
  await plan(nina, id, "Today it is.");
  expect(await waiting(id)).toEqual([["planned", null]]);
});

test("two of one author leave both, in their order; a note stops nothing", async () => {
  const { nina, omar, db, conversationFrom } = around;
  const { id } = await conversationFrom("ann", "Hi");
  await plan(nina, id, "One.");
  await plan(nina, id, "Two.");
  await omar.call(postNote, { params: { id }, body: { text: "Nina is on it." } });
  await sendDueReplies({ db, callerAgain }, seconds(11));
  expect(await said(id)).toEqual(["Hi", "Nina is on it.", "One.", "Two."]);
});

test("what a reply would be refused for is said at once, and leaves no trace", async () => {
  const { nina, omar, conversationFrom } = around;
  const { id } = await conversationFrom("bo", "Hi");
  const { items } = await nina.call(listMessages, { params: { id } });
  await omar.call(postReply, { params: { id }, body: { text: "Hello." } });
  const refuse = (body: object) =>
    nina.refused(postPlannedReply, { params: { id }, body: { text: "Hi", ...body } });
  expect(await refuse({ seen: items[0]!.id })).toMatchObject({ code: "conversation_changed" });
  expect(await refuse({ attachments: ["0190a000-0000-7000-8000-000000000000"] })).toMatchObject({
    code: "not_found",
  });
  expect(await refuse({ sendAt: inHours(-1) })).toMatchObject({ status: 422, code: "invalid" });
  expect(await refuse({ sendAt: inHours(24 * 400) })).toMatchObject({ code: "invalid" });
  expect(await waiting(id)).toEqual([]);
});

test("its time can be changed, and it can be sent now; a colleague cannot, who leads can", async () => {
  const { nina, omar, db, person, conversationFrom } = around;
  const { id } = await conversationFrom("eva", "Hi");
  const { id: planId } = await plan(nina, id, "Later.", { sendAt: inHours(20) });
  const params = { id, plan: planId };
  const other = await person({ name: "Lena Ivanova", role: "agent" });
  expect(await other.refused(deletePlannedReply, { params })).toMatchObject({ code: "forbidden" });
  expect(await other.refused(patchPlannedReply, { params, body: { sendAt: null } })).toMatchObject({
    code: "forbidden",
  });
  const moved = await omar.call(patchPlannedReply, { params, body: { sendAt: inHours(30) } });
  expect(moved.isLater).toBe(true);
  await sendDueReplies({ db, callerAgain }, seconds(29 * 3600));
  expect(await said(id)).toEqual(["Hi"]);
  await nina.call(patchPlannedReply, { params, body: { sendAt: null } });
  await sendDueReplies({ db, callerAgain }, new Date());
  expect(await said(id)).toEqual(["Hi", "Later."]);
});

test("one's own are listed, those of all for who leads; nothing crosses a wall", async () => {
  const { nina, omar, salma, stranger, conversationFrom } = around;
  const { id } = await conversationFrom("zoe", "Hi");
  const { id: planId } = await plan(nina, id, "Later.", { sendAt: inHours(20) });
  const listed = async (who: Person, whose: "mine" | "all") =>
    (await who.call(listPlanned, { query: { whose } })).items.map((each) => each.id);
  expect(await listed(nina, "mine")).toContain(planId);
  expect(await listed(omar, "mine")).not.toContain(planId);
  expect(await listed(omar, "all")).toContain(planId);
  expect(await nina.refused(listPlanned, { query: { whose: "all" } })).toMatchObject({ code: "forbidden" });
  const { owner } = await stranger();
  for (const outside of [salma, owner]) {
    expect(await outside.refused(listPlannedOf, { params: { id } })).toMatchObject({ code: "not_found" });
    expect(await outside.refused(deletePlannedReply, { params: { id, plan: planId } })).toMatchObject({
      code: "not_found",
    });
  }
  expect(await listed(owner, "all")).toEqual([]);
});

test("an author who left sends nothing any more; who has the matter hears of it", async () => {
  const { omar, db, person, conversationFrom } = around;
  const gone = await person({ name: "Gone Soon", role: "agent" });
  const { id } = await conversationFrom("kim", "Hi");
  await plan(gone, id, "Later.", { sendAt: inHours(1) });
  await withoutWall(db, (tx) =>
    tx.updateTable("agents").set({ status: "disabled" }).where("id", "=", gone.id).execute(),
  );
  await sendDueReplies({ db, callerAgain }, seconds(2 * 3600));
  expect(await waiting(id)).toEqual([["stopped", "author_left"]]);
  const { items } = await omar.call(listNotices, {});
  expect(items[0]).toMatchObject({ kind: "reply_stopped", data: { because: "author_left" } });
});

test("nobody is given what a colleague's answer is about to leave", async () => {
  const { nina, person, kolo, db, conversationFrom } = around;
  const other = await person({ name: "Ivan Petrov", role: "agent", teams: [kolo.teamId] });
  for (;;) if (!(await other.call(postNext, {})).conversation) break;
  const { id } = await conversationFrom("pia", "Where is my order? It has not arrived, the parcel is late.");
  const { id: planId } = await plan(nina, id, "Hello.");
  expect((await other.call(postNext, {})).conversation).toBeNull();
  await nina.call(deletePlannedReply, { params: { id, plan: planId } });
  expect((await other.call(postNext, {})).conversation).toMatchObject({ id });
  await sendDueReplies({ db, callerAgain }, new Date());
});

test("a retried request plans once, and without an undo window a reply leaves at once", async () => {
  const { nina, omar, conversationFrom } = around;
  const { id } = await conversationFrom("una", "Hi");
  const ask = {
    params: { id },
    body: { text: "Once." },
    headers: { "idempotency-key": "the-same-twice-0001" },
  };
  expect(await nina.call(postPlannedReply, ask)).toEqual(await nina.call(postPlannedReply, ask));
  expect(await waiting(id)).toEqual([["planned", null]]);

  await omar.call(patchWorkspace, { body: { undoSeconds: 0 } });
  const sent = await plan(nina, id, "Now.");
  expect(sent.state).toBe("sent");
  expect(await said(id)).toEqual(["Hi", "Now."]);
  await omar.call(patchWorkspace, { body: { undoSeconds: 10 } });
});
