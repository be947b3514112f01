import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { DraftState } from "../../../contract/together.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, withoutWall } from "../../db/database.ts";
import { uploadsOf } from "../draft-files.ts";
import { mayRead } from "../read.ts";

const mostStates = 20;
/** Pauses closer together than this are one state, unless words were taken away. */
const pauseSeconds = 20;
const keptDays = 30;

export interface DraftContent {
  kind: string;
  html: string;
  attachments: string[];
}

/** Keeps what a draft is at a pause, so that its author finds it again whatever becomes of it. */
export async function keepState(
  tx: Tx,
  { workspaceId, agentId, conversationId }: { workspaceId: string; agentId: string; conversationId: string },
  { kind, html, attachments }: DraftContent,
  at: Date,
): Promise<void> {
  const whose = sql`workspace_id = ${workspaceId} and conversation_id = ${conversationId} and agent_id = ${agentId}`;
  await sql`
    with last as (
      select id, kind, html, attachments, at from draft_states where ${whose} order by at desc limit 1
    ), grown as (
      -- What goes on from the last state a moment ago takes its place.
      update draft_states s set html = ${html}, kind = ${kind}, attachments = ${attachments}::uuid[]
      from last
      where s.workspace_id = ${workspaceId} and s.id = last.id and last.kind = ${kind}
        and last.at > ${at}::timestamptz - make_interval(secs => ${pauseSeconds})
        and length(last.html) <= ${html.length} + 20
      returning s.id
    ), put as (
      insert into draft_states (workspace_id, id, agent_id, conversation_id, kind, html, attachments, at)
      select ${workspaceId}, ${randomUUIDv7()}, ${agentId}, ${conversationId}, ${kind}, ${html}, ${attachments}::uuid[], ${at}
      where not exists (select from grown)
        and not exists (select from last where html = ${html} and kind = ${kind} and attachments = ${attachments}::uuid[])
      returning id
    )
    delete from draft_states s
    where ${whose} and exists (select from put)
      and s.id in (select id from draft_states where ${whose} order by at desc offset ${mostStates - 1})`.execute(
    tx,
  );
}

/** What the caller's draft was, newest first. */
export function draftStates(db: Db, caller: Caller, conversationId: string): Promise<DraftState[]> {
  return look(db, caller.workspaceId, async (tx) => {
    await mayRead(tx, caller, conversationId);
    const rows = await tx
      .selectFrom("draftStates")
      .select(["id", "kind", "html", "attachments", "at"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", conversationId)
      .where("agentId", "=", caller.id)
      .orderBy("at", "desc")
      .limit(mostStates)
      .execute();
    const files = await uploadsOf(
      tx,
      caller.workspaceId,
      caller.id,
      rows.flatMap(({ attachments }) => attachments),
    );
    return rows.map(({ id, kind, html, attachments, at }) => ({
      id,
      kind: kind as DraftState["kind"],
      html,
      attachments: files.filter((file) => attachments.includes(file.id)),
      at: at.toISOString(),
    }));
  });
}

export const forgetDraftStates = (db: Db): Promise<unknown> =>
  withoutWall(db, (tx) =>
    tx
      .deleteFrom("draftStates")
      .where(sql<boolean>`at < now() - make_interval(days => ${keptDays})`)
      .execute(),
  );
