import { acknowledgementOf } from "./acknowledgement.ts";
import { matterOf } from "./matter.ts";
import type { Message } from "./messages.ts";
import { type Played, play } from "./played.ts";
import { goesOn, reopens, type Telling } from "./telling.ts";

/** What clocks and the ledger made of what they heard. */
export type Heard = ReturnType<typeof hear>;

/** Lets clocks and the ledger hear of the conversation, and acknowledges what is written in it. */
export function hear(telling: Telling, messages: Map<number, Message>) {
  const { made, known, conversation, customer, base, brandId, line } = telling;
  const acknowledgements = new Map<string, Message>();
  let acknowledgedAt = null as Date | null;
  const happened = happenedIn(telling, messages);
  const played = play(known.clocks, matterOf(made, conversation, customer), happened, (asked) => {
    const { told, message } = acknowledgementOf(telling, asked, acknowledgedAt);
    if (message) {
      acknowledgements.set(asked.messageId, message);
      acknowledgedAt = asked.askedAt;
    }
    return told;
  });
  return {
    clocks: played.clocks.map((clock) => ({ ...base, ...clock, brandId })),
    requests: played.requests.map((request) => ({
      ...base,
      ...request,
      brandId,
      line,
      channel: conversation.channel,
      reason: request.answeredBy === "waived" ? "thanks" : null,
    })),
    /** By the turn in which it happened. */
    told: new Map(happened.map(({ index }, at) => [index, played.told[at]!])),
    replyDueAt: played.replyDueAt,
    /** By the message they acknowledge. */
    acknowledgements,
    acknowledgedAt,
  };
}

/** What of the turns clocks and the ledger hear of: not of notes, nor of writing to a customer who asked nothing. */
const happenedIn = (telling: Telling, messages: Map<number, Message>): (Played & { index: number })[] =>
  telling.turns.flatMap(({ turn: { kind, by }, at: when }, index): (Played & { index: number })[] => {
    const one = { index, at: new Date(when), messageId: messages.get(index)?.id ?? null };
    if (kind === "handover") return [{ ...one, does: "hands_over", status: "open", line: telling.line }];
    if (kind === "closing") return [{ ...one, does: "closes", status: "closed" }];
    if (kind === "note") return [];
    if (by === "customer") return [{ ...one, does: "writes", status: statusAfter(telling, index) }];
    if (index === 0) return [];
    return [{ ...one, does: "answers", status: goesOn(telling, index) ? "open" : "waiting" }];
  });

/** What becomes of it when the customer writes. */
const statusAfter = (telling: Telling, index: number) =>
  index === 0 || (telling.conversation.status === "new" && !reopens(telling, index)) ? "new" : "open";
