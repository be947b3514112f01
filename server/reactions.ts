import { z } from "zod";
import { byCalendar, heardKinds, runAutomations } from "./automations/index.ts";
import { type DeliveryNeeds, deliver } from "./channels/index.ts";
import { noteVerified } from "./chat/index.ts";
import { isReplyClock, retime } from "./clocks/index.ts";
import {
  giveOut,
  indexConversations,
  indexMessages,
  lookForRepeats,
  takeTurn,
  tellOfMatters,
  wake,
  wakeLinked,
} from "./conversations/index.ts";
import { indexCustomers, indexNewCustomers } from "./customers/index.ts";
import { type Tx, within } from "./db/database.ts";
import { type Actor, type EventKind, eventKinds } from "./events.ts";
import { firstForms } from "./forms/index.ts";
import { defineQueue, enqueue } from "./jobs/index.ts";
import { indexArticles, noteMessages } from "./knowledge/index.ts";
import type { SequencedEvent } from "./live/index.ts";

/** What a reaction may use. */
export type ReactionNeeds = DeliveryNeeds;

/** What an order tells of an event. */
const Happened = z.object({
  workspaceId: z.uuid(),
  kind: z.enum(eventKinds),
  data: z.record(z.string(), z.unknown()),
  /** Left out by versions before rules. */
  id: z.uuid().optional(),
  at: z.iso.datetime().optional(),
  conversationId: z.uuid().nullish(),
  brandId: z.uuid().nullish(),
  actor: z
    .object({
      kind: z.enum(["customer", "agent", "key", "automation"]),
      id: z.uuid().nullable(),
      name: z.string(),
      chain: z.array(z.uuid()).optional(),
    })
    .optional(),
});
type Happened = z.infer<typeof Happened>;

/** Something that follows from events, after their commit. It may run twice. */
interface Reaction {
  /** To how many events it reacts at once: to one where each may fail for itself. */
  most: number;
  act: (needs: ReactionNeeds, events: Happened[]) => Promise<void>;
}

const indexWords: Reaction = {
  most: 100,
  async act({ db }, events) {
    await indexMessages(
      db,
      events.map(({ workspaceId, data }) => ({ workspaceId, id: String(data.messageId) })),
    );
    const opened = events.flatMap(({ workspaceId, kind, conversationId: id }) =>
      kind === "conversation.opened" && id ? [{ workspaceId, id }] : [],
    );
    if (opened.length) await indexNewCustomers(db, opened);
  },
};

/** The subject stands above each message. */
const indexSubject: Reaction = {
  most: 20,
  async act({ db }, events) {
    const changed = events.flatMap(({ workspaceId, data, conversationId: id }) =>
      id && "subject" in data ? [{ workspaceId, id }] : [],
    );
    if (changed.length) await indexConversations(db, changed);
  },
};

/** Words stand in another conversation than before, and all numbers of one find it. */
const indexMoved: Reaction = {
  most: 20,
  async act({ db }, events) {
    await indexConversations(
      db,
      events.flatMap(({ workspaceId, conversationId: id }) => (id ? [{ workspaceId, id }] : [])),
    );
  },
};

const indexCustomer: Reaction = {
  most: 100,
  async act({ db }, events) {
    for (const [workspaceId, changed] of Map.groupBy(events, (event) => event.workspaceId))
      await indexCustomers(db, workspaceId, [...new Set(changed.map(({ data }) => String(data.customer)))]);
  },
};

/** What was put elsewhere is found where it stands now. */
const indexMessagesMoved: Reaction = {
  most: 20,
  act: ({ db }, events) =>
    indexMessages(
      db,
      events.flatMap(({ workspaceId, data }) =>
        (data.messageIds as string[]).map((id) => ({ workspaceId, id })),
      ),
    ),
};

const sendIt: Reaction = {
  most: 1,
  act: (needs, [event]) => deliver(needs, event!.workspaceId, String(event!.data.messageId)),
};

/** What readers may find, or may no longer. */
const indexArticle: Reaction = {
  most: 100,
  async act({ db }, events) {
    for (const [workspaceId, told] of Map.groupBy(events, (event) => event.workspaceId)) {
      const ids = told.flatMap(({ data }) => (data.articleId ? [String(data.articleId)] : []));
      await indexArticles(db, workspaceId, ids);
    }
  },
};

/** Who wrote to us found no answer in what they were offered. */
const noteContacts: Reaction = {
  most: 100,
  async act({ db }, events) {
    for (const [workspaceId, told] of Map.groupBy(events, (event) => event.workspaceId)) {
      const written = told.flatMap(({ conversationId, at, data }) =>
        conversationId && at && !data.auto ? [{ conversationId, at }] : [],
      );
      await noteMessages(db, workspaceId, written);
    }
  },
};

/** Somebody may have a hand free, or something came into a queue. */
const giveFreeHands: Reaction = {
  most: 100,
  async act({ db }, events) {
    for (const workspaceId of new Set(events.map((event) => event.workspaceId)))
      await giveOut(db, workspaceId);
  },
};

/** Of an event, those that tell more of what a customer wants. */
const toldMore = ({ kind, data }: Happened) =>
  kind !== "conversation.changed" || Object.keys(data).some((name) => name.startsWith("fields."));

const findRepeats: Reaction = {
  most: 100,
  act: ({ db }, events) =>
    lookForRepeats(
      db,
      events
        .filter(toldMore)
        .flatMap(({ workspaceId, kind, conversationId: id }) =>
          id ? [{ workspaceId, id, unlessAnswered: kind === "conversation.customer_wrote" }] : [],
        ),
    ),
};

const sendAcknowledgement: Reaction = {
  most: 1,
  async act(needs, [event]) {
    const { acknowledged } = event!.data;
    if (acknowledged) await deliver(needs, event!.workspaceId, String(acknowledged));
  },
};

/** Who answers by the signed address of a mail reads where it went. */
const verifyAddress: Reaction = {
  most: 100,
  act: ({ db }, events) =>
    noteVerified(
      db,
      events.flatMap(({ workspaceId, conversationId, data }) =>
        conversationId && data.linkedBy === "reply_token" && !data.auto
          ? [{ workspaceId, conversationId }]
          : [],
      ),
    ),
};

/** Running clocks are due at other times when a calendar changes. */
const retimeClocks: Reaction = {
  most: 1,
  async act({ db }, [event]) {
    const { workspaceId, data } = event!;
    await within(db, workspaceId, (tx) => retime(db, tx, workspaceId, data.calendars as string[]));
  },
};

/** What was promised is nearly due: it is our turn, whoever was waited for. */
const ourTurn: Reaction = {
  most: 1,
  async act({ db }, events) {
    for (const { workspaceId, data } of events)
      if (data.promiseId) await takeTurn(db, workspaceId, String(data.conversationId));
  },
};

/** What is nearly late is in sight, whatever it was put off for. */
const wakeInTime: Reaction = {
  most: 1,
  async act({ db }, events) {
    for (const { workspaceId, conversationId, data } of events)
      if (conversationId && (data.promiseId || isReplyClock({ clock: String(data.clock) })))
        await wake(db, workspaceId, conversationId, { because: data.promiseId ? "promise" : "reply_due" });
  },
};

/** Something else is done that was waited for. */
const wakeWaiting: Reaction = {
  most: 20,
  act: ({ db }, events) =>
    wakeLinked(
      db,
      events.flatMap(({ workspaceId, conversationId: id }) => (id ? [{ workspaceId, id }] : [])),
    ),
};

/** A brand that can be written to has forms to do it with. */
const makeFirstForms: Reaction = {
  most: 1,
  async act({ db }, [event]) {
    const { workspaceId, brandId } = event!;
    if (brandId) await firstForms(db, workspaceId, brandId);
  },
};

/** Whoever has a matter or follows it hears of it. */
const tellPeople: Reaction = {
  most: 100,
  act: ({ db }, events) => tellOfMatters(db, events),
};

/** The rules of the workspace. */
const askRules: Reaction = {
  most: 100,
  act: ({ db }, events) =>
    runAutomations(
      { db, working: byCalendar(db) },
      events.flatMap(({ id, at, conversationId, actor, ...event }) =>
        id && at && conversationId && actor
          ? [{ ...event, id, conversationId, actor: actor as Actor, at: new Date(at) }]
          : [],
      ),
    ),
};

/** What follows from what: the one place to learn it. What rules hear of stands in `server/automations/triggers.ts`. */
const reactions = {
  "conversation.opened": { indexWords, sendAcknowledgement, findRepeats, noteContacts },
  "conversation.customer_wrote": {
    indexWords,
    giveFreeHands,
    sendAcknowledgement,
    findRepeats,
    noteContacts,
    verifyAddress,
    tellPeople,
  },
  "conversation.messages_came": { indexMessagesMoved, findRepeats, giveFreeHands },
  "conversation.changed": { findRepeats, indexSubject },
  "conversation.replied": { sendIt, indexWords, giveFreeHands, tellPeople },
  "conversation.assigned": { giveFreeHands, tellPeople },
  "conversation.sorted": { giveFreeHands },
  "conversation.handed_over": { giveFreeHands, tellPeople },
  "conversation.closed": { giveFreeHands, wakeWaiting, tellPeople },
  "conversation.woken": { giveFreeHands },
  "conversation.reopened": { giveFreeHands },
  "conversation.linked": { giveFreeHands },
  "conversation.merged": { indexMoved, giveFreeHands },
  "conversation.unmerged": { indexMoved, giveFreeHands },
  "conversation.messages_left": { giveFreeHands },
  "agent.presence_changed": { giveFreeHands },
  "agent.changed": { giveFreeHands },
  "queue.changed": { giveFreeHands },
  "customer.changed": { indexCustomer },
  "message.language_changed": { indexWords },
  "clock.warned": { ourTurn, wakeInTime },
  "promise.broken": { ourTurn, wakeInTime },
  "conversation.noted": { indexWords, tellPeople },
  "calendar.changed": { retimeClocks },
  "inbox.changed": { makeFirstForms },
  "message.delivery_retried": { sendIt },
  "article.published": { indexArticle },
  "article.withdrawn": { indexArticle },
  "article.changed": { indexArticle },
} satisfies Partial<Record<EventKind, Record<string, Reaction>>>;

const of = (kind: string): Record<string, Reaction> => ({
  ...(reactions[kind as keyof typeof reactions] ?? {}),
  ...(heardKinds.has(kind) && { askRules }),
});

export const reactQueue = defineQueue({
  name: "react",
  schema: z.object({ reaction: z.string(), events: z.array(Happened).min(1) }),
  retryLimit: 8,
  batchSize: 50,
  concurrency: 8,
});
type Order = z.infer<typeof reactQueue.schema>;

/** Orders what follows from these events, in the transaction that numbers them. */
export async function follow(tx: Tx, events: SequencedEvent[]): Promise<void> {
  await enqueue(tx, reactQueue, ordersFor(events));
}

/** One order for as many events as the reaction takes at once. */
function ordersFor(events: SequencedEvent[]): Order[] {
  const orders: Order[] = [];
  const open = new Map<string, Order>();
  for (const { workspaceId, kind, data, id, at, conversationId, brandId, actor } of events)
    for (const [reaction, { most }] of Object.entries(of(kind))) {
      let order = open.get(reaction);
      if (!order || order.events.length >= most) {
        order = { reaction, events: [] };
        open.set(reaction, order);
        orders.push(order);
      }
      order.events.push({
        workspaceId,
        kind,
        data,
        id,
        at,
        conversationId,
        brandId,
        actor: actor as Happened["actor"],
      });
    }
  return orders;
}

/** Carries out one of the orders. */
export async function react(needs: ReactionNeeds, { reaction, events }: Order): Promise<void> {
  // A newer version may no longer have a reaction that an older one ordered: nothing is left to do.
  await of(events[0]!.kind)[reaction]?.act(needs, events);
}
