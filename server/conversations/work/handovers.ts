import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { listLinks, postHandover } from "../../../contract/handovers.ts";
import type { Line } from "../../../contract/lines.ts";
import type { BodyOf, ReplyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx } from "../../db/database.ts";
import { lineOfChosen } from "../../lines/index.ts";
import { owedBy } from "../../promises/index.ts";
import { Refusal } from "../../refusal.ts";
import { type TextKey, text, timeText } from "../../texts.ts";
import { whoCanAnswer } from "../../who-can-answer.ts";
import { change, refuseForeignLine } from "../change.ts";
import { type ConversationRow, mayRead } from "../read.ts";
import { reasonOfLink } from "../repeats/reason.ts";
import { lookAt, placeFor } from "./placing.ts";

/** What becomes of a clock at a handover: which, what, and until when. */
type ClockNote = {
  clock: "reply" | "follow_up" | "promise";
  does: "goes_on" | "starts" | "stops";
  at: string | null;
};

/**
 * Hands a matter over to the other line. Messages, notes and owner history stay with it. A customer who waits goes on
 * waiting by the same clock; where nobody waits, the other line's own clock begins.
 */
export function handOver(db: Db, caller: Caller, id: string, body: BodyOf<typeof postHandover>) {
  return change(db, caller, id, async (tx, before) => {
    if (before.status === "closed") throw new Refusal("conversation_closed");
    if (before.line === body.line)
      throw new Refusal("invalid", { fields: [{ path: "line", message: "is_on_this_line" }] });
    await refuseForeignLine(tx, before, body.line);
    // The intent of the former line stays there.
    const { intent = null } = body;
    if (intent) await lineOfChosen(tx, caller.workspaceId, intent, body.line);
    const place = await placeFor(db, tx, { ...before, line: body.line, intent }, before.teamId);
    const agent = body.agent ? await whoCanAnswer(tx, caller, body.agent, before.brandId) : null;
    const { set, clocks } = await clocksAfter(db, tx, { ...before, line: body.line });
    const promises = await owedBy(tx, before);
    const now = new Date();
    const handoverId = randomUUIDv7();
    await tx
      .insertInto("handovers")
      .values({
        workspaceId: caller.workspaceId,
        id: handoverId,
        conversationId: id,
        fromLine: before.line,
        toLine: body.line,
        fromTeamId: before.teamId,
        fromOwnerId: before.ownerId,
        byId: caller.kind === "agent" ? caller.id : null,
        byName: caller.name,
        reason: body.reason,
        clocks: JSON.stringify([...clocks, ...promises.map(goesOn)]),
        at: now,
        takenAt: agent ? now : null,
      })
      .execute();
    return {
      happened: ["handed_over"],
      set: {
        line: body.line,
        intent,
        stage: null,
        toSort: false,
        teamId: place.teamId,
        queueId: place.queueId,
        ownerId: agent?.id ?? null,
        ...set,
      },
      event: [
        "conversation.handed_over",
        {
          handoverId,
          from: before.line,
          to: body.line,
          reason: body.reason,
          ...(intent && { intent }),
          team: place.teamName,
          ...(agent && { agent: agent.id, name: agent.name }),
        },
      ],
    };
  });
}

/** What was promised is owed on any line. */
const goesOn = ({ dueAt }: { dueAt: Date }): ClockNote => ({
  clock: "promise",
  does: "goes_on",
  at: dueAt.toISOString(),
});

async function clocksAfter(
  db: Db,
  tx: Tx,
  before: ConversationRow,
): Promise<{ set: Partial<ConversationRow>; clocks: ClockNote[] }> {
  const due = before.nextStepAt!.toISOString();
  if (before.waitingSince) return { set: {}, clocks: [{ clock: "reply", does: "goes_on", at: due }] };
  const nextStepAt = await lookAt(db, tx, before);
  return {
    set: { status: "open", nextStep: "follow_up", nextStepAt },
    clocks: [
      { clock: "follow_up", does: "stops", at: due },
      { clock: "follow_up", does: "starts", at: nextStepAt.toISOString() },
    ],
  };
}

/** What passed between the lines: handovers, and matters that came of this one or of which it came. */
export function linksOf(db: Db, caller: Caller, id: string): Promise<ReplyOf<typeof listLinks>> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, id);
    const { rows: handovers } = await sql<{
      id: string;
      fromLine: Line;
      toLine: Line;
      byName: string;
      reason: string;
      at: Date;
      takenAt: Date | null;
      answeredAt: Date | null;
      clocks: ClockNote[];
      ownerName: string | null;
      teamName: string;
      timeZone: string;
    }>`
      select h.id, h.from_line, h.to_line, h.by_name, h.reason, h.at, h.taken_at, h.answered_at, h.clocks,
        a.name as owner_name, t.name as team_name, w.time_zone
      from handovers h
      join workspaces w on w.id = h.workspace_id
      join teams t on t.workspace_id = h.workspace_id and t.id = h.from_team_id
      left join agents a on a.workspace_id = h.workspace_id and a.id = h.from_owner_id
      where h.workspace_id = ${caller.workspaceId} and h.conversation_id = ${id}
      order by h.at, h.id`.execute(tx);
    const { rows: linked } = await sql<ReplyOf<typeof listLinks>["linked"][number]>`
      select c.id, c.number, c.subject, c.line, c.status, l.reason,
        case when l.from_id = ${id} then 'from_here' else 'from_there' end as came
      from conversation_links l
      join conversations c on c.workspace_id = l.workspace_id
        and c.id = case when l.from_id = ${id} then l.to_id else l.from_id end
      where l.workspace_id = ${caller.workspaceId} and (l.from_id = ${id} or l.to_id = ${id})
      order by l.at`.execute(tx);
    return {
      linked: linked.map((one) => ({ ...one, reason: reasonOfLink(one.reason, caller.locale) })),
      handovers: handovers.map((row) => ({
        id: row.id,
        fromLine: row.fromLine,
        toLine: row.toLine,
        by: row.byName,
        from: row.ownerName ? { kind: "agent", name: row.ownerName } : { kind: "team", name: row.teamName },
        reason: row.reason,
        at: row.at.toISOString(),
        takenAt: row.takenAt?.toISOString() ?? null,
        answeredAt: row.answeredAt?.toISOString() ?? null,
        clocks: row.clocks.map(({ clock, does, at }) =>
          text(caller.locale, `handover.clock.${clock}.${does}` as TextKey, {
            at: at ? timeText(caller.locale, new Date(at), row.timeZone) : "",
          }),
        ),
      })),
    };
  });
}
