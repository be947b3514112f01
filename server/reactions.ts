import { z } from "zod";
import { type DeliveryNeeds, deliver } from "./channels/index.ts";
import { giveOut, indexMessages, lookForRepeats } from "./conversations/index.ts";
import type { Tx } from "./db/database.ts";
import { type EventKind, eventKinds } from "./events.ts";
import { defineQueue, enqueue } from "./jobs/index.ts";
import type { SequencedEvent } from "./live/index.ts";

/** What a reaction may use. */
export type ReactionNeeds = DeliveryNeeds;

/** What an order tells of an event. */
const Happened = z.object({
  workspaceId: z.uuid(),
  kind: z.enum(eventKinds),
  // Orders of an older version have none.
  conversationId: z.uuid().nullish(),
  data: z.record(z.string(), z.unknown()),
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
  act: ({ db }, events) =>
    indexMessages(
      db,
      events.map(({ workspaceId, data }) => ({ workspaceId, id: String(data.messageId) })),
    ),
};

const sendIt: Reaction = {
  most: 1,
  act: (needs, [event]) => deliver(needs, event!.workspaceId, String(event!.data.messageId)),
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

/** What follows from what: the one place to learn it. */
const reactions = {
  "conversation.opened": { indexWords, findRepeats },
  "conversation.customer_wrote": { indexWords, giveFreeHands, findRepeats },
  "conversation.changed": { findRepeats },
  "conversation.replied": { sendIt, indexWords, giveFreeHands },
  "conversation.assigned": { giveFreeHands },
  "conversation.sorted": { giveFreeHands },
  "conversation.handed_over": { giveFreeHands },
  "conversation.closed": { giveFreeHands },
  "conversation.reopened": { giveFreeHands },
  "conversation.linked": { giveFreeHands },
  "agent.presence_changed": { giveFreeHands },
  "agent.changed": { giveFreeHands },
  "queue.changed": { giveFreeHands },
  "conversation.noted": { indexWords },
  "message.delivery_retried": { sendIt },
} satisfies Partial<Record<EventKind, Record<string, Reaction>>>;

const of = (kind: string): Record<string, Reaction> => reactions[kind as keyof typeof reactions] ?? {};

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
  for (const { workspaceId, kind, conversationId, data } of events)
    for (const [reaction, { most }] of Object.entries(of(kind))) {
      let order = open.get(reaction);
      if (!order || order.events.length >= most) {
        order = { reaction, events: [] };
        open.set(reaction, order);
        orders.push(order);
      }
      order.events.push({ workspaceId, kind, conversationId, data });
    }
  return orders;
}

/** Carries out one of the orders. */
export async function react(needs: ReactionNeeds, { reaction, events }: Order): Promise<void> {
  // A newer version may no longer have a reaction that an older one ordered: nothing is left to do.
  await of(events[0]!.kind)[reaction]?.act(needs, events);
}
