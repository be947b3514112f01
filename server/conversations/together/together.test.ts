/** Several at one matter: who is writing, what came while they wrote, drafts for others to finish, and notes at handing over. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  deleteDraft,
  getConversation,
  getDraft,
  listEvents,
  listMessages,
  postNote,
  postReply,
  putDraft,
  putOwner,
} from "../../../contract/conversations.ts";
import { postFile } from "../../../contract/files.ts";
import { listNotices } from "../../../contract/notices.ts";
import { postNext, postQueue, putPresence } from "../../../contract/routing.ts";
import {
  deleteClaim,
  deleteDraftSharing,
  listDraftStates,
  listSharedDrafts,
  postDraftTaking,
  putClaim,
  putDraftSharing,
} from "../../../contract/together.ts";
import { world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { endOldClaims, giveOut } from "../index.ts";

const w = await world();
const { db, nina, omar, salma, safra, conversationFrom, settled, person, key, kolo, workspaceId } = w;

const at = (conversation: { id: string }) => ({ id: conversation.id });
const claimBy = (who: typeof nina, conversation: { id: string }, takeOver = false) =>
  who.call(putClaim, { params: at(conversation), body: { takeOver } });
const lastWrote = (conversation: { id: string }, minutesAgo: number) =>
  withoutWall(db, (tx) =>
    sql`update claims set written_at = now() - make_interval(mins => ${minutesAgo})
      where conversation_id = ${conversation.id}`.execute(tx),
  );

test("who begins to answer is seen by others, and stays it while they write on", async () => {
  const matter = await conversationFrom("ines", "Where is my order?");
  expect(matter.claim).toBeNull();
  const { claim } = await claimBy(nina, matter);
  expect(claim.agent).toEqual({ id: nina.id, name: nina.name });
  expect((await omar.sees(matter)).claim).toEqual(claim);
  expect((await claimBy(nina, matter)).claim).toEqual(claim);
  // Omar learns that he is second, and may write all the same.
  expect((await claimBy(omar, matter)).claim).toEqual(claim);
  await omar.call(postReply, { params: at(matter), body: { text: "On its way.", after: "keep" } });
  expect((await omar.sees(matter)).claim).toEqual(claim);
});

test("of two who begin at once one is first, and both are told the same", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  const both = await Promise.all([claimBy(nina, matter), claimBy(omar, matter)]);
  expect(both[0]).toEqual(both[1]);
  expect((await nina.sees(matter)).claim).toEqual(both[0].claim);
});

test("a claim ends with the answer, with the emptied draft, and some minutes after the last stroke", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  await claimBy(nina, matter);
  await nina.call(postReply, { params: at(matter), body: { text: "Hello!", after: "keep" } });
  expect((await omar.sees(matter)).claim).toBeNull();

  await claimBy(nina, matter);
  await omar.call(deleteClaim, { params: at(matter) });
  expect((await omar.sees(matter)).claim, "a colleague's claim stays").not.toBeNull();
  await nina.call(deleteClaim, { params: at(matter) });
  expect((await omar.sees(matter)).claim).toBeNull();

  await claimBy(nina, matter);
  await lastWrote(matter, 9);
  await endOldClaims(db, new Date());
  expect((await omar.sees(matter)).claim).not.toBeNull();
  await lastWrote(matter, 11);
  expect((await omar.sees(matter)).claim).toBeNull();
  expect((await claimBy(omar, matter)).claim.agent.id).toBe(omar.id);
  await lastWrote(matter, 11);
  await endOldClaims(db, new Date());
  expect(await claimRows(matter)).toBe(0);
});

const claimRows = async (matter: { id: string }) => {
  const { rows } = await withoutWall(db, (tx) =>
    sql`select from claims where conversation_id = ${matter.id}`.execute(tx),
  );
  return rows.length;
};

test("a claim ends when its holder goes away, and not because they were away before they wrote", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  await nina.call(putPresence, { body: { state: "away" } });
  await claimBy(nina, matter);
  await endOldClaims(db, new Date());
  expect((await omar.sees(matter)).claim).not.toBeNull();
  await nina.call(putPresence, { body: { state: "here" } });
  await nina.call(putPresence, { body: { state: "away" } });
  await endOldClaims(db, new Date());
  expect((await omar.sees(matter)).claim).toBeNull();
  await nina.call(putPresence, { body: { state: "here" } });
});

test("a claim is taken over on purpose alone, and says from whom", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  await claimBy(nina, matter);
  expect((await claimBy(omar, matter, true)).claim.agent.id).toBe(omar.id);
  expect((await claimBy(nina, matter)).claim.agent.id).toBe(omar.id);
  await settled();
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ data: { from?: object } }>`select data from events
      where conversation_id = ${matter.id} and kind = 'conversation.claimed' order by seq`.execute(tx),
  );
  expect(rows.map(({ data }) => data.from)).toEqual([undefined, { id: nina.id, name: nina.name }]);
  const { items } = await nina.call(listEvents, { params: at(matter) });
  expect(items.map(({ kind }) => kind)).not.toContain("conversation.claimed");
});

test("a claim is for people who may answer: neither keys, nor those behind the wall, nor on what is closed", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  const robot = await key("conversations.reply");
  const ask = { params: at(matter), body: {} };
  expect((await robot.refused(putClaim, ask)).code).toBe("forbidden");
  expect((await salma.refused(putClaim, ask)).code).toBe("not_found");
  expect((await salma.refused(deleteClaim, { params: at(matter) })).code).toBe("not_found");
  const reader = await person({ name: "Rita Reads", role: "readonly" });
  expect((await reader.refused(putClaim, ask)).code).toBe("forbidden");
  await nina.call(postReply, { params: at(matter), body: { text: "Done.", after: "close" } });
  expect((await nina.refused(putClaim, ask)).code).toBe("conversation_closed");
});

test("the next best is the claimer's own, or what nobody is at", async () => {
  const first = await conversationFrom("amal", "A table for two?", { brand: safra });
  const second = await conversationFrom("badr", "A table for two?", { brand: safra });
  await claimBy(nina, first);
  const [salmas, ninas] = [await salma.call(postNext, {}), await nina.call(postNext, {})];
  expect(salmas.conversation?.id).toBe(second.id);
  expect(ninas.conversation?.id).toBe(first.id);
});

test("what somebody is answering is neither taken as the next by another nor given out", async () => {
  const matter = await conversationFrom("amal", "A table for two?", { brand: safra });
  await claimBy(nina, matter);
  expect((await salma.call(postNext, {})).conversation).toBeNull();
  await salma.call(putPresence, { body: { state: "here" } });
  await omar.call(postQueue, { body: { name: "Tables", team: safra.teamId, giving: "least_loaded" } });
  await withoutWall(db, (tx) =>
    sql`update conversations set queue_id = (select id from queues where name = 'Tables')
      where id = ${matter.id}`.execute(tx),
  );
  await giveOut(db, workspaceId);
  expect((await nina.sees(matter)).owner.kind).toBe("team");
  // Its claimer may take it; it is nobody else's until they let go.
  await nina.call(deleteClaim, { params: at(matter) });
  await giveOut(db, workspaceId);
  expect((await omar.sees(matter)).owner.kind).toBe("agent");
});

test("an answer that did not see what came is refused with what came, and goes out once it was seen", async () => {
  const matter = await conversationFrom("ines", "Is it here?");
  const { items } = await nina.call(listMessages, { params: at(matter) });
  await settled();
  const seen = items.at(-1)!.id;
  const seenEvent = (await nina.call(listEvents, { params: at(matter) })).items.at(-1)!.seq;
  await nina.call(postNote, { params: at(matter), body: { text: "Asked the depot." } });
  const ours = { params: at(matter), body: { text: "Yes.", after: "keep" as const, seen, seenEvent } };
  const note = await omar.call(postNote, { params: at(matter), body: { text: "Wait, it is damaged." } });
  await omar.call(putOwner, { params: at(matter), body: { agent: omar.id } });
  await settled();

  const problem = await nina.refused(postReply, ours);
  expect(problem.code).toBe("conversation_changed");
  const events = (await nina.call(listEvents, { params: at(matter) })).items;
  const assigned = events.findLast(({ kind }) => kind === "conversation.assigned")!.seq;
  expect(problem.came).toEqual({ messages: [note.id], events: [assigned] });

  const after = { ...ours.body, seen: note.id, seenEvent: assigned };
  expect((await nina.ask(postReply, { ...ours, body: after })).statusCode).toBe(201);
});

test("one's own notes and acts, and being given the matter, are no reason to stop", async () => {
  const matter = await conversationFrom("ines", "Is it here?");
  const seen = (await nina.call(listMessages, { params: at(matter) })).items.at(-1)!.id;
  await settled();
  const seenEvent = (await nina.call(listEvents, { params: at(matter) })).items.at(-1)!.seq;
  await nina.call(postNote, { params: at(matter), body: { text: "Asked the depot." } });
  await nina.call(putOwner, { params: at(matter), body: { agent: nina.id } });
  await omar.call(putOwner, { params: at(matter), body: { agent: nina.id } });
  await settled();
  const body = { text: "Yes.", seen, seenEvent };
  expect((await nina.ask(postReply, { params: at(matter), body })).statusCode).toBe(201);
});

test("a shared draft is read by colleagues of the brand alone, and taken over with its files by one of them", async () => {
  const matter = await conversationFrom("ines", "Invoice?");
  const file = (await nina.call(postFile, {
    query: { filename: "invoice.txt" },
    body: Buffer.from("Invoice") as never,
    headers: { "content-type": "application/octet-stream" },
  })) as { id: string };
  await nina.call(putDraft, {
    params: at(matter),
    body: { kind: "reply", html: "<p>Here it is</p>", attachments: [file.id] },
  });
  const shared = (who: typeof nina) => who.call(listSharedDrafts, { params: at(matter) });
  expect((await shared(omar)).items).toEqual([]);
  await nina.call(putDraftSharing, { params: at(matter) });
  expect((await shared(omar)).items).toMatchObject([
    { author: { id: nina.id }, html: "<p>Here it is</p>", isShared: true, attachments: [{ id: file.id }] },
  ]);
  expect((await shared(nina)).items).toEqual([]);
  expect((await salma.refused(listSharedDrafts, { params: at(matter) })).code).toBe("not_found");
  const taking = { params: { id: matter.id, agent: nina.id } };
  expect((await salma.refused(postDraftTaking, taking)).code).toBe("not_found");

  await omar.call(putDraft, { params: at(matter), body: { kind: "reply", html: "<p>My own</p>" } });
  const taken = await omar.call(postDraftTaking, taking);
  expect(taken).toMatchObject({ html: "<p>Here it is</p>", attachments: [{ id: file.id }] });
  expect((await nina.call(getDraft, { params: at(matter) })).draft).toBeNull();
  // It may come back: each finds what they had written.
  expect((await shared(nina)).items).toMatchObject([{ author: { id: omar.id } }]);
  const states = async (who: typeof nina) => (await who.call(listDraftStates, { params: at(matter) })).items;
  expect((await states(omar)).map(({ html }) => html)).toContain("<p>My own</p>");
  expect((await states(nina)).map(({ html }) => html)).toContain("<p>Here it is</p>");
  const { items } = await nina.call(listNotices, {});
  expect(items[0]).toMatchObject({ kind: "draft_taken", data: { by: omar.name } });

  const body = { html: taken.html, attachments: [file.id] };
  const said = await omar.call(postReply, { params: at(matter), body });
  expect(said.attachments).toMatchObject([{ id: file.id }]);
});

test("a draft that two would take goes to one of them", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  const pavel = await person({ name: "Pavel Third", role: "agent" });
  await nina.call(putDraft, { params: at(matter), body: { kind: "reply", html: "<p>Half</p>" } });
  await nina.call(putDraftSharing, { params: at(matter) });
  const taking = { params: { id: matter.id, agent: nina.id } };
  const answers = await Promise.all([omar.ask(postDraftTaking, taking), pavel.ask(postDraftTaking, taking)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
});

test("a draft kept back is its author's again; there is nothing to share where nothing is written", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  expect((await nina.refused(putDraftSharing, { params: at(matter) })).code).toBe("not_found");
  await nina.call(putDraft, { params: at(matter), body: { kind: "reply", html: "<p>Half</p>" } });
  await nina.call(putDraftSharing, { params: at(matter) });
  await nina.call(deleteDraftSharing, { params: at(matter) });
  expect((await omar.call(listSharedDrafts, { params: at(matter) })).items).toEqual([]);
  const taking = { params: { id: matter.id, agent: nina.id } };
  expect((await omar.refused(postDraftTaking, taking)).code).toBe("not_found");
});

test("what a draft was is kept at pauses, twenty states of it, and outlives the draft and what others do", async () => {
  const matter = await conversationFrom("ines", "Hello?");
  const write = (html: string) =>
    nina.call(putDraft, { params: at(matter), body: { kind: "reply", html: `<p>${html}</p>` } });
  const states = async () =>
    (await nina.call(listDraftStates, { params: at(matter) })).items.map(({ html }) => html);
  const later = () =>
    withoutWall(db, (tx) => sql`update draft_states set at = at - interval '1 minute'`.execute(tx));
  await write("Hello");
  await write("Hello Ines");
  expect(await states(), "what goes on a moment later is the same state").toEqual(["<p>Hello Ines</p>"]);
  await write("Dear customer, thank you very much for your letter of last week");
  await write("Oh");
  expect(await states(), "what was taken away is kept at once").toHaveLength(2);
  await omar.call(putOwner, { params: at(matter), body: { agent: omar.id } });
  expect((await nina.call(getDraft, { params: at(matter) })).draft?.html).toBe("<p>Oh</p>");
  for (let n = 0; n < 22; n += 1) {
    await later();
    await write(`State ${n}`);
  }
  expect(await states()).toHaveLength(20);
  expect((await states())[0]).toBe("<p>State 21</p>");
  await nina.call(deleteDraft, { params: at(matter) });
  expect(await states()).toHaveLength(20);
  expect((await omar.call(listDraftStates, { params: at(matter) })).items).toEqual([]);
});

test("a word at handing over is a note, and the new owner is told", async () => {
  const matter = await conversationFrom("ines", "It broke again");
  await nina.call(putOwner, {
    params: at(matter),
    body: { agent: omar.id, note: "She called twice <today>." },
  });
  const { items } = await omar.call(listMessages, { params: at(matter) });
  expect(items.at(-1)).toMatchObject({ kind: "note", text: "She called twice <today>." });
  await settled();
  const told = (await omar.call(listNotices, {})).items.filter(
    ({ conversation }) => conversation?.id === matter.id,
  );
  expect(told).toMatchObject([
    { kind: "assigned", data: { by: nina.name, text: "She called twice <today>." } },
  ]);
  await nina.call(putOwner, { params: at(matter), body: { team: kolo.teamId, note: "Who can?" } });
  expect((await omar.call(listMessages, { params: at(matter) })).items.at(-1)?.text).toBe("Who can?");
  expect(await omar.call(getConversation, { params: at(matter) })).toMatchObject({ owner: { kind: "team" } });
  // Blank words are none.
  const blank = await nina.refused(putOwner, { params: at(matter), body: { agent: omar.id, note: " " } });
  expect(blank.code).toBe("invalid");
});
