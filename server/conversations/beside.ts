import { randomUUIDv7 } from "node:crypto";
import type { Db, Tx } from "../db/database.ts";
import { countNew } from "./counts.ts";
import { nextNumber } from "./numbers.ts";
import type { ConversationRow } from "./read.ts";
import { lookAt, placeFor, rankOf } from "./work/placing.ts";

/** What is said of a conversation that begins beside another; what is not is as with the other. */
type Besides = Pick<ConversationRow, "subject" | "line" | "intent" | "preview" | "previewBy"> &
  Partial<
    Pick<
      ConversationRow,
      | "customerId"
      | "status"
      | "channel"
      | "language"
      | "ownerId"
      | "startedBy"
      | "nextStepAt"
      | "lastMessageAt"
      | "createdAt"
    >
  > & {
    /** Where it waits; in a queue of its line when left out. */
    place?: Pick<ConversationRow, "teamId" | "queueId">;
  };

/**
 * Writes down a conversation that begins beside another, of its brand and inbox, and counts it. Whoever begins it says
 * so by an event.
 */
export async function beginBeside(
  db: Db,
  tx: Tx,
  from: ConversationRow,
  { place, ...besides }: Besides,
  now: Date,
) {
  const { workspaceId, brandId, inboxId, customerId, channel, language, priority, mood } = from;
  const matter = {
    workspaceId,
    id: randomUUIDv7(),
    ...{ brandId, inboxId, customerId, channel, language, priority, mood },
    status: "open",
    triage: null,
    ownerId: null,
    startedBy: "company",
    nextStep: "follow_up",
    lastMessageAt: now,
    createdAt: now,
    updatedAt: now,
    ...besides,
    nextStepAt: besides.nextStepAt ?? (await lookAt(db, tx, { ...from, line: besides.line })),
  };
  const { teamId, queueId } = place ?? (await placeFor(db, tx, matter, from.teamId));
  const row = { ...matter, teamId, queueId, number: await nextNumber(db, workspaceId) };
  await tx
    .insertInto("conversations")
    .values({ ...row, rankAt: rankOf(row) })
    .execute();
  countNew(tx, row);
  return row;
}
