import { randomUUIDv7 } from "node:crypto";
import type { Customer, Known, Made } from "./made.ts";
import type { Moment } from "./moments.ts";
import type * as world from "./world/index.ts";

export interface ToldEvent {
  workspaceId: string;
  conversationId: string;
  id: string;
  brandId: string;
  kind: string;
  at: Date;
  actor: object;
  data: object;
}
/** Makes an event of the conversation. */
export type TellEvent = (kind: string, at: number, actor: object, data: object) => ToldEvent;

/** A conversation to tell, as of an instant. */
export interface ToTell {
  conversation: world.DemoConversation;
  customer: Customer;
  moments: Moment[];
  number: number;
  now: number;
}

/** A conversation that is being told: what everything it leaves behind is made from. */
export type Telling = ReturnType<typeof tellingOf>;

const minute = 60_000;
const otherLine = { service: "support", support: "service" } as const;

export function tellingOf(made: Made, known: Known, { moments, ...of }: ToTell) {
  const { conversation, now } = of;
  const { owner, status, team } = conversation;
  const { id: inboxId, brandId } = made.inboxes.get(conversation.inbox)!;
  const base = { workspaceId: made.workspaceId, conversationId: randomUUIDv7() };
  const last =
    moments.findLast(({ turn }) => turn.kind === "message") ??
    moments.findLast(({ turn }) => turn.kind === "note")!;
  const isHandedOver = moments.some(({ turn }) => turn.kind === "handover");
  const event: TellEvent = (kind, at, actor, data) => ({
    ...base,
    id: randomUUIDv7(),
    brandId,
    kind,
    at: new Date(at),
    actor,
    data,
  });
  return {
    ...of,
    made,
    known,
    base,
    brandId,
    inboxId,
    turns:
      status === "closed" && moments.at(-1)!.turn.kind !== "closing"
        ? [...moments, { turn: closing(conversation), at: Math.min(last.at + 20 * minute, now) }]
        : moments,
    begun: moments[0]!.at,
    /** The last message, or the last note where nobody wrote one. */
    last,
    owner: owner && made.agents.get(owner)!,
    isHandedOver,
    /** Where it ends, which after a handover is not where it began. */
    line: isHandedOver ? otherLine[conversation.line] : conversation.line,
    firstTeamId: made.teams.get(team)!,
    event,
  };
}

const closing = ({ owner }: world.DemoConversation): world.DemoTurn => ({
  by: owner!,
  kind: "closing",
  afterMinutes: 20,
  text: "",
});

/** Whether an answer leaves it with us, where others leave it with the customer. */
export const goesOn = ({ conversation, turns }: Telling, index: number): boolean =>
  conversation.status === "open" && index === turns.length - 1;

/** Whether what the customer writes opens again what was closed. */
export const reopens = ({ turns }: Telling, index: number): boolean =>
  turns.slice(0, index).findLast(({ turn }) => turn.by === "customer" || turn.kind === "closing")?.turn
    .kind === "closing";
