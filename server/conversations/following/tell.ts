import { sql } from "kysely";
import type { NoticeKind } from "../../../contract/notice-kinds.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { notify } from "../../notices/index.ts";
import { previewOf } from "../preview.ts";
import { answerMentions } from "./mentions.ts";

/** What happened to a matter, as reactions hear of it. */
interface Happened {
  workspaceId: string;
  kind: string;
  data: Record<string, unknown>;
  id?: string;
  at?: string;
  conversationId?: string | null;
  actor?: { kind: string; id: string | null; name: string };
}

interface Matter {
  id: string;
  ownerId: string | null;
  brandId: string;
  customer: string;
  /** Those who follow it and may see it still. */
  followers: string[];
}

type Telling = Required<Pick<Happened, "id" | "data" | "kind">> & {
  at: Date;
  actor: { id: string | null; name: string; isPerson: boolean };
};

/** Tells whoever has a matter, and whoever follows it, what happened there. Nobody is told of what they did themselves. */
export async function tellOfMatters(db: Db, events: Happened[]): Promise<void> {
  for (const [workspaceId, own] of Map.groupBy(events, (event) => event.workspaceId))
    await within(db, workspaceId, async (tx) => {
      const matters = await mattersOf(tx, workspaceId, own);
      const words = await wordsOf(tx, workspaceId, own);
      for (const { id, at, conversationId, actor, kind, data } of own) {
        const matter = matters.get(conversationId ?? "");
        if (!matter || !id || !at || !actor) continue;
        const said = words.get(String(data.messageId ?? "")) ?? "";
        const who = { id: actor.id, name: actor.name, isPerson: actor.kind !== "automation" };
        const told = { id, kind, data, at: new Date(at), actor: who };
        await tell(tx, workspaceId, matter, told, said);
        if (kind === "conversation.replied" && actor.kind === "agent" && actor.id)
          await answerMentions(
            tx,
            { workspaceId, id: matter.id, brandId: matter.brandId },
            { id: actor.id, name: actor.name },
            { words: said, now: told.at },
          );
      }
    });
}

async function tell(
  tx: Tx,
  workspaceId: string,
  matter: Matter,
  event: Telling,
  text: string,
): Promise<void> {
  const { id, data, kind, actor, at } = event;
  const { ownerId, customer } = matter;
  const named = Array.isArray(data.mentions) ? data.mentions : [];
  const others = (people: string[]) => people.filter((one) => one !== actor.id && !named.includes(one));
  const followers = others(matter.followers.filter((one) => one !== ownerId));
  const owner = ownerId ? others([ownerId]) : [];
  const by = actor.name;
  const say = (to: string[], as: NoticeKind, about: Record<string, unknown>) =>
    notify(tx, workspaceId, {
      to,
      kind: as,
      conversationId: matter.id,
      data: { ...about, messageId: data.messageId },
      at,
      eventId: id,
    });
  switch (kind) {
    case "conversation.customer_wrote":
      // A machine's mail is no news to anybody.
      if (data.auto) return;
      await say(owner, "wrote_mine", { by: customer, text });
      return say(followers, "wrote_followed", { by: customer, text });
    case "conversation.replied":
      return say(followers, "replied", { by, text });
    case "conversation.noted":
      // A rule that wants to be heard has an act of its own for it.
      if (!actor.isPerson) return;
      // Whoever it came along to with the matter reads it in that notice.
      return say(
        [...owner, ...followers].filter((one) => !handedTo(data).includes(one)),
        "noted",
        { by, text },
      );
    case "conversation.closed":
      return say(followers, "closed", { by });
    case "conversation.handed_over":
      await say(followers, "handed_over", { by, text: String(data.reason ?? "") });
      return given(data, actor) ? say([given(data, actor)!], "assigned", { by }) : undefined;
    case "conversation.assigned":
      return given(data, actor)
        ? say([given(data, actor)!], "assigned", {
            by: nameOf(event),
            ...(typeof data.note === "string" && { text: data.note }),
          })
        : undefined;
  }
}

const handedTo = ({ to }: Telling["data"]): unknown[] => (Array.isArray(to) ? to : []);

/** Whom it was given to by somebody else. */
const given = ({ agent }: Telling["data"], actor: Telling["actor"]): string | null =>
  typeof agent === "string" && agent !== actor.id ? agent : null;

/** A queue and a sweep act under names of ours, which are no names for people. */
const nameOf = ({ actor }: Telling): string => (actor.id ? actor.name : "");

async function mattersOf(tx: Tx, workspaceId: string, events: Happened[]): Promise<Map<string, Matter>> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => conversationId ?? []))];
  const { rows } = await sql<Matter>`
    select c.id, c.owner_id, c.brand_id, coalesce(nullif(p.name, ''), p.email, '') as customer,
      coalesce((select array_agg(f.agent_id order by f.agent_id) from followers f
        join agents a on a.workspace_id = f.workspace_id and a.id = f.agent_id
        where f.workspace_id = c.workspace_id and f.conversation_id = c.id and a.status = 'active'
          and (a.all_brands or exists (select from agent_brands b where b.workspace_id = a.workspace_id
            and b.agent_id = a.id and b.brand_id = c.brand_id))), '{}') as followers
    from conversations c
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    where c.workspace_id = ${workspaceId} and c.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function wordsOf(tx: Tx, workspaceId: string, events: Happened[]): Promise<Map<string, string>> {
  const ids = events.flatMap(({ data }) => (typeof data.messageId === "string" ? [data.messageId] : []));
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; reply: string }>`
    select id, left(reply, 1000) as reply from messages
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, reply }) => [id, previewOf(reply)]));
}
