import { describe, expect, test } from "vitest";
import {
  deleteClosure,
  getConversation,
  postClosure,
  postNote,
  postReply,
} from "../../../contract/conversations.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { deleteRepeat, patchFirstContactSettings, postRepeatLink } from "../../../contract/repeats.ts";
import { world } from "../../../test/world.ts";
import { writesAgainIn } from "../../../test/writes-again.ts";
import { within, withoutWall } from "../../db/database.ts";
import { firstContactOf } from "./first-contact.ts";

const { db, workspaceId, omar, nina, kolo, conversationFrom, settled } = await world();
const writesAgain = writesAgainIn({ db, kolo, workspaceId });

const day = 86_400_000;
const begun = Date.now() - 60 * day;
const at = (days: number) => new Date(begun + days * day);

/** One thing that happened, so many days after the beginning. */
type Step =
  | { customer: number; text?: string }
  | { agent: number; text?: string }
  | { machine: number }
  | { note: number }
  | { closed: number }
  | { openedByHand: number };

let count = 0;

/** A conversation to which these things happened at their times. The first is what the customer wrote. */
async function story(...steps: Step[]): Promise<{ id: string; number: number }> {
  const [first, ...rest] = steps as [{ customer: number; text?: string }, ...Step[]];
  count += 1;
  const customer = `story${count}`;
  const conversation = await conversationFrom(customer, first.text ?? `Matter ${count} of its own kind`);
  const { id } = conversation;
  await moved(id, first.customer);
  await withoutWall(db, (tx) =>
    tx
      .updateTable("conversations")
      .set({ createdAt: at(first.customer) })
      .where("id", "=", id)
      .execute(),
  );
  for (const step of rest) await happen(id, customer, step);
  await settled();
  return conversation;
}

async function happen(id: string, customer: string, step: Step) {
  const params = { id };
  if ("customer" in step || "machine" in step) {
    const isMachine = "machine" in step;
    const when = at(isMachine ? step.machine : step.customer);
    const text = ("text" in step && step.text) || "And?";
    await writesAgain(customer, { id }, text, {
      sentAt: when,
      recordedAt: when,
      linkedBy: "in_reply_to",
      auto: isMachine ? "auto-reply" : null,
    });
  } else if ("agent" in step) {
    await nina.call(postReply, { params, body: { text: step.text ?? "Here you are.", after: "wait" } });
    await moved(id, step.agent);
  } else if ("note" in step) {
    await nina.call(postNote, { params, body: { text: "For us alone." } });
    await moved(id, step.note);
  } else if ("openedByHand" in step) await nina.call(deleteClosure, { params });
  else {
    const { waitingSince } = await nina.call(getConversation, { params });
    if (waitingSince) await nina.call(postWaiver, { params, body: { reason: "thanks", close: true } });
    else await nina.call(postClosure, { params });
    await withoutWall(db, (tx) =>
      tx
        .updateTable("conversations")
        .set({ closedAt: at(step.closed) })
        .where("id", "=", id)
        .execute(),
    );
  }
}

/** What was written last was written then. */
const moved = (id: string, days: number) =>
  withoutWall(db, async (tx) => {
    const { id: message } = await tx
      .selectFrom("messages")
      .select("id")
      .where("conversationId", "=", id)
      .orderBy("sentAt", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx
      .updateTable("messages")
      .set({ sentAt: at(days) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", message)
      .execute();
  });

const marksOf = async (...ids: string[]) =>
  within(db, workspaceId, (tx) => firstContactOf(tx, workspaceId, ids));
const markOf = async (id: string) => (await marksOf(id))[0]!;
const minutes = (n: number) => n / 24 / 60;

/** What is expected of each story: contacts, whether reopened, whether the first contact was enough. */
const stories: [string, Step[], { contacts: number; reopened?: boolean; firstContact: boolean | null }][] = [
  [
    "one question, one answer, closed",
    [{ customer: 0 }, { agent: 0.1 }, { closed: 0.2 }],
    { contacts: 1, firstContact: true },
  ],
  ["closed without an answer", [{ customer: 0 }, { closed: 0.2 }], { contacts: 1, firstContact: true }],
  ["not closed yet", [{ customer: 0 }, { agent: 0.1 }], { contacts: 1, firstContact: null }],
  [
    "closed so recently that the customer may still come back",
    [{ customer: 0 }, { agent: 40 }, { closed: 50 }],
    { contacts: 1, firstContact: null },
  ],
  [
    "the customer asked after the answer",
    [{ customer: 0 }, { customer: 1 }, { agent: 1.1 }, { closed: 1.2 }],
    { contacts: 2, firstContact: false },
  ],
  [
    "the customer asked after it, and was never answered",
    [{ customer: 0 }, { customer: 1 }, { closed: 2 }],
    { contacts: 2, firstContact: false },
  ],
  [
    "an afterthought within half an hour",
    [{ customer: 0 }, { customer: minutes(20) }, { agent: 1 }, { closed: 1.2 }],
    { contacts: 1, firstContact: true },
  ],
  [
    "we asked and the customer told us",
    [
      { customer: 0 },
      { agent: 0.5, text: "Which size do you have?" },
      { customer: 1 },
      { agent: 1.1 },
      { closed: 1.2 },
    ],
    { contacts: 1, firstContact: true },
  ],
  [
    "we asked in Arabic",
    [
      { customer: 0 },
      { agent: 0.5, text: "ما رقم الطلب؟" },
      { customer: 1 },
      { agent: 1.1 },
      { closed: 1.2 },
    ],
    { contacts: 1, firstContact: true },
  ],
  [
    "our answer did not help",
    [
      { customer: 0 },
      { agent: 0.5 },
      { customer: 1, text: "It still does not work." },
      { agent: 1.1 },
      { closed: 1.2 },
    ],
    { contacts: 2, firstContact: false },
  ],
  [
    "our answer did not help, and we owe another",
    [{ customer: 0 }, { agent: 0.5 }, { customer: 1, text: "It still does not work." }],
    { contacts: 2, firstContact: false },
  ],
  [
    "they talked it over at one sitting",
    [{ customer: 0 }, { agent: minutes(5) }, { customer: minutes(9) }, { agent: minutes(12) }, { closed: 1 }],
    { contacts: 1, firstContact: true },
  ],
  [
    "thanks that nobody had to answer",
    [{ customer: 0 }, { agent: 0.1 }, { customer: 1, text: "Thank you!" }, { closed: 1.1 }],
    { contacts: 1, firstContact: true },
  ],
  [
    "thanks after it was closed",
    [{ customer: 0 }, { agent: 0.1 }, { closed: 0.2 }, { customer: 1, text: "Thank you!" }, { closed: 1.1 }],
    { contacts: 1, reopened: false, firstContact: true },
  ],
  [
    "reopened by the customer, answered and closed again",
    [{ customer: 0 }, { agent: 0.1 }, { closed: 0.2 }, { customer: 3 }, { agent: 3.1 }, { closed: 3.2 }],
    { contacts: 2, reopened: true, firstContact: false },
  ],
  [
    "reopened by hand, which no customer asked for",
    [{ customer: 0 }, { agent: 0.1 }, { closed: 0.2 }, { openedByHand: 3 }, { closed: 3.2 }],
    { contacts: 1, reopened: false, firstContact: true },
  ],
  [
    "a machine's letters and our notes are nobody's contact",
    [{ customer: 0 }, { machine: 1 }, { note: 2 }, { agent: 3 }, { machine: 4 }, { closed: 5 }],
    { contacts: 1, firstContact: true },
  ],
];

describe("first contact", () => {
  test.each(stories)("%s", async (_, steps, expected) => {
    const { id } = await story(...steps);
    const { contacts, reopened, firstContact, saidAgain, matterId, repeated } = await markOf(id);
    expect({ contacts, reopened, firstContact }).toEqual({ reopened: false, ...expected });
    expect({ saidAgain, matterId, repeated }).toEqual({
      saidAgain: expected.contacts > 1,
      matterId: id,
      repeated: false,
    });
  });
});

test("a matter told again in another conversation was not solved at first, and is counted as one", async () => {
  const first = await story({ customer: 0 }, { customer: 2 }, { agent: 3 }, { closed: 3.1 });
  const second = await story({ customer: 10 }, { agent: 10.1 }, { closed: 10.2 });
  const stranger = await story({ customer: 10 }, { agent: 10.1 }, { closed: 10.2 });
  const solved = { reopened: false, repeated: false };
  expect(await marksOf(second.id, first.id)).toMatchObject([
    { conversationId: second.id, contacts: 1, firstContact: true, ...solved },
    { conversationId: first.id, contacts: 2, firstContact: false, ...solved },
  ]);

  await nina.call(postRepeatLink, { params: { id: second.id, earlier: first.id } });
  expect(await marksOf(first.id, second.id, stranger.id)).toMatchObject([
    { matterId: first.id, contacts: 2, repeated: true, firstContact: false },
    { matterId: first.id, contacts: 3, saidAgain: true, repeated: false, firstContact: false },
    { matterId: stranger.id, contacts: 1, firstContact: true },
  ]);

  await nina.call(deleteRepeat, { params: { id: second.id, earlier: first.id } });
  expect(await markOf(second.id)).toMatchObject({ contacts: 1, saidAgain: false, firstContact: true });
});

test("what comes again after more days than the workspace counts spoils nothing", async () => {
  const first = await story({ customer: 0 }, { agent: 0.1 }, { closed: 0.2 });
  const second = await story({ customer: 10 }, { agent: 10.1 }, { closed: 10.2 });
  const params = { id: second.id, earlier: first.id };
  await withoutWall(db, (tx) =>
    tx
      .updateTable("conversations")
      .set({ lastMessageAt: at(0.1) })
      .where("id", "=", first.id)
      .execute(),
  );
  await nina.call(postRepeatLink, { params });
  const within = (withinDays: number) => omar.call(patchFirstContactSettings, { body: { withinDays } });
  await within(9);
  expect(await markOf(first.id)).toMatchObject({ repeated: false, firstContact: true });
  await within(10);
  expect(await markOf(first.id)).toMatchObject({ repeated: true, firstContact: false });
  await within(30);
});

test("where the company wrote first there is no first contact of the customer", async () => {
  const { id } = await story({ customer: 0 }, { agent: 0.1 }, { closed: 0.2 });
  await withoutWall(db, (tx) =>
    tx.updateTable("conversations").set({ startedBy: "company" }).where("id", "=", id).execute(),
  );
  expect(await markOf(id)).toMatchObject({ firstContact: null });
});

test("nothing is asked of no conversations", async () => {
  expect(await marksOf()).toEqual([]);
});
