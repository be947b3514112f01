import { sql } from "kysely";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { notify } from "../../notices/index.ts";
import { Refusal } from "../../refusal.ts";
import { previewOf } from "../preview.ts";
import { type ConversationRow, mayRead } from "../read.ts";

type Named = { kind: "agent" | "team"; id: string };

const mark = /\sdata-mention="(agent|team):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/gi;

/** Who is named in cleaned HTML, each once. */
export function namedIn(html: string | null): Named[] {
  const found = [...(html ?? "").matchAll(mark)].map(([, kind, id]) => `${kind} ${id!.toLowerCase()}`);
  return [...new Set(found)].map((each) => {
    const [kind, id] = each.split(" ");
    return { kind: kind as Named["kind"], id: id! };
  });
}

/** Words for somebody outside: whom they would name here is not theirs to know. */
export const withoutMentions = <Said extends { html: string | null }>(said: Said): Said => ({
  ...said,
  html: said.html?.replace(/\sdata-mention="[^"]*"/gi, "") ?? null,
});

interface Note {
  messageId: string;
  html: string | null;
  text: string;
  /** Whoever is named is asked, perhaps by a time. */
  ask?: { dueAt: string | null };
  now: Date;
}

/**
 * Names colleagues in a note: they find it among what they were named in until they are done, follow the matter from
 * now on, and are told. Nobody is named who may not see it. Returns whom.
 */
export async function mention(
  tx: Tx,
  caller: Caller,
  { workspaceId, id, brandId }: Pick<ConversationRow, "workspaceId" | "id" | "brandId">,
  { messageId, html, text, ask, now }: Note,
): Promise<string[]> {
  const named = namedIn(html);
  if (!named.length && !ask) return [];
  const to = (await whoIsNamed(tx, workspaceId, brandId, named)).filter((agent) => agent !== caller.id);
  if (!to.length && ask) throw new Refusal("nobody_asked");
  if (!to.length) return [];
  const because = ask ? "asked" : "mentioned";
  const byAgent = caller.kind === "agent" ? caller.id : null;
  await sql`
    insert into mentions (workspace_id, agent_id, message_id, conversation_id, at, by_agent, because, due_at)
    select ${workspaceId}, unnest(${to}::uuid[]), ${messageId}, ${id}, ${now}, ${byAgent}::uuid, ${because}, ${ask?.dueAt ? new Date(ask.dueAt) : null}::timestamptz`.execute(
    tx,
  );
  await sql`
    insert into followers as f (workspace_id, conversation_id, agent_id, because, since)
    select ${workspaceId}, ${id}, unnest(${to}::uuid[]), ${because}, ${now}
    on conflict (workspace_id, conversation_id, agent_id) do update set because = 'asked'
      where f.because = 'mentioned' and excluded.because = 'asked'`.execute(tx);
  await notify(tx, workspaceId, {
    to,
    kind: because,
    conversationId: id,
    data: { by: caller.name, text: previewOf(text), messageId, ...(ask?.dueAt && { dueAt: ask.dueAt }) },
    at: now,
  });
  return to;
}

/** The agents that are meant, those of teams too; refuses when one of them may not see the matter. */
async function whoIsNamed(tx: Tx, workspaceId: string, brandId: string, named: Named[]): Promise<string[]> {
  const idsOf = (kind: Named["kind"]) => named.filter((each) => each.kind === kind).map(({ id }) => id);
  const [agents, teams] = [idsOf("agent"), idsOf("team")];
  const { rows } = await sql<{
    id: string;
    name: string;
    sees: boolean;
    byName: boolean;
    team: string | null;
  }>`
    select a.id, a.name, a.id = any(${agents}::uuid[]) as by_name, m.team_id as team,
      a.status = 'active' and (a.all_brands or exists (select from agent_brands b
        where b.workspace_id = a.workspace_id and b.agent_id = a.id and b.brand_id = ${brandId})) as sees
    from agents a
    left join team_members m on m.workspace_id = a.workspace_id and m.agent_id = a.id and m.team_id = any(${teams}::uuid[])
    where a.workspace_id = ${workspaceId} and (a.id = any(${agents}::uuid[]) or m.team_id is not null)`.execute(
    tx,
  );
  const found = new Set(rows.map(({ id }) => id));
  const unseen = [
    ...rows.filter(({ byName, sees }) => byName && !sees),
    ...agents.filter((id) => !found.has(id)).map((id) => ({ id, name: "" })),
  ];
  if (unseen.length)
    throw new Refusal("mention_unseen", {
      fields: unseen.map(({ id, name }) => ({ path: `mentions.${id}`, message: name || "not_found" })),
    });
  const seeing = rows.filter(({ sees }) => sees);
  // A team of which nobody serves the brand is named in vain.
  const inVain = teams.filter((team) => !seeing.some((row) => row.team === team));
  if (inVain.length)
    throw new Refusal("mention_unseen", {
      fields: inVain.map((id) => ({ path: `mentions.${id}`, message: "not_found" })),
    });
  return [...new Set(seeing.map(({ id }) => id))];
}

type Matter = { workspaceId: string; id: string; brandId: string };

/**
 * Whoever says something in a matter has dealt with what they were named in there; those who asked are told. `words` is
 * what was said.
 */
export async function answerMentions(
  tx: Tx,
  { workspaceId, id, brandId }: Matter,
  { id: agentId, name: agentName }: { id: string; name: string },
  { words, now, but }: { words: string; now: Date; but?: string },
): Promise<void> {
  const { rows } = await sql<{ byAgent: string | null; because: string }>`
    update mentions set done_at = ${now}, done_by = 'answered'
    where workspace_id = ${workspaceId} and agent_id = ${agentId} and conversation_id = ${id} and done_at is null
      and at <= ${now} and message_id is distinct from ${but ?? null}::uuid
    returning by_agent, because`.execute(tx);
  const asked = rows.flatMap(({ byAgent, because }) =>
    because === "asked" && byAgent && byAgent !== agentId ? [byAgent] : [],
  );
  await notify(tx, workspaceId, {
    to: asked,
    kind: "answered",
    conversationId: id,
    data: { by: agentName, text: previewOf(words) },
    at: now,
  });
  if (rows.length)
    await record(tx, {
      workspaceId,
      kind: "conversation.following_changed",
      actor: { kind: "agent", id: agentId, name: agentName },
      conversationId: id,
      brandId,
      data: { agent: agentId, done: true },
    });
}

/** Says that the caller is done with what they were named in. */
export function mentionDone(db: Db, caller: Caller, conversationId: string): Promise<void> {
  return mine(db, caller, conversationId, async (tx) => {
    const { rows } = await sql`
      update mentions set done_at = ${new Date()}, done_by = 'said'
      where workspace_id = ${caller.workspaceId} and agent_id = ${caller.id} and conversation_id = ${conversationId}
        and done_at is null
      returning message_id`.execute(tx);
    return { changed: rows.length > 0, data: { done: true } };
  });
}

/** Takes that back for one note. */
export function mentionOpen(
  db: Db,
  caller: Caller,
  conversationId: string,
  messageId: string,
): Promise<void> {
  return mine(db, caller, conversationId, async (tx) => {
    const { rows } = await sql<{ was: Date | null }>`
      with former as (select done_at from mentions
        where workspace_id = ${caller.workspaceId} and agent_id = ${caller.id} and conversation_id = ${conversationId}
          and message_id = ${messageId} for update)
      update mentions m set done_at = null, done_by = null from former
      where m.workspace_id = ${caller.workspaceId} and m.agent_id = ${caller.id} and m.message_id = ${messageId}
      returning former.done_at as was`.execute(tx);
    if (!rows.length) throw new Refusal("not_found");
    return { changed: rows[0]!.was !== null, data: { done: false } };
  });
}

/** Changes what is the caller's own in a matter, and tells their screens when it did. */
export function mine(
  db: Db,
  caller: Caller,
  conversationId: string,
  act: (tx: Tx) => Promise<{ changed: boolean; data: Record<string, unknown> }>,
): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await mayRead(tx, caller, conversationId);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const { changed, data } = await act(tx);
    if (!changed) return;
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "conversation.following_changed",
      actor: actorOf(caller),
      conversationId,
      brandId,
      data: { agent: caller.id, ...data },
    });
  });
}
