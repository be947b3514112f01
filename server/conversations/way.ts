import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

/** How a message of ours leaves. */
export interface Way {
  by: "email" | "chat";
  /** Of a chat: when it goes by mail unless it has been seen. */
  mailAt: Date | null;
}

export const byMail: Way = { by: "email", mailAt: null };

/** What says only that we have it: by the time that mail would go, it is the answer that matters. */
export const inChatAlone: Way = { by: "chat", mailAt: null };

/** Whoever was seen so lately is still here: a page that is reloaded is gone for a moment. */
export const hereMinutes = 2;

/** SQL: whether the visitor `v` is here. */
export const isHere = (now: Date) =>
  sql<boolean>`(v.seen_at > ${now}::timestamptz - make_interval(mins => ${hereMinutes}))`;

interface Matter {
  workspaceId: string;
  id: string;
}

/** Where an answer goes: the address of the customer, ours to which they wrote, and the way it takes. */
export async function wayTo(
  tx: Tx,
  { workspaceId, id }: Matter,
  now: Date,
): Promise<{ to: { name: string; address: string }; from: string; way: Way } | undefined> {
  const { rows } = await sql<{
    name: string;
    address: string | null;
    ours: string;
    inChat: boolean;
    byMail: boolean | null;
    isHere: boolean | null;
    graceMinutes: number | null;
  }>`
    select p.name, coalesce(t.email, p.email) as address, i.address as ours, t.conversation_id is not null as in_chat,
      t.by_mail, ${isHere(now)} as is_here, (w.settings ->> 'graceMinutes')::integer as grace_minutes
    from conversations c
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
    left join chats t on t.workspace_id = c.workspace_id and t.conversation_id = c.id
    left join chat_visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
    left join chat_widgets w on w.workspace_id = t.workspace_id and w.id = t.widget_id
    where c.workspace_id = ${workspaceId} and c.id = ${id}`.execute(tx);
  return rows.map((row) => ({
    to: { name: row.name, address: row.address ?? "" },
    from: row.ours,
    way: wayOf({ ...row, hasAddress: Boolean(row.address) }, now),
  }))[0];
}

/**
 * Into the chat while its visitor is here, and also when they are gone without an address: then it waits until they come
 * back, or leave one. What is not seen within the grace goes by mail.
 */
export function wayOf(
  chat: {
    inChat: boolean;
    byMail: boolean | null;
    isHere: boolean | null;
    graceMinutes: number | null;
    hasAddress: boolean;
  },
  now: Date,
): Way {
  if (!chat.inChat || (chat.hasAddress && (chat.byMail || !chat.isHere))) return byMail;
  const mailAt = chat.hasAddress ? new Date(now.getTime() + chat.graceMinutes! * 60_000) : null;
  return { by: "chat", mailAt };
}
