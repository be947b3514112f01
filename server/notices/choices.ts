import { sql } from "kysely";
import { type NoticeGroup, noticeGroups } from "../../contract/notice-kinds.ts";
import type { NoticeChoices, patchNoticeChoices, Ways } from "../../contract/notices.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";

/** What somebody has chosen, as it is kept: what they never touched follows the usual, also a later one. */
export interface Kept {
  groups: Partial<Record<NoticeGroup, Ways>> | null;
  choices: Partial<Omit<NoticeChoices, "groups" | "pausedUntil">> | null;
  pausedUntil: Date | null;
}

const usual: Omit<NoticeChoices, "groups" | "pausedUntil"> = {
  digest: { rhythm: "daily", at: "08:00", urgentAtOnce: true },
  quiet: { hours: null, whenAway: true },
  sound: false,
};

export const wholeChoices = ({ groups, choices, pausedUntil }: Kept): NoticeChoices => ({
  ...usual,
  ...choices,
  groups: Object.fromEntries(
    Object.entries(noticeGroups).map(([name, ways]) => [name, { ...ways, ...groups?.[name as NoticeGroup] }]),
  ) as NoticeChoices["groups"],
  pausedUntil: pausedUntil?.toISOString() ?? null,
});

export function readChoices(db: Db, caller: Caller): Promise<NoticeChoices> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  return look(db, caller.workspaceId, (tx) => choicesOf(tx, caller));
}

/** Changes what the caller wants to be told; what is left out stays. */
export function changeChoices(
  db: Db,
  caller: Caller,
  { groups, pausedUntil, ...choices }: BodyOf<typeof patchNoticeChoices>,
): Promise<NoticeChoices> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const { workspaceId, id } = caller;
  return within(db, workspaceId, async (tx) => {
    await sql`
      insert into notice_choices as c (workspace_id, agent_id, groups, choices, paused_until)
      values (${workspaceId}, ${id}, ${JSON.stringify(groups ?? {})}::jsonb, ${JSON.stringify(choices)}::jsonb,
        ${pausedUntil ? new Date(pausedUntil) : null}::timestamptz)
      on conflict (workspace_id, agent_id) do update set groups = c.groups || excluded.groups,
        choices = c.choices || excluded.choices,
        paused_until = ${pausedUntil === undefined ? sql`c.paused_until` : sql`excluded.paused_until`}`.execute(
      tx,
    );
    return choicesOf(tx, caller);
  });
}

async function choicesOf(tx: Tx, { workspaceId, id }: Caller): Promise<NoticeChoices> {
  const { rows } = await sql<Kept>`
    select groups, choices, paused_until from notice_choices
    where workspace_id = ${workspaceId} and agent_id = ${id}`.execute(tx);
  return wholeChoices(rows[0] ?? { groups: null, choices: null, pausedUntil: null });
}
