import type { Trigger } from "../../contract/automations.ts";
import { type TriggerEvent, triggerEvents } from "../../contract/condition-fields.ts";
import type { Actor } from "../events.ts";

/** An event of a conversation, as rules look at it. */
export interface Happened {
  id: string;
  kind: string;
  at: Date;
  actor: Actor;
  data: Record<string, unknown>;
}

type OnEvent = Extract<Trigger, { kind: "event" }>;
export type OnTime = Extract<Trigger, { kind: "elapsed" }>;

/** Whether an event sets a rule off. */
export const setsOff = ({ on, changes }: OnEvent, event: Happened): boolean =>
  on.some((one) => isIt(one, event) && (one !== "changed" || isAmong(changes, event)));

/** Whether an event is what a rule calls so. */
export function isIt(one: TriggerEvent, { kind, data }: Happened): boolean {
  if (triggerEvents[one] !== kind) return false;
  if (one === "customer_wrote") return !data.auto;
  // Who tells several former matters again in one arrival is found to come again once.
  if (one === "repeat_found") return !data.alsoFound;
  return one !== "machine_wrote" || Boolean(data.auto);
}

const isAmong = (changes: OnEvent["changes"], { data }: Happened): boolean =>
  changes.length === 0 ||
  Object.keys(data).some((name) => changes.some((one) => one === name || name.startsWith(`${one}.`)));

/** The kinds of events that a rule has to hear of: those that set it off, or begin or end what its time counts from. */
export function heardBy(trigger: Trigger): Set<string> {
  if (trigger.kind === "event") return new Set(trigger.on.map((one) => triggerEvents[one]));
  const since = trigger.since in triggerEvents ? [trigger.since as TriggerEvent] : null;
  return new Set(
    since
      ? [...since, ...trigger.unless].map((one) => triggerEvents[one])
      : [...movesStates, ...trigger.unless.map((one) => triggerEvents[one])],
  );
}

/** What may begin or end a state. */
export const movesStates = [
  "conversation.opened",
  "conversation.customer_wrote",
  "conversation.replied",
  "conversation.assigned",
  "conversation.handed_over",
  "conversation.sorted",
  "conversation.changed",
  "conversation.closed",
  "conversation.reopened",
  "conversation.answer_waived",
  "conversation.answer_owed_again",
  "conversation.held",
  "conversation.released",
  "message.delivery_failed",
  "clock.escalated",
];

/** Every kind of event that some rule may have to hear of. */
export const heardKinds: ReadonlySet<string> = new Set([...Object.values(triggerEvents), ...movesStates]);
