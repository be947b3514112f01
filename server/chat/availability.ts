import { sql } from "kysely";
import type { ChatAvailability } from "../../contract/chat.ts";
import { honestMinutes, onTheQuarter, paceKey, pacesOf } from "../acknowledgements/index.ts";
import { calendarFor, calendarsOf, firstReplyBy } from "../clocks/index.ts";
import { type Db, look } from "../db/database.ts";
import type { Widget } from "./widget.ts";

/** Whether somebody answers, and how long it takes while they do. */
export interface Availability extends ChatAvailability {
  /** Minutes that eight in ten waited at most, longer by as much as more wait now; null is not known. */
  minutes: number | null;
}

const freshMs = 5_000;
const remembered = new WeakMap<Db, Map<string, { answer: Promise<Availability>; until: number }>>();

/** How a widget stands now, or stood within the last five seconds. */
export function availabilityOf(db: Db, widget: Widget, now = new Date()): Promise<Availability> {
  const known = remembered.get(db) ?? new Map();
  remembered.set(db, known);
  const before = known.get(widget.id);
  if (before && before.until > performance.now()) return before.answer;
  const answer = readAvailability(db, widget, now);
  known.set(widget.id, { answer, until: performance.now() + freshMs });
  answer.catch(() => known.delete(widget.id));
  return answer;
}

/** What the routes and sockets tell of it. */
export const shown = ({ minutes: _, ...availability }: Availability): ChatAvailability => availability;

async function readAvailability(db: Db, widget: Widget, now: Date): Promise<Availability> {
  const { workspaceId, inbox, brandId } = widget;
  const { line, country } = inbox;
  const calendar = calendarFor(await calendarsOf(db, workspaceId, inbox.rulesVersion), {
    line,
    brandId,
    country,
  });
  const at = now.getTime();
  const isOpen = calendar.isOpen(at);
  const paces = await pacesOf(db, workspaceId, now);
  const [isHere, dueAt] = await look(db, workspaceId, async (tx) => [
    await somebodyAnswers(tx, widget),
    await firstReplyBy(
      db,
      tx,
      { workspaceId, brandId, line, channel: "chat", status: "new", priority: "normal" },
      now,
    ),
  ]);
  const minutes = honestMinutes(paces.get(paceKey({ brandId, line })));
  const honest = minutes === null ? null : calendar.add(at, minutes * 60_000);
  const answerBy = onTheQuarter(Math.max(dueAt?.getTime() ?? 0, honest ?? 0));
  const opensAt = isOpen ? null : calendar.nextOpening(at);
  return {
    isOpen,
    isAttended: isOpen && isHere,
    opensAt: opensAt === null ? null : new Date(opensAt).toISOString(),
    timeZone: calendar.timeZone,
    answerBy: answerBy > at ? new Date(answerBy).toISOString() : null,
    minutes: minutes === null ? null : Math.max(1, Math.round(minutes)),
  };
}

/** Whether somebody who may answer is at work in a team that serves this brand. */
async function somebodyAnswers(tx: Parameters<Parameters<typeof look>[2]>[0], widget: Widget) {
  const { rows } = await sql`
    select from presence p
    join agents a on a.workspace_id = p.workspace_id and a.id = p.agent_id
    where p.workspace_id = ${widget.workspaceId} and p.state in ('here', 'busy') and p.gone_since is null
      and a.status = 'active' and a.role in ('owner', 'admin', 'lead', 'agent')
      and (a.all_brands or exists (select from agent_brands x where x.workspace_id = a.workspace_id
        and x.agent_id = a.id and x.brand_id = ${widget.brandId}))
      and exists (select from team_members m where m.workspace_id = a.workspace_id and m.agent_id = a.id
        and (m.team_id = ${widget.inbox.teamId} or exists (select from team_brands b
          where b.workspace_id = m.workspace_id and b.team_id = m.team_id and b.brand_id = ${widget.brandId})))
    limit 1`.execute(tx);
  return rows.length > 0;
}
