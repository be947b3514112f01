import { type RawBuilder, sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import type { Notice, NoticeChoices } from "../../contract/notices.ts";
import type { Shift } from "../../contract/routing.ts";
import type { Tx } from "../db/database.ts";
import { type KeptChoices, nextDigest, quietUntil, wholeChoices } from "../notices/index.ts";
import { isOnShift } from "../routing/index.ts";

/** Somebody who is told, as far as it matters when and how. */
export interface Reader {
  workspaceId: string;
  id: string;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  choices: NoticeChoices;
  /** They said so, or their shift is over. */
  isAway: boolean;
}

/** A notice with what it takes to say it. */
export interface Told {
  id: string;
  kind: Notice["kind"];
  data: Notice["data"];
  times: number;
  at: Date;
  conversation: Notice["conversation"];
}

type ReaderRow = Omit<Reader, "choices" | "isAway"> &
  KeptChoices & { rota: Shift[] | null; saidAway: boolean | null };

/** Those of some agents who work here, by workspace and id. */
export async function readersOf(
  tx: Tx,
  agents: { workspaceId: string; agentId: string }[],
  now: Date,
): Promise<Map<string, Reader>> {
  if (!agents.length) return new Map();
  const wanted = agents.map(({ workspaceId, agentId }) => ({ workspace_id: workspaceId, agent_id: agentId }));
  const { rows } = await sql<ReaderRow>`
    select a.workspace_id, a.id, a.name, a.email, a.locale, a.time_zone, c.groups, c.choices, c.paused_until, w.rota,
      p.state = 'away' and p.gone_since is null as said_away
    from (select distinct * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r (workspace_id uuid, agent_id uuid)) r
    join agents a on a.workspace_id = r.workspace_id and a.id = r.agent_id
    left join notice_choices c on c.workspace_id = a.workspace_id and c.agent_id = a.id
    left join work_profiles w on w.workspace_id = a.workspace_id and w.agent_id = a.id
    left join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
    where a.status = 'active'`.execute(tx);
  return new Map(
    rows.map(({ groups, choices, pausedUntil, rota, saidAway, ...person }) => [
      keyOf(person.workspaceId, person.id),
      {
        ...person,
        choices: wholeChoices({ groups, choices, pausedUntil }),
        isAway: Boolean(saidAway) || !isOnShift(rota ?? [], person.timeZone, now),
      },
    ]),
  );
}

export const keyOf = (workspaceId: string, agentId: string) => `${workspaceId} ${agentId}`;

/** Why somebody's phone is not to ring now: until a time, or until they are back and look for themselves. */
export function heldBack({ choices, timeZone, isAway }: Reader, now: Date): { until: Date | null } | null {
  const pausedUntil = choices.pausedUntil ? new Date(choices.pausedUntil) : null;
  if (pausedUntil && pausedUntil > now) return { until: pausedUntil };
  const until = quietUntil(choices.quiet, timeZone, now);
  if (until) return { until };
  return choices.quiet.whenAway && isAway ? { until: null } : null;
}

export const digestAfter = ({ choices, timeZone }: Reader, now: Date): Date | null =>
  nextDigest(choices.digest, timeZone, now);

/** Of notices `n`, what it takes to say them; nothing of brands that their reader `a` no longer serves. */
export const toldColumns: RawBuilder<unknown> = sql`n.id, n.kind, n.data, n.times, n.at,
  case when c.id is not null then json_build_object('id', c.id, 'number', c.number, 'subject', c.subject) end as conversation`;
export const toldFrom: RawBuilder<unknown> = sql`notices n
  join agents a on a.workspace_id = n.workspace_id and a.id = n.agent_id
  left join conversations c on c.workspace_id = n.workspace_id and c.id = n.conversation_id`;
export const behindNoWall: RawBuilder<unknown> = sql`(c.id is null or a.all_brands or exists (select from agent_brands x
  where x.workspace_id = a.workspace_id and x.agent_id = a.id and x.brand_id = c.brand_id))`;
