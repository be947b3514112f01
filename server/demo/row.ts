import { previewOf } from "../conversations/index.ts";
import { minutesBefore } from "../routing/index.ts";
import type { Heard } from "./heard.ts";
import type { Place } from "./place.ts";
import type { PromiseRow } from "./promise.ts";
import type { Telling } from "./telling.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const replyWithin = 8 * 60 * minute;

/** The row of a conversation, as all that was said in it leaves it. */
export function rowOf(
  telling: Telling,
  { place, heard, promises }: { place: Place; heard: Heard; promises: PromiseRow[] },
) {
  const { made, conversation, customer, base, owner, turns, last } = telling;
  const { status, channel, language, priority, subject } = conversation;
  const { waitingSince, nextStep, nextStepAt } = standingOf(telling, heard);
  const promiseAt = earliestDue(promises);
  const endedAt = new Date(turns.at(-1)!.at);
  return {
    workspaceId: base.workspaceId,
    id: base.conversationId,
    number: telling.number,
    brandId: telling.brandId,
    inboxId: telling.inboxId,
    customerId: customer.id,
    line: telling.line,
    intent: place.intent,
    toSort: place.toSort,
    mood: place.mood,
    triage: place.verdict,
    queueId: place.queueId,
    rankAt:
      nextStepAt && rankOf(telling, place, promiseAt && promiseAt < nextStepAt ? promiseAt : nextStepAt),
    status,
    channel,
    subject,
    language,
    priority,
    teamId: place.teamId,
    ownerId: telling.isHandedOver ? made.agents.get(last.turn.by)!.id : (owner?.id ?? null),
    startedBy: turns[0]!.turn.by === "customer" ? "customer" : "company",
    waitingSince,
    nextStep,
    nextStepAt,
    promiseAt,
    preview: previewOf(last.turn.text),
    previewBy: last.turn.by === "customer" ? "customer" : "agent",
    lastMessageAt: new Date(last.at),
    createdAt: new Date(telling.begun),
    updatedAt: endedAt,
    closedAt: status === "closed" ? endedAt : null,
    acknowledgedAt: heard.acknowledgedAt,
  };
}

/** Since when the customer waits, and what is to be done next by when; nothing of what is closed. */
function standingOf({ conversation, turns, last }: Telling, { replyDueAt }: Heard) {
  if (conversation.status === "closed") return { waitingSince: null, nextStep: null, nextStepAt: null };
  const spoken = turns.filter(({ turn }) => turn.kind === "message");
  const answered = spoken.findLastIndex(({ turn }) => turn.by !== "customer");
  const asked = spoken[answered + 1];
  if (!asked) return { waitingSince: null, nextStep: "follow_up", nextStepAt: new Date(last.at + 7 * day) };
  return {
    waitingSince: new Date(asked.at),
    nextStep: answered < 0 ? "first_reply" : "reply",
    nextStepAt: replyDueAt ?? new Date(asked.at + replyWithin),
  };
}

/** When the first of the promises that are still owed is due. */
const earliestDue = (promises: PromiseRow[]): Date | null =>
  promises
    .filter(({ settledAt }) => !settledAt)
    .map(({ dueAt }) => dueAt)
    .reduce<Date | null>((first, dueAt) => (first && first <= dueAt ? first : dueAt), null);

const rankOf = ({ conversation }: Telling, { mood, verdict }: Place, dueAt: Date): Date => {
  const before = minutesBefore({
    priority: conversation.priority,
    mood,
    isShort: verdict?.isShort === true,
  });
  return new Date(dueAt.getTime() - before * minute);
};
