import { z } from "zod";
import { type DeliveryNeeds, deliver } from "./channels/index.ts";
import { indexMessages } from "./conversations/index.ts";
import { type Tx, withoutWall } from "./db/database.ts";
import { type EventKind, eventKinds } from "./events.ts";
import { defineQueue, enqueue } from "./jobs/index.ts";
import type { SequencedEvent } from "./live/index.ts";

/** What a reaction may use. */
export type ReactionNeeds = DeliveryNeeds;

/** What an order tells of an event. */
const Happened = z.object({ kind: z.enum(eventKinds), data: z.record(z.string(), z.unknown()) });
type Happened = z.infer<typeof Happened>;

/** Something that follows from events of one workspace, after their commit. It may run twice. */
interface Reaction {
  /** To how many events it reacts at once: to one where each may fail for itself. */
  most: number;
  act: (needs: ReactionNeeds, workspaceId: string, events: Happened[]) => Promise<void>;
}

const messageOf = ({ data }: Happened) => String(data.messageId);

const indexWords: Reaction = {
  most: 100,
  act: ({ db }, workspaceId, events) =>
    withoutWall(db, (tx) => indexMessages(tx, workspaceId, events.map(messageOf))),
};

const sendIt: Reaction = {
  most: 1,
  act: (needs, workspaceId, [event]) => deliver(needs, workspaceId, messageOf(event!)),
};

/** What follows from what: the one place to learn it. */
const reactions = {
  "conversation.opened": { indexWords },
  "conversation.customer_wrote": { indexWords },
  "conversation.replied": { sendIt, indexWords },
  "conversation.noted": { indexWords },
  "message.delivery_retried": { sendIt },
} satisfies Partial<Record<EventKind, Record<string, Reaction>>>;

const of = (kind: string): Record<string, Reaction> => reactions[kind as keyof typeof reactions] ?? {};

export const reactQueue = defineQueue({
  name: "react",
  schema: z.object({ workspaceId: z.uuid(), reaction: z.string(), events: z.array(Happened).min(1) }),
  retryLimit: 8,
  batchSize: 50,
  concurrency: 8,
});
type Order = z.infer<typeof reactQueue.schema>;

/** Orders what follows from these events, in the transaction that numbers them. */
export async function follow(tx: Tx, events: SequencedEvent[]): Promise<void> {
  await enqueue(tx, reactQueue, ordersFor(events));
}

/** One order for as many events of a workspace as the reaction takes at once. */
function ordersFor(events: SequencedEvent[]): Order[] {
  const orders: Order[] = [];
  const open = new Map<string, Order>();
  for (const { workspaceId, kind, data } of events)
    for (const [reaction, { most }] of Object.entries(of(kind))) {
      const key = `${workspaceId} ${reaction}`;
      const order = open.get(key);
      if (order && order.events.length < most) order.events.push({ kind, data });
      else {
        const another: Order = { workspaceId, reaction, events: [{ kind, data }] };
        open.set(key, another);
        orders.push(another);
      }
    }
  return orders;
}

/** Carries out one of the orders. */
export async function react(needs: ReactionNeeds, { workspaceId, reaction, events }: Order): Promise<void> {
  // A newer version may no longer have a reaction that an older one ordered: nothing is left to do.
  await of(events[0]!.kind)[reaction]?.act(needs, workspaceId, events);
}
