import { asksSomething } from "../conversations/index.ts";
import { handoverOf } from "./handover.ts";
import type { Heard } from "./heard.ts";
import type { Message } from "./messages.ts";
import type { Moment } from "./moments.ts";
import type { Place } from "./place.ts";
import { keep, type MadePromise, promiseOf } from "./promise.ts";
import { goesOn, reopens, type Telling, type ToldEvent } from "./telling.ts";

const minute = 60_000;

/** What follows from each turn: its events, and the handovers and promises that they tell of, as rows. */
export function eventsOf(telling: Telling, found: Found) {
  const events: ToldEvent[] = [];
  const handovers: ReturnType<typeof handoverOf>["row"][] = [];
  const promises: MadePromise[] = [];
  for (const [index, moment] of telling.turns.entries()) {
    const { by, kind } = moment.turn;
    const step = { ...moment, index };
    if (by === "customer") events.push(...written(telling, found, step));
    else if (kind === "note") events.push(noted(telling, found, step));
    else if (kind === "closing") events.push(...closed(telling, found, step));
    else if (kind === "handover") {
      const handover = handoverOf(telling, moment, found.place);
      handovers.push(handover.row);
      events.push(handover.made);
    } else events.push(answered(telling, found, step), ...promised(telling, found, step, promises));
  }
  return {
    events: telling.owner ? events.toSpliced(1, 0, assigned(telling, telling.owner)) : events,
    handovers,
    promises: promises.map(({ row }) => row),
  };
}

/** What was found out of a conversation before its events are told. */
interface Found {
  messages: Map<number, Message>;
  heard: Heard;
  place: Place;
}

/** One turn, when, and which of them. */
type Step = Moment & { index: number };

function written(telling: Telling, { messages, heard, place }: Found, { index, at }: Step): ToldEvent[] {
  const { conversation, customer, number, event } = telling;
  const { channel, language } = conversation;
  const actor = { kind: "customer", id: customer.id, name: customer.name };
  const messageId = messages.get(index)!.id;
  const acknowledged = heard.acknowledgements.get(messageId)?.id;
  const told = { messageId, ...(acknowledged && { acknowledged }) };
  if (index === 0) {
    const stands = standsAtFirst(telling, place);
    const opened = { number, channel, linkedBy: "new", begunBy: "customer", stands, ...told };
    return [event("conversation.opened", at, actor, opened)];
  }
  const wrote = { ...told, auto: null, linkedBy: "reply_token", language };
  const reopened = reopens(telling, index) ? [event("conversation.reopened", at, actor, wrote)] : [];
  return [...reopened, event("conversation.customer_wrote", at, actor, wrote)];
}

function standsAtFirst(telling: Telling, { teamId, intent }: Place) {
  const { conversation, isHandedOver, firstTeamId } = telling;
  const { line, language } = conversation;
  return isHandedOver
    ? { line, team: firstTeamId, language, intent: null }
    : { line, team: teamId, language, intent };
}

function noted(telling: Telling, { messages }: Found, step: Step): ToldEvent {
  const messageId = messages.get(step.index)!.id;
  return telling.event("conversation.noted", step.at, agentOf(telling, step), { messageId });
}

function closed(telling: Telling, { heard }: Found, step: Step): ToldEvent[] {
  const actor = agentOf(telling, step);
  const { clocks, answers } = heard.told.get(step.index)!;
  const ended = telling.event("conversation.closed", step.at, actor, { clocks });
  if (!answers.length) return [ended];
  const waived = { reason: "thanks", answers };
  return [telling.event("conversation.answer_waived", step.at, actor, waived), ended];
}

function answered(telling: Telling, { messages, heard }: Found, step: Step): ToldEvent {
  const kind = step.index === 0 ? "conversation.opened" : "conversation.replied";
  // Clocks hear nothing of what opens a conversation from our side.
  const { clocks, answers } = heard.told.get(step.index) ?? { clocks: [], answers: [] };
  return telling.event(kind, step.at, agentOf(telling, step), {
    messageId: messages.get(step.index)!.id,
    status: goesOn(telling, step.index) ? "open" : "waiting",
    clocks,
    answers,
    ...(asksSomething(step.turn.text) && { asks: true }),
  });
}

/** What an answer promises, which is added to the promises, and which of these it keeps. */
function promised(telling: Telling, { messages }: Found, step: Step, promises: MadePromise[]): ToldEvent[] {
  const answer = { at: step.at, messageId: messages.get(step.index)!.id, actor: agentOf(telling, step) };
  const kept = promises
    .filter(({ keptInTurn }) => keptInTurn === step.index)
    .flatMap((one) => keep(one, telling.event, answer));
  if (!step.turn.promises) return kept;
  const promise = promiseOf(telling, step.turn.promises, answer);
  promises.push(promise);
  return [promise.made, ...kept];
}

function assigned({ begun, event }: Telling, owner: { id: string; name: string }): ToldEvent {
  const actor = { kind: "agent", ...owner };
  return event("conversation.assigned", begun + minute, actor, { agent: owner.id, name: owner.name });
}

const agentOf = ({ made }: Telling, { turn }: Moment) => ({ kind: "agent", ...made.agents.get(turn.by)! });
