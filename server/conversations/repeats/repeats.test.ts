import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { patchAgent } from "../../../contract/accounts.ts";
import {
  type Conversation,
  listConversations,
  listEvents,
  patchConversation,
  postConversation,
  postReply,
  putOwner,
} from "../../../contract/conversations.ts";
import { listLinks } from "../../../contract/handovers.ts";
import { patchLine } from "../../../contract/lines.ts";
import {
  deleteRepeat,
  deleteRepeatLink,
  getFirstContactSettings,
  listRepeats,
  patchFirstContactSettings,
  postRepeatLink,
  putRepeat,
} from "../../../contract/repeats.ts";
import { type WorldBrand, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { lookForRepeats } from "./find.ts";

const { db, workspaceId, omar, nina, salma, kolo, safra, person, key, conversationFrom, settled, smtp } =
  await world();

const bookshelf =
  "I ordered a walnut bookshelf, order KB-20417, and it has not been dispatched yet. When will it leave?";
const again = "KB-20417. Two weeks now. Where is my bookshelf???";

/** Somebody comes by a form on the web, with the words alone. */
async function byForm(customer: string, text: string, brand: WorldBrand = kolo): Promise<Conversation> {
  const form = await key("conversations.reply");
  const opened = await form.call(postConversation, {
    body: {
      inbox: brand.inbox.id,
      channel: "form",
      customer: { email: `${customer}@customers.example` },
      text,
    },
  });
  await settled();
  return opened;
}
const told = async (customer: string, text: string, brand: WorldBrand = kolo) => {
  const opened = await conversationFrom(customer, text, { brand });
  await settled();
  return opened;
};
/** Where customers' mail is handed in. */
const mailDoor = async () => {
  const { port } = await smtp();
  return createTransport({ host: "127.0.0.1", port, secure: false, tls: { rejectUnauthorized: false } });
};
const answer = (id: string, text: string, after: "wait" | "close" = "wait", who = nina) =>
  who.call(postReply, { params: { id }, body: { text, after } });
const repeatsOf = (id: string, who = nina) => who.call(listRepeats, { params: { id } });
const eventsOf = async (id: string, kind: string) => {
  await settled();
  return (await nina.call(listEvents, { params: { id } })).items.filter((event) => event.kind === kind);
};
const pair = (later: { id: string }, earlier: { id: string }) => ({
  params: { id: later.id, earlier: earlier.id },
});

test("who tells it again by another door is met with the former answer, and with why we think so", async () => {
  const first = await told("ines", bookshelf);
  await answer(first.id, "It leaves on Thursday, I promise.", "close");
  const second = await byForm("ines", again);

  const { repeats, nth, later } = await repeatsOf(second.id);
  expect({ nth, later }).toEqual({ nth: 2, later: [] });
  expect(repeats).toMatchObject([
    {
      id: first.id,
      number: first.number,
      state: "found",
      channel: "api",
      status: "closed",
      owner: { kind: "agent", name: "Nina Kovalenko" },
      asked: { text: bookshelf, isCut: false },
      answer: {
        number: first.number,
        text: "It leaves on Thursday, I promise.",
        author: { name: "Nina Kovalenko" },
      },
    },
  ]);
  expect(repeats[0]!.why).toContain("Both name KB-20417");
  expect(repeats[0]!.why.join()).toContain("bookshelf");
  expect(await nina.sees(second)).toMatchObject({ repeatNth: 2 });
  expect(await nina.sees(first)).toMatchObject({ repeatNth: null });
  expect((await repeatsOf(first.id)).later).toMatchObject([
    { id: second.id, channel: "form", state: "found" },
  ]);
  expect(await eventsOf(second.id, "conversation.repeat_found")).toMatchObject([
    { actor: { kind: "automation" }, data: { repeatOf: first.id, number: first.number, nth: 2 } },
  ]);

  // The third time: one matter, with both former contacts and the answer that was given in the first of them.
  const third = await byForm("ines", "Still no bookshelf! Is KB-20417 lost? Nobody has replied to me.");
  const all = await repeatsOf(third.id);
  expect(all).toMatchObject({ nth: 3, repeats: [{ answer: { number: first.number } }] });
  expect(all.repeats[0]!.asked).toMatchObject({ text: bookshelf });
  expect(all.repeats[0]!.contacts.map(({ id }) => id)).toEqual([first.id, second.id]);
});

test("another matter of the same customer is none, nor is the same of another customer", async () => {
  await told("petr", "The kettle I bought trips the fuse every time I switch it on. What should I do?");
  const other = await byForm("petr", "Are you open on Saturday? I would like to try a bicycle.");
  expect(await repeatsOf(other.id)).toMatchObject({ repeats: [], nth: 1 });
  expect(await nina.sees(other)).toMatchObject({ repeatNth: null });
  const neighbour = await byForm("pavlo", "My kettle trips the fuse again whenever I switch it on!");
  expect((await repeatsOf(neighbour.id)).repeats).toEqual([]);
});

test("linking brings a matter that nobody has to who had it before, and all of that can be taken back", async () => {
  const first = await told("lena", bookshelf.replace("KB-20417", "KB-30001"));
  await answer(first.id, "On Thursday.", "close");
  const second = await byForm("lena", again.replace("KB-20417", "KB-30001"));
  expect(second.owner.kind).toBe("team");

  const linked = await omar.call(postRepeatLink, pair(second, first));
  expect(linked.owner).toMatchObject({ kind: "agent", id: nina.id });
  expect((await repeatsOf(second.id)).repeats).toMatchObject([
    { state: "linked", linkedBy: { name: "Omar Haddad" } },
  ]);
  const links = (id: string) => nina.call(listLinks, { params: { id } });
  expect((await links(first.id)).linked).toMatchObject([
    { id: second.id, came: "from_here", reason: "The same matter, told again" },
  ]);
  expect((await links(second.id)).linked).toMatchObject([{ id: first.id, came: "from_there" }]);

  // Pressed twice it is done once.
  await omar.call(postRepeatLink, pair(second, first));
  expect(await eventsOf(second.id, "conversation.repeat_settled")).toMatchObject([
    { actor: { name: "Omar Haddad" }, data: { repeatOf: first.id, number: first.number, how: "linked" } },
  ]);

  const undone = await omar.call(deleteRepeatLink, pair(second, first));
  expect(undone.owner).toMatchObject({ kind: "team", id: kolo.teamId });
  expect((await repeatsOf(second.id)).repeats).toMatchObject([{ state: "found", linkedBy: null }]);
  expect((await links(first.id)).linked).toEqual([]);
});

test("a link that is taken back leaves a matter with whoever took it since", async () => {
  const first = await told("mira", bookshelf.replace("KB-20417", "KB-30002"));
  await answer(first.id, "On Thursday.");
  const second = await byForm("mira", again.replace("KB-20417", "KB-30002"));
  await omar.call(postRepeatLink, pair(second, first));
  await omar.call(putOwner, { params: { id: second.id }, body: { agent: omar.id } });
  const undone = await omar.call(deleteRepeatLink, pair(second, first));
  expect(undone.owner).toMatchObject({ id: omar.id });
});

test("what somebody has already stays with them, and who is gone gets nothing", async () => {
  const gone = await person({ name: "Gone Soon", role: "agent", teams: [kolo.teamId] });
  const first = await told("tom", bookshelf.replace("KB-20417", "KB-30003"));
  await answer(first.id, "On Thursday.", "close", gone);
  await omar.call(patchAgent, { params: { id: gone.id }, body: { status: "disabled" } });
  const second = await byForm("tom", again.replace("KB-20417", "KB-30003"));
  expect((await omar.call(postRepeatLink, pair(second, first))).owner).toMatchObject({ kind: "team" });

  const third = await byForm("tom", "KB-30003 has not come, still waiting for the bookshelf.");
  await omar.call(putOwner, { params: { id: third.id }, body: { agent: omar.id } });
  const { repeats } = await repeatsOf(third.id);
  expect(await omar.call(postRepeatLink, pair(third, repeats[0]!))).toMatchObject({ owner: { id: omar.id } });
});

test("what is not the same is not found again, until somebody says that it is the same after all", async () => {
  const first = await told("olga", bookshelf.replace("KB-20417", "KB-30004"));
  const second = await byForm("olga", again.replace("KB-20417", "KB-30004"));
  expect(await nina.call(deleteRepeat, pair(second, first))).toMatchObject({ repeatNth: null });
  await lookForRepeats(db, [{ workspaceId, id: second.id }]);
  expect(await repeatsOf(second.id)).toMatchObject({ repeats: [], nth: 1 });
  expect((await repeatsOf(first.id)).later).toEqual([]);
  expect(await eventsOf(second.id, "conversation.repeat_found")).toHaveLength(1);

  expect(await nina.call(putRepeat, pair(second, first))).toMatchObject({ repeatNth: 2 });
  expect((await repeatsOf(second.id)).repeats).toMatchObject([{ state: "found" }]);
  expect((await eventsOf(second.id, "conversation.repeat_settled")).map(({ data }) => data.how)).toEqual([
    "dismissed",
    "restored",
  ]);
});

test("dismissing what was linked takes the link away, too", async () => {
  const first = await told("nora", bookshelf.replace("KB-20417", "KB-30005"));
  await answer(first.id, "On Thursday.");
  const second = await byForm("nora", again.replace("KB-20417", "KB-30005"));
  await omar.call(postRepeatLink, pair(second, first));
  expect((await omar.call(deleteRepeat, pair(second, first))).owner.kind).toBe("team");
  expect((await nina.call(listLinks, { params: { id: second.id } })).linked).toEqual([]);
});

test("an agent links what nobody found, and taking it back leaves no trace", async () => {
  const first = await told("ella", "The waiter was rude to my wife.");
  const second = await byForm("ella", "Could you send me the invoice for my helmet?");
  expect(await nina.call(postRepeatLink, pair(second, first))).toMatchObject({ repeatNth: 2 });
  expect((await repeatsOf(second.id)).repeats).toMatchObject([{ likeness: null, why: [], state: "linked" }]);
  expect(await nina.call(deleteRepeatLink, pair(second, first))).toMatchObject({ repeatNth: null });
  expect((await repeatsOf(second.id)).repeats).toEqual([]);
});

test("a matter behind another brand's wall is neither found nor shown nor linked", async () => {
  const words = "The gift voucher with the number GV-77120-4 is not accepted.";
  const elsewhere = await told("sami", words, safra);
  const here = await byForm("sami", `Second time I write: ${words}`, kolo);
  expect((await repeatsOf(here.id, omar)).repeats).toEqual([]);
  expect(await omar.refused(postRepeatLink, pair(here, elsewhere))).toMatchObject({ code: "not_found" });
  expect(await salma.refused(listRepeats, { params: { id: here.id } })).toMatchObject({ code: "not_found" });

  const again = await byForm("sami", `Again: ${words}`, safra);
  expect((await repeatsOf(again.id, salma)).repeats).toMatchObject([{ id: elsewhere.id }]);
  const ninth = await told("sami", "GV-77120-4 still does not work!", kolo);
  expect((await repeatsOf(ninth.id)).repeats.map(({ id }) => id)).toEqual([here.id]);
  for (const route of [postRepeatLink, deleteRepeatLink, deleteRepeat, putRepeat])
    expect(await salma.refused(route, pair(ninth, here))).toMatchObject({ code: "not_found" });
});

test("somebody else who names the same order is found, with a warning to make sure who it is", async () => {
  const husband = await told("ivan.h", "Where is order 81190023? The sofa should have come on Friday.");
  const wife = await byForm(
    "olena.h",
    "Order 81190023: my husband asked before, the sofa still has not come.",
  );
  const { repeats } = await repeatsOf(wife.id);
  expect(repeats.map(({ id }) => id)).toEqual([husband.id]);
  expect(repeats[0]!.why).toContain("Writes from another address. Make sure who it is.");
});

test("a code that many people name is the name of a thing, not somebody's own", async () => {
  for (const one of ["a", "b", "c", "d"])
    await told(`model.${one}`, "The fan of my QX-7740-ZP is loud, what can I do about it?");
  const fifth = await byForm("model.e", "The fan of my QX-7740-ZP is still loud!");
  expect((await repeatsOf(fifth.id)).repeats).toEqual([]);
});

test("who names the address they wrote from before is known by it", async () => {
  const before = await told(
    "work.address",
    "The thermostat shows 35 degrees while the room is freezing. Serial TH-99120-7.",
  );
  const after = await byForm(
    "private.address",
    "I wrote from work.address@customers.example before: the thermostat TH-99120-7 still shows 35 degrees.",
  );
  const { repeats } = await repeatsOf(after.id);
  expect(repeats.map(({ id }) => id)).toEqual([before.id]);
  expect(repeats[0]!.why.join()).toContain("names the former one");
});

test("the number of a former conversation says it all", async () => {
  const first = await told("ravi", "Please correct the name on my invoice.");
  const second = await byForm("ravi", `My request #${first.number}, please.`);
  const { repeats } = await repeatsOf(second.id);
  expect(repeats).toMatchObject([{ id: first.id }]);
  expect(repeats[0]!.why[0]).toBe(`Gives the number #${first.number}`);

  const colleague = await byForm(
    "ravi.colleague",
    `Is there an answer to ticket no. ${first.number} already?`,
  );
  expect((await repeatsOf(colleague.id)).repeats.map(({ id }) => id)).toContain(first.id);
});

test("what an agent wrote into a field counts as named, before and after", async () => {
  const field = (fields: Record<string, string>, id: string) =>
    nina.call(patchConversation, { params: { id }, body: { fields } });
  await omar.call(patchLine, {
    params: { line: "service" },
    body: { fields: [{ key: "order_number", names: { en: "Order" }, kind: "text" }] },
  });
  const first = await told("yara", "My parcel was wet and the books inside are ruined.");
  await field({ order_number: "٧٧١٢٠٤٤" }, first.id);
  await settled();
  const second = await byForm("yara.home", "Order 7712044, the parcel with the ruined books: any progress?");
  expect((await repeatsOf(second.id)).repeats.map(({ id }) => id)).toEqual([first.id]);

  // Only now is it said which order this is about.
  const third = await byForm("yara.mobile", "Hello, the wet parcel with the ruined books. Still nothing.");
  expect((await repeatsOf(third.id)).repeats).toEqual([]);
  await field({ order_number: "7712044" }, third.id);
  await settled();
  expect((await repeatsOf(third.id)).repeats).toHaveLength(1);
});

test("what a customer adds before anybody answered is looked at as well", async () => {
  const first = await told("zoe", bookshelf.replace("KB-20417", "KB-30009"));
  await answer(first.id, "On Thursday.", "close");
  const post = await mailDoor();
  const mail = { from: "zoe@customers.example", to: kolo.inbox.address };
  const greeting = {
    ...mail,
    messageId: "<one@zoe.example>",
    subject: "Hello",
    text: "I have a question about a purchase.",
  };
  await post.sendMail(greeting);
  await settled();
  const { items } = await nina.call(listConversations, { query: { view: "open" } });
  const second = items.find(({ customer }) => customer.email === mail.from)!;
  expect((await repeatsOf(second.id)).repeats).toEqual([]);
  await post.sendMail({
    ...mail,
    subject: "Re: Hello",
    inReplyTo: greeting.messageId,
    text: "It is KB-30009, the walnut bookshelf, still not dispatched.",
  });
  post.close();
  await settled();
  expect((await repeatsOf(second.id)).repeats).toMatchObject([{ id: first.id }]);
});

test("what lies too long back is another matter, and the workspace says how long that is", async () => {
  const first = await told("uma", bookshelf.replace("KB-20417", "KB-30006"));
  await withoutWall(db, (tx) =>
    tx
      .updateTable("conversations")
      .set({
        lastMessageAt: new Date(Date.now() - 40 * 86_400_000),
        createdAt: new Date(Date.now() - 40 * 86_400_000),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", first.id)
      .execute(),
  );
  const second = await byForm("uma", again.replace("KB-20417", "KB-30006"));
  expect((await repeatsOf(second.id)).repeats).toEqual([]);

  expect(await nina.call(getFirstContactSettings, {})).toEqual({ withinDays: 30 });
  expect(await nina.refused(patchFirstContactSettings, { body: { withinDays: 60 } })).toMatchObject({
    code: "forbidden",
  });
  expect(await omar.call(patchFirstContactSettings, { body: { withinDays: 60 } })).toEqual({
    withinDays: 60,
  });
  expect(await omar.refused(patchFirstContactSettings, { body: { withinDays: 0 } })).toMatchObject({
    code: "invalid",
  });
  await lookForRepeats(db, [{ workspaceId, id: second.id }]);
  expect((await repeatsOf(second.id)).repeats).toMatchObject([{ id: first.id }]);
  await omar.call(patchFirstContactSettings, { body: { withinDays: 30 } });
});

test("looking twice finds once", async () => {
  const first = await told("wim", bookshelf.replace("KB-20417", "KB-30007"));
  const second = await byForm("wim", again.replace("KB-20417", "KB-30007"));
  const refs = [first, second, second].map(({ id }) => ({ workspaceId, id }));
  await Promise.all([lookForRepeats(db, refs), lookForRepeats(db, refs)]);
  expect((await repeatsOf(second.id)).repeats).toHaveLength(1);
  expect(await eventsOf(second.id, "conversation.repeat_found")).toHaveLength(1);
});

test("what closed matters are written to again is a reopening, and no repeat", async () => {
  const post = await mailDoor();
  const mail = { from: "xena@customers.example", to: kolo.inbox.address };
  const asked = { ...mail, messageId: "<one@xena.example>", subject: "Bookshelf" };
  await post.sendMail({ ...asked, text: bookshelf.replace("KB-20417", "KB-30008") });
  await settled();
  const { items } = await nina.call(listConversations, { query: { view: "open" } });
  const first = items.find(({ customer }) => customer.email === mail.from)!;
  await answer(first.id, "It leaves on Thursday.", "close");
  await post.sendMail({
    ...mail,
    subject: "Re: Bookshelf",
    inReplyTo: asked.messageId,
    text: "KB-30008 has not come. Where is my bookshelf?",
  });
  post.close();
  await settled();
  expect(await nina.sees(first)).toMatchObject({ status: "open", repeatNth: null });
  expect(await repeatsOf(first.id)).toMatchObject({ repeats: [], nth: 1 });
  expect(await eventsOf(first.id, "conversation.reopened")).toHaveLength(1);
});
