import { randomUUIDv7 } from "node:crypto";
import { firstCheckAt } from "../promises/index.ts";
import type { TellEvent, Telling } from "./telling.ts";
import type * as world from "./world/index.ts";

const minute = 60_000;

export type MadePromise = ReturnType<typeof promiseOf>;
export type PromiseRow = MadePromise["row"];

/** A promise that an answer made, as a row, and the event of that. */
export function promiseOf(
  { base, customer, brandId, line, owner, now, event }: Telling,
  { text, keptInTurn, ...due }: NonNullable<world.DemoTurn["promises"]>,
  {
    at,
    messageId,
    actor,
  }: { at: number; messageId: string; actor: { kind: string; id: string; name: string } },
) {
  const madeAt = new Date(at);
  const dueAt = new Date(
    "dueInMinutes" in due ? now + due.dueInMinutes * minute : at + due.dueAfterMinutes * minute,
  );
  const row = {
    ...base,
    id: randomUUIDv7(),
    customerId: customer.id,
    brandId,
    line,
    messageId,
    text,
    dueAt,
    ownerId: actor.id === owner?.id ? null : actor.id,
    madeBy: actor,
    madeAt,
    state: "open",
    keptAt: null as Date | null,
    keptMessageId: null as string | null,
    settledAt: null as Date | null,
    settledBy: null as object | null,
    shownToCustomer: true,
    brokenAt: null as Date | null,
    stepsDone: 0,
    nextCheckAt: firstCheckAt({ madeAt, dueAt }, madeAt) as Date | null,
  };
  const { conversationId } = base;
  const about = { promiseId: row.id, conversationId, text, dueAt: dueAt.toISOString(), line };
  const bound = { owner: actor.id, name: actor.name };
  return {
    row,
    about,
    keptInTurn,
    made: event("promise.made", at, actor, { ...about, ...bound, shown: true, messageId }),
  };
}

/** Settles it by a message; returns what is told of that. */
export function keep(
  { row, about }: MadePromise,
  event: TellEvent,
  { at, messageId, actor }: { at: number; messageId: string; actor: object },
) {
  const late = at >= row.dueAt.getTime();
  const keptAt = new Date(at);
  Object.assign(row, {
    state: late ? "broken" : "kept",
    keptAt,
    keptMessageId: messageId,
    settledAt: keptAt,
    settledBy: actor,
    nextCheckAt: null,
    ...(late && { brokenAt: row.dueAt, stepsDone: 2 }),
  });
  const kept = event("promise.kept", at, actor, { ...about, keptAt, late, messageId });
  const desk = { kind: "automation", id: null, name: "promises" };
  return late
    ? [event("promise.broken", row.dueAt.getTime(), desk, { ...about, keptAt: null, late }), kept]
    : [kept];
}
