import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Beginning } from "./matter.ts";

/** An event that is the first to be read of its conversation. */
export interface First {
  conversation: string;
  brand: string | null;
  kind: string;
  at: number;
  data: Record<string, unknown>;
}

/**
 * How conversations began, from the first event of each. Events from before version 0.3 do not tell where a
 * conversation stood then: that is taken from what its first change says it was before, and what nothing tells from the
 * conversation as it is. Those that are gone are left out.
 */
export async function beginningsOf(
  tx: Tx,
  workspaceId: string,
  firsts: First[],
): Promise<Map<string, Beginning>> {
  const found = new Map<string, Beginning>();
  const untold: First[] = [];
  for (const first of firsts) {
    const told = toldBy(first);
    if (told) found.set(first.conversation, told);
    else untold.push(first);
  }
  if (!untold.length) return found;

  const { rows } = await sql<Row>`
    select c.id, c.brand_id, c.channel, c.started_by, c.created_at, c.team_id, m.auto,
      coalesce(m.language, c.language) as language,
      coalesce(l.line, c.line) as line,
      case when i.kind is null then c.intent else i.intent end as intent
    from jsonb_to_recordset(${JSON.stringify(
      untold.map(({ conversation, data }) => ({ id: conversation, message: data.messageId ?? null })),
    )}::jsonb) as f (id uuid, message uuid)
    join conversations c on c.workspace_id = ${workspaceId} and c.id = f.id
    left join messages m on m.workspace_id = ${workspaceId} and m.id = f.message
    left join lateral (
      select case e.kind when 'conversation.handed_over' then e.data ->> 'from' else e.data -> 'line' ->> 'from' end as line
      from events e
      where e.workspace_id = ${workspaceId} and e.conversation_id = c.id
        and (e.kind = 'conversation.handed_over'
          or e.kind in ('conversation.sorted', 'conversation.changed') and e.data -> 'line' ->> 'from' is not null)
      order by e.seq limit 1
    ) as l on true
    left join lateral (
      select e.kind, e.data ->> 'from' as intent from events e
      where e.workspace_id = ${workspaceId} and e.conversation_id = c.id and e.kind = 'conversation.sorted'
      order by e.seq limit 1
    ) as i on true`.execute(tx);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const first of untold) {
    const row = byId.get(first.conversation);
    if (row) found.set(first.conversation, beginning(first, row));
  }
  return found;
}

interface Row {
  id: string;
  brandId: string;
  channel: string;
  startedBy: string;
  createdAt: Date;
  teamId: string;
  auto: string | null;
  language: string;
  line: string;
  intent: string | null;
}

/** Null for an event that does not tell all of it. */
function toldBy({ brand, kind, at, data }: First): Beginning | null {
  const { stands, begunBy, channel } = data as Partial<{
    stands: { line: string; team: string; language: string; intent: string | null };
    begunBy: Beginning["by"];
    channel: string;
  }>;
  if (kind !== "conversation.opened" || !stands || !begunBy || !brand || !channel) return null;
  return { by: begunBy, openedAt: at, stands: { ...stands, brand, channel, agent: null } };
}

function beginning({ kind, at, data }: First, row: Row): Beginning {
  return {
    by: row.startedBy === "company" ? "company" : row.auto ? "machine" : "customer",
    openedAt: kind === "conversation.opened" ? at : row.createdAt.getTime(),
    stands: {
      brand: row.brandId,
      line: row.line,
      team: row.teamId,
      agent: null,
      channel: row.channel,
      language: row.language,
      intent: typeof data.intent === "string" ? data.intent : row.intent,
    },
  };
}
