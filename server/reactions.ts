import { z } from "zod";
import { type DeliveryNeeds, deliver } from "./channels/index.ts";
import { indexMessage } from "./conversations/index.ts";
import { type Tx, withoutWall } from "./db/database.ts";
import type { EventKind } from "./events.ts";
import { defineQueue, enqueue } from "./jobs/index.ts";
import { readEvents, type SequencedEvent } from "./live/index.ts";

/** What a reaction may use. */
export type ReactionNeeds = DeliveryNeeds;

/** Something that follows from an event, after its commit. It may run twice. */
type Reaction = (needs: ReactionNeeds, event: SequencedEvent) => Promise<void>;

const indexWords: Reaction = ({ db }, event) =>
  withoutWall(db, (tx) => indexMessage(tx, event.workspaceId, String(event.data.messageId)));

const sendIt: Reaction = (needs, event) => deliver(needs, event.workspaceId, String(event.data.messageId));

/** What follows from what: the one place to learn it. */
const reactions = {
  "conversation.opened": { indexWords },
  "conversation.customer_wrote": { indexWords },
  "conversation.replied": { sendIt, indexWords },
  "conversation.noted": { indexWords },
  "message.delivery_retried": { sendIt },
} satisfies Partial<Record<EventKind, Record<string, Reaction>>>;

export const reactQueue = defineQueue({
  name: "react",
  schema: z.object({ workspaceId: z.uuid(), seq: z.number().int(), reaction: z.string() }),
  retryLimit: 8,
  batchSize: 50,
  concurrency: 8,
});

const of = (kind: string): Record<string, Reaction> => reactions[kind as keyof typeof reactions] ?? {};

/** Orders what follows from these events, in the transaction that numbers them. */
export async function follow(tx: Tx, events: SequencedEvent[]): Promise<void> {
  await enqueue(
    tx,
    reactQueue,
    events.flatMap(({ workspaceId, seq, kind }) =>
      Object.keys(of(kind)).map((reaction) => ({ workspaceId, seq, reaction })),
    ),
  );
}

/** Carries out one of the orders. */
export async function react(needs: ReactionNeeds, order: z.infer<typeof reactQueue.schema>): Promise<void> {
  const { workspaceId, seq } = order;
  const [event] = await readEvents(needs.db, workspaceId, { after: seq - 1, upTo: seq, limit: 1 });
  const reaction = event && of(event.kind)[order.reaction];
  // An event whose month was dropped, or a reaction that a newer version no longer has: nothing is left to do.
  if (event && reaction) await reaction(needs, event);
}
