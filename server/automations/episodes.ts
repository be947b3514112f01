import { type State, states, type TriggerEvent } from "../../contract/condition-fields.ts";
import type { Moment, Past } from "./history.ts";
import { type Happened, isIt, type OnTime } from "./triggers.ts";

/** A stretch of time that a rule counts from: since a state began, or since something happened. */
export interface Episode {
  began: Happened;
  /** When the state ended, the rule was called off, or the same began anew. Null: it goes on. */
  endedAt: Date | null;
}

/** What a state is the same one as; null where it does not hold. */
const sameAs: Record<
  State,
  (past: Pick<Past, "status" | "ownerId" | "line" | "stage" | "waitingSince">) => string | null
> = {
  waits_for_us: ({ waitingSince }) => (waitingSince ? waitingSince.toISOString() : null),
  waits_for_customer: ({ status }) => (status === "waiting" ? status : null),
  nobodys: ({ status, ownerId }) => (status !== "closed" && !ownerId ? "nobody" : null),
  somebodys: ({ status, ownerId }) => (status !== "closed" ? ownerId : null),
  in_stage: ({ status, line, stage }) => (status !== "closed" && stage ? `${line}.${stage}` : null),
  open: ({ status }) => (status !== "closed" ? "open" : null),
  closed: ({ status }) => (status === "closed" ? status : null),
};

export const isState = (since: OnTime["since"]): since is State =>
  (states as readonly string[]).includes(since);

/** Whether the state that a rule counts from holds; an event that was, was. */
export const stillHolds = ({ since }: OnTime, now: Parameters<(typeof sameAs)[State]>[0]): boolean =>
  !isState(since) || sameAs[since](now) !== null;

/**
 * The episodes of a conversation that a rule counts from, in their order. What the rule did itself begins none: a
 * reminder would remind of itself for ever.
 */
export function episodesOf(trigger: OnTime, moments: readonly Moment[], ruleId: string | null): Episode[] {
  const { since, unless } = trigger;
  const episodes: Episode[] = [];
  let current: Episode | null = null;
  let key: string | null = null;
  const end = (at: Date) => {
    if (current) current.endedAt = at;
    current = null;
  };
  for (const { event, past } of moments) {
    const next = isState(since) ? sameAs[since](past) : null;
    const begins = isState(since)
      ? next !== null && (next !== key || startsAnew(since, event))
      : isIt(since as TriggerEvent, event);
    if (begins || (isState(since) && next === null)) end(event.at);
    if (unless.some((one) => isIt(one, event))) end(event.at);
    if (begins && event.actor.id !== ruleId) {
      current = { began: event, endedAt: null };
      episodes.push(current);
    }
    key = next;
  }
  return episodes;
}

/** A customer's silence counts from our newest word. */
const startsAnew = (since: State, { kind }: Happened): boolean =>
  since === "waits_for_customer" && kind === "conversation.replied";
