import { expect, test } from "vitest";
import {
  type ChecklistItem,
  deleteChecklistItem,
  deleteChecklistRemoval,
  deleteChecklistTemplate,
  getChecklist,
  listChecklistTemplates,
  patchChecklistItem,
  patchChecklistTemplate,
  postChecklist,
  postChecklistTemplate,
} from "../../../contract/checklists.ts";
import {
  listConversations,
  listEvents,
  patchConversation,
  postClosure,
  postReply,
} from "../../../contract/conversations.ts";
import { deleteMerge, postMerges } from "../../../contract/merging.ts";
import { listNotices } from "../../../contract/notices.ts";
import { world } from "../../../test/world.ts";
import { tellDueItems } from "../index.ts";

const all = await world();
const { db, nina, salma, omar, kolo, safra, settled, conversationFrom, person } = all;

type Ref = { id: string };
const add = ({ id }: Ref, ...texts: string[]) =>
  nina.call(postChecklist, { params: { id }, body: { items: texts.map((text) => ({ text })) } });
const listOf = async ({ id }: Ref, who = nina) => (await who.call(getChecklist, { params: { id } })).items;
const textsOf = async (matter: Ref, who = nina) => (await listOf(matter, who)).map(({ text }) => text);
const change = ({ id }: Ref, item: Ref, body: object, who = nina) =>
  who.call(patchChecklistItem, { params: { id, item: item.id }, body });
const itemCalled = async (matter: Ref, text: string): Promise<ChecklistItem> =>
  (await listOf(matter)).find((item) => item.text === text)!;
const repair = {
  names: { en: "Repair" },
  items: [
    { texts: { en: "Ask for the serial number", uk: "Запитати серійний номер" }, isRequired: true },
    { texts: { en: "Book the workshop" }, dueMinutes: 60 },
  ],
};

test("items are added, ticked, moved, said otherwise, taken off and put back; the count and the timeline say so", async () => {
  const matter = await conversationFrom("ines", "It squeals");
  await add(matter, "Ask", "Order", "Call");
  expect(await textsOf(matter)).toEqual(["Ask", "Order", "Call"]);
  const ask = await itemCalled(matter, "Ask");
  await change(matter, ask, { isDone: true });
  expect((await itemCalled(matter, "Ask")).done).toMatchObject({ by: nina.name });
  expect((await nina.sees(matter)).checklist).toEqual({ done: 1, all: 3 });
  await change(matter, await itemCalled(matter, "Call"), { after: null });
  expect(await textsOf(matter)).toEqual(["Call", "Ask", "Order"]);
  await change(matter, await itemCalled(matter, "Call"), { after: ask.id, text: "Call back" });
  expect(await textsOf(matter)).toEqual(["Ask", "Call back", "Order"]);
  await nina.call(deleteChecklistItem, { params: { id: matter.id, item: ask.id } });
  expect((await nina.sees(matter)).checklist).toEqual({ done: 0, all: 2 });
  await nina.call(deleteChecklistRemoval, { params: { id: matter.id, item: ask.id } });
  expect(await textsOf(matter)).toEqual(["Ask", "Call back", "Order"]);
  await change(matter, ask, { isDone: false });
  await settled();
  const { items: events } = await nina.call(listEvents, { params: { id: matter.id } });
  expect(
    events.filter(({ kind }) => kind === "conversation.checklist_changed").map(({ data }) => data.did),
  ).toEqual(["added", "ticked", "moved", "changed", "removed", "put_back", "unticked"]);
});

test("two who tick at the same time both did, and that all is done is told once", async () => {
  const matter = await conversationFrom("ines", "Two at once");
  await add(matter, "One", "Two");
  const [one, two] = await listOf(matter);
  await Promise.all([change(matter, one!, { isDone: true }), change(matter, two!, { isDone: true }, omar)]);
  expect((await listOf(matter)).map(({ done }) => done?.by).sort()).toEqual([nina.name, omar.name].sort());
  expect((await nina.sees(matter)).checklist).toEqual({ done: 2, all: 2 });
  await settled();
  const { items } = await nina.call(listEvents, { params: { id: matter.id } });
  expect(items.filter(({ kind }) => kind === "conversation.checklist_finished")).toHaveLength(1);
});

test("what must be done keeps a matter from being closed, by hand and with a reply, and the refusal names it", async () => {
  const matter = await conversationFrom("ines", "Where is it?");
  await nina.call(postChecklist, {
    params: { id: matter.id },
    body: { items: [{ text: "Ask for the number", isRequired: true }, { text: "Smile" }] },
  });
  const close = { params: { id: matter.id }, body: { text: "Done.", after: "close" as const } };
  const refusal = await nina.refused(postReply, close);
  const item = await itemCalled(matter, "Ask for the number");
  expect(refusal).toMatchObject({
    code: "items_open",
    fields: [{ path: `checklist.${item.id}`, message: "Ask for the number" }],
  });
  await nina.call(postReply, { ...close, body: { text: "Done." } });
  expect((await nina.refused(postClosure, { params: { id: matter.id } })).code).toBe("items_open");
  await change(matter, item, { isDone: true });
  expect(await nina.call(postClosure, { params: { id: matter.id } })).toMatchObject({ status: "closed" });
});

test("whoever is given an item hears of it, and when it is due, once; who may not look behind the wall is given none", async () => {
  const matter = await conversationFrom("ines", "It is due");
  const tim = await person({ name: "Tim", role: "agent", locale: "uk", teams: [kolo.teamId] });
  const dueAt = new Date(Date.now() + 60_000).toISOString();
  await add(matter, "Call the workshop");
  const item = await itemCalled(matter, "Call the workshop");
  await change(matter, item, { assignee: tim.id, dueAt });
  const told = async () =>
    (await tim.call(listNotices, {})).items
      .filter(({ conversation }) => conversation?.id === matter.id)
      .map(({ kind, data }) => [kind, data.text]);
  expect(await told()).toEqual([["item_given", "Call the workshop"]]);
  await tellDueItems(db, new Date());
  expect(await told()).toHaveLength(1);
  const later = new Date(Date.parse(dueAt) + 1000);
  await Promise.all([tellDueItems(db, later), tellDueItems(db, later)]);
  expect(await told()).toEqual([
    ["item_due", "Call the workshop"],
    ["item_given", "Call the workshop"],
  ]);
  const refusal = await nina.refused(patchChecklistItem, {
    params: { id: matter.id, item: item.id },
    body: { assignee: salma.id },
  });
  expect(refusal.code).toBe("not_found");
});

test("a template is put in by hand in the language of whoever reads, and by itself once where matters of its kind begin", async () => {
  const made = await omar.call(postChecklistTemplate, {
    body: { ...repair, line: "support", brands: [kolo.id], begins: true },
  });
  const begun = await conversationFrom("ines", "The app shows an error and crashes when I sign in");
  await settled();
  expect(begun.line).toBe("support");
  expect(await textsOf(begun)).toEqual(["Ask for the serial number", "Book the workshop"]);
  const olha = await person({ name: "Olha", role: "agent", locale: "uk", teams: [kolo.teamId] });
  expect(await textsOf(begun, olha)).toEqual(["Запитати серійний номер", "Book the workshop"]);
  const [first, second] = await listOf(begun);
  expect(first).toMatchObject({ isRequired: true, template: made.id });
  expect(Date.parse(second!.dueAt!)).toBeGreaterThan(Date.now() + 55 * 60_000);

  const other = await conversationFrom("petr", "Do you have tents in red?");
  expect(other.line).toBe("service");
  await settled();
  expect(await textsOf(other)).toEqual([]);
  await nina.call(patchConversation, { params: { id: other.id }, body: { line: "support" } });
  await settled();
  expect(await textsOf(other)).toHaveLength(2);
  for (const line of ["service", "support"] as const)
    await nina.call(patchConversation, { params: { id: other.id }, body: { line } });
  await settled();
  expect(await textsOf(other)).toHaveLength(2);
  await nina.call(postChecklist, { params: { id: other.id }, body: { template: made.id } });
  expect(await textsOf(other)).toHaveLength(4);

  await omar.call(patchChecklistTemplate, {
    params: { id: made.id },
    body: { begins: false, names: { en: "Fix" } },
  });
  expect((await nina.call(listChecklistTemplates, {})).items).toMatchObject([{ names: { en: "Fix" } }]);
  expect((await salma.call(listChecklistTemplates, {})).items).toEqual([]);
  await omar.call(deleteChecklistTemplate, { params: { id: made.id } });
  expect(await textsOf(begun)).toHaveLength(2);
});

test("who serves some brands changes what is for those, and what is for all is for who serves all", async () => {
  const lead = await person({
    name: "Lena",
    role: "lead",
    locale: "en",
    teams: [safra.teamId],
    brands: [safra.id],
  });
  expect((await lead.refused(postChecklistTemplate, { body: repair })).code).toBe("forbidden");
  const own = await lead.call(postChecklistTemplate, { body: { ...repair, brands: [safra.id] } });
  const ofKolo = await omar.call(postChecklistTemplate, { body: { ...repair, brands: [kolo.id] } });
  expect((await lead.refused(deleteChecklistTemplate, { params: { id: ofKolo.id } })).code).toBe("not_found");
  const matter = await conversationFrom("ines", "Not theirs");
  const foreign = { params: { id: matter.id }, body: { template: own.id } };
  expect((await nina.refused(postChecklist, foreign)).code).toBe("not_found");
  expect((await lead.refused(getChecklist, { params: { id: matter.id } })).code).toBe("not_found");
});

test("a list goes along when a matter becomes part of another, and comes back when they part", async () => {
  const [one, other] = [await conversationFrom("ines", "First"), await conversationFrom("ines", "Second")];
  await add(one, "A");
  await add(other, "B", "C");
  await change(other, await itemCalled(other, "B"), { isDone: true });
  await nina.call(postMerges, { params: { id: one.id }, body: { from: [other.id] } });
  expect(await textsOf(one)).toEqual(["A", "B", "C"]);
  expect((await nina.sees(one)).checklist).toEqual({ done: 1, all: 3 });
  await change(one, await itemCalled(one, "C"), { isDone: true });
  await nina.call(deleteMerge, { params: { id: other.id } });
  expect(await textsOf(one)).toEqual(["A"]);
  expect((await nina.sees(one)).checklist).toEqual({ done: 0, all: 1 });
  expect((await nina.sees(other)).checklist).toEqual({ done: 2, all: 2 });
});

test("a list ends at two hundred items, and is found by whether something is to be done", async () => {
  const matter = await conversationFrom("vera", "Much to do");
  const many = Array.from({ length: 100 }, (_, n) => `Item ${n}`);
  await add(matter, ...many);
  await add(matter, ...many);
  const more = { params: { id: matter.id }, body: { items: [{ text: "One more" }] } };
  expect((await nina.refused(postChecklist, more)).code).toBe("too_many");
  expect((await nina.refused(postChecklist, { ...more, body: { items: [] } })).code).toBe("invalid");
  const found = async (checklist: "open" | "done") =>
    (await nina.call(listConversations, { query: { view: "all", checklist: [checklist], limit: 100 } }))
      .items;
  expect((await found("open")).map(({ id }) => id)).toContain(matter.id);
  expect((await found("done")).every(({ checklist: { done, all } }) => all > 0 && done === all)).toBe(true);
});
