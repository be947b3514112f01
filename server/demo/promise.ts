import { randomUUIDv7 } from "node:crypto";
import { firstCheckAt } from "../promises/index.ts";
import type { TellEvent } from "./tell.ts";
import type * as world from "./world/index.ts";

const minute = 60_000;

/** A promise that an answer made, as a row, and the event of that. */
export function promiseOf(
  { promises: promised }: world.DemoTurn,
  event: TellEvent,
  {
    now,
    at,
    maker,
    messageId,
    ownerId,
    ...of
  }: {
    workspaceId: string;
    conversationId: string;
    customerId: string;
    brandId: string;
    line: world.Line;
    now: number;
    at: number;
    maker: { id: string; name: string };
    messageId: string;
    /** Who has the conversation. */
    ownerId: string | null;
  },
) {
  const { text, keptInTurn, ...due } = promised!;
  const madeAt = new Date(at);
  const dueAt = new Date(
    "dueInMinutes" in due ? now + due.dueInMinutes * minute : at + due.dueAfterMinutes * minute,
  );
  const row = {
    ...of,
    id: randomUUIDv7(),
    messageId,
    text,
    dueAt,
    ownerId: maker.id === ownerId ? null : maker.id,
    madeBy: { kind: "agent", ...maker },
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
  const { conversationId, line } = of;
  const about = { promiseId: row.id, conversationId, text, dueAt: dueAt.toISOString(), line };
  const bound = { owner: maker.id, name: maker.name };
  return {
    row,
    about,
    keptInTurn,
    made: event("promise.made", at, row.madeBy, { ...about, ...bound, shown: true, messageId }),
  };
}

/** Settles it by a message; returns what is told of that. */
export function keep(
  { row, about }: ReturnType<typeof promiseOf>,
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
