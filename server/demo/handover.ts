import { randomUUIDv7 } from "node:crypto";
import type { Moment } from "./moments.ts";
import type { Place } from "./place.ts";
import type { Telling } from "./telling.ts";

const minute = 60_000;

/** A handover to the other line, as a row, and the event of that. */
export function handoverOf(telling: Telling, { turn, at }: Moment, { intent, teamId }: Place) {
  const { made, base, conversation, owner, line, firstTeamId } = telling;
  const agent = made.agents.get(turn.by)!;
  const answer = answerAfter(telling, at);
  const to = made.agents.get(answer.turn.by)!;
  const row = {
    ...base,
    id: randomUUIDv7(),
    fromLine: conversation.line,
    toLine: line,
    fromTeamId: firstTeamId,
    fromOwnerId: owner?.id ?? null,
    byId: agent.id,
    byName: agent.name,
    reason: turn.text,
    clocks: [],
    at: new Date(at),
    takenAt: new Date(Math.min(at + 6 * minute, answer.at)),
    answeredAt: new Date(answer.at),
  };
  const about = {
    handoverId: row.id,
    from: row.fromLine,
    to: line,
    reason: turn.text,
    intent,
    agent: to.id,
    name: to.name,
    stands: { line, team: teamId, language: conversation.language, intent },
  };
  return { row, made: telling.event("conversation.handed_over", at, { kind: "agent", ...agent }, about) };
}

/** The first answer that the other line gave. */
const answerAfter = ({ turns }: Telling, handedOverAt: number): Moment =>
  turns.find(({ turn, at }) => turn.kind === "message" && turn.by !== "customer" && at > handedOverAt)!;
