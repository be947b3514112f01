import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { kindOf } from "../../contract/notice-kinds.ts";
import type { Notice, NoticeChoices } from "../../contract/notices.ts";
import { send, type Tx } from "../db/database.ts";
import { record } from "../events.ts";
import { type Kept, wholeChoices } from "./choices.ts";
import { nextDigest } from "./times.ts";

interface NewNotice {
  /** Agents; each is told once. */
  to: string[];
  kind: Notice["kind"];
  conversationId: string | null;
  /** `by` and `text` are said in the words of most kinds; `place` is where an alarm leads. */
  data: Record<string, unknown>;
  at: Date;
  /** The event it follows from, where a reaction tells of it: told again of the same event nobody hears it twice. */
  eventId?: string;
}

/** Whoever sits at the desk sees it there before a phone rings. */
const graceSeconds = 10;
/** So long what is urgent waits for somebody to see it elsewhere before it is mailed. */
const urgentMinutes = 5;
/** Several within so long are one. */
const foldMinutes = 10;

/** Tells people something, by the ways they chose. */
export async function notify(
  tx: Tx,
  workspaceId: string,
  { to, kind, conversationId, data, at, eventId }: NewNotice,
): Promise<void> {
  if (!to.length) return;
  const { group, isUrgent, folds } = kindOf(kind);
  const rows = (await choicesOfAll(tx, workspaceId, [...new Set(to)])).flatMap(
    ({ agentId, timeZone, choices }) => {
      const ways = choices.groups[group];
      if (!ways.desk && !ways.push && !ways.mail) return [];
      return [
        {
          agent_id: agentId,
          id: randomUUIDv7(),
          in_desk: ways.desk,
          push_at: ways.push ? new Date(at.getTime() + graceSeconds * 1000) : null,
          mail_at: ways.mail ? mailAt(choices, { timeZone, isUrgent: Boolean(isUrgent), at }) : null,
        },
      ];
    },
  );
  if (!rows.length) return;
  const event = eventId ?? null;
  send(
    tx,
    sql`
      with wanted as (
        select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r (agent_id uuid, id uuid, in_desk boolean, push_at timestamptz, mail_at timestamptz)
        where not exists (select from notices n where n.workspace_id = ${workspaceId} and n.agent_id = r.agent_id
          and n.kind = ${kind} and n.conversation_id = ${conversationId} and ${event}::uuid = any(n.events))
      ), former as (
        delete from notices n using wanted w
        where ${folds ?? false} and n.workspace_id = ${workspaceId} and n.agent_id = w.agent_id and n.kind = ${kind}
          and n.conversation_id = ${conversationId} and n.seen_at is null and n.done_at is null
          and n.told_by is distinct from 'mail' and n.at > ${at}::timestamptz - make_interval(mins => ${foldMinutes})
        returning n.agent_id, n.times, n.events, n.push_at, n.mail_at
      ), folded as (
        select agent_id, array_agg(event) filter (where event is not null) as events,
          min(push_at) as push_at, min(mail_at) as mail_at
        from former left join lateral unnest(events) as event on true group by agent_id
      )
      insert into notices (workspace_id, id, agent_id, kind, conversation_id, data, at, times, events, in_desk, push_at, mail_at)
      select ${workspaceId}, w.id, w.agent_id, ${kind}, ${conversationId}::uuid, ${JSON.stringify(data)}::jsonb, ${at}::timestamptz,
        coalesce((select sum(f.times)::integer from former f where f.agent_id = w.agent_id), 0) + 1,
        coalesce(o.events, '{}') || case when ${event}::uuid is null then '{}'::uuid[] else array[${event}::uuid] end,
        w.in_desk, least(o.push_at, w.push_at), least(o.mail_at, w.mail_at)
      from wanted w left join folded o on o.agent_id = w.agent_id`,
  );
  await record(tx, {
    workspaceId,
    kind: "notice.made",
    actor: { kind: "automation", id: null, name: "notices" },
    data: { to: rows.map(({ agent_id }) => agent_id) },
    at,
  });
}

function mailAt(
  { digest }: NoticeChoices,
  { timeZone, isUrgent, at }: { timeZone: string; isUrgent: boolean; at: Date },
): Date | null {
  if (isUrgent && digest.urgentAtOnce) return new Date(at.getTime() + urgentMinutes * 60_000);
  return nextDigest(digest, timeZone, at);
}

async function choicesOfAll(
  tx: Tx,
  workspaceId: string,
  ids: string[],
): Promise<{ agentId: string; timeZone: string; choices: NoticeChoices }[]> {
  const { rows } = await sql<Kept & { agentId: string; timeZone: string }>`
    select a.id as agent_id, a.time_zone, c.groups, c.choices, c.paused_until
    from agents a
    left join notice_choices c on c.workspace_id = a.workspace_id and c.agent_id = a.id
    where a.workspace_id = ${workspaceId} and a.id = any(${ids}::uuid[])`.execute(tx);
  return rows.map(({ agentId, timeZone, ...kept }) => ({ agentId, timeZone, choices: wholeChoices(kept) }));
}
