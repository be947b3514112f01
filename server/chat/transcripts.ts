import { randomUUIDv7 } from "node:crypto";
import { html } from "ghtml";
import { sql } from "kysely";
import { z } from "zod";
import { directionOf, type Locale } from "../../contract/languages.ts";
import type { Caller } from "../caller.ts";
import { type DeliveryNeeds, replyAddress } from "../channels/index.ts";
import { lockConversation } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { defineQueue, enqueue } from "../jobs/index.ts";
import { Refusal } from "../refusal.ts";
import { text, timeText } from "../texts.ts";
import type { Visitor } from "../visitor.ts";
import { chatById, refuseForeign } from "./chats.ts";
import { readBeside } from "./for-agents.ts";
import type { ChatNeeds } from "./needs.ts";

export const transcriptQueue = defineQueue({
  name: "send-transcript",
  schema: z.object({ workspaceId: z.uuid(), id: z.uuid() }),
  retryLimit: 6,
  batchSize: 5,
  concurrency: 1,
});

/** An address that somebody only typed is somebody else's perhaps: nobody is to fill their mail by a chat. */
const mostAnHour = 2;
const longest = 500;

/** Orders what was said to be sent to its visitor. Only once somebody of ours has answered: no mail is made of their words alone. */
export async function orderTranscript(
  needs: ChatNeeds,
  visitor: Visitor,
  conversationId: string,
): Promise<void> {
  const { workspaceId, locale } = visitor;
  await within(needs.db, workspaceId, async (tx) => {
    await refuseForeign(tx, visitor, conversationId);
    const { canHaveTranscript: mayHave } = await chatById(needs, tx, visitor, conversationId);
    await order(tx, { workspaceId, conversationId, locale, mayHave });
  });
}

/** An agent has what was said sent to the visitor, in the visitor's language. */
export async function sendTranscriptOf(
  { db }: Pick<ChatNeeds, "db">,
  caller: Caller,
  conversationId: string,
): Promise<void> {
  const { workspaceId } = caller;
  await within(db, workspaceId, async (tx) => {
    await lockConversation(tx, workspaceId, conversationId, caller.brands);
    const { visitor, canSendTranscript: mayHave } = await readBeside(tx, caller, conversationId);
    await order(tx, { workspaceId, conversationId, locale: visitor.locale, mayHave });
  });
}

async function order(
  tx: Tx,
  {
    workspaceId,
    conversationId,
    locale,
    mayHave,
  }: { workspaceId: string; conversationId: string; locale: Locale; mayHave: boolean },
): Promise<void> {
  const now = new Date();
  const { rows } = await sql<{ address: string | null; lately: number }>`
    select coalesce(t.email, p.email) as address, (select count(*) from chat_transcripts s
      where s.workspace_id = t.workspace_id and s.conversation_id = t.conversation_id
        and s.asked_at > ${now}::timestamptz - interval '1 hour') as lately
    from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    where t.workspace_id = ${workspaceId} and t.conversation_id = ${conversationId}`.execute(tx);
  const { address, lately } = rows[0]!;
  if (!address) throw new Refusal("no_address");
  if (!mayHave) throw new Refusal("not_found");
  if (lately >= mostAnHour) throw new Refusal("too_many_requests", { retryAfter: 3600 });
  const id = randomUUIDv7();
  await tx
    .insertInto("chatTranscripts")
    .values({ workspaceId, id, conversationId, address, locale, askedAt: now })
    .execute();
  await enqueue(tx, transcriptQueue, [{ workspaceId, id }]);
}

/** Sends one that was ordered, unless it has been. A crash after the other server's yes may send it twice, under one Message-ID. */
export async function sendTranscript(
  needs: DeliveryNeeds,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<void> {
  const { db, secret, transport } = needs;
  const facts = await transcriptFacts(db, workspaceId, id);
  if (!facts) return;
  const locale = facts.locale as Locale;
  const back = replyAddress(secret, facts.ours, {
    workspaceId,
    inboxId: facts.inboxId,
    number: facts.number,
    customerId: facts.customerId,
  });
  const names = { number: String(facts.number), brand: facts.brand };
  const intro = text(locale, "chat.transcript_intro", names);
  const said = facts.messages.map(({ authorKind, authorName, at, words, language }) => ({
    who: authorKind === "customer" ? text(locale, "chat.transcript_you") : authorName,
    when: timeText(locale, new Date(at), facts.timeZone),
    words,
    language,
  }));
  const result = await transport.send({
    envelope: { from: back, to: [facts.address] },
    from: { name: facts.brand, address: facts.ours },
    replyTo: { name: facts.brand, address: back },
    to: [{ name: "", address: facts.address }],
    subject: text(locale, "chat.transcript_subject", names),
    messageId: `<${id}@${facts.ours.split("@")[1]}>`,
    text: [intro, ...said.map(({ who, when, words }) => `${who}, ${when}:\n${words}`)].join("\n\n"),
    html: page(locale, intro, said),
    textEncoding: "base64",
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
  });
  // What can never go out is not tried again; its visitor still has the chat.
  if (!result.sent && !result.permanent) throw new Error(result.error);
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("chatTranscripts")
      .set({ sentAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  );
}

interface Facts {
  address: string;
  locale: string;
  number: number;
  inboxId: string;
  customerId: string;
  ours: string;
  brand: string;
  timeZone: string;
  messages: { authorKind: string; authorName: string; at: string; words: string; language: string }[];
}

async function transcriptFacts(db: Db, workspaceId: string, id: string): Promise<Facts | undefined> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<Facts>`
      select s.address, s.locale, c.number, c.inbox_id, c.customer_id, i.address as ours, b.name as brand, w.time_zone,
        (select coalesce(json_agg(json_build_object('authorKind', m.author_kind, 'authorName', m.author_name,
            'at', m.sent_at, 'words', case when m.author_kind = 'customer' then m.reply else m.text end,
            'language', m.language) order by m.sent_at, m.id), '[]')
          from (select * from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
            and m.kind = 'message' and m.sent_at <= s.asked_at order by m.sent_at desc limit ${longest}) as m) as messages
      from chat_transcripts s
      join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
      join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
      join brands b on b.workspace_id = c.workspace_id and b.id = c.brand_id
      join workspaces w on w.id = c.workspace_id
      where s.workspace_id = ${workspaceId} and s.id = ${id} and s.sent_at is null`.execute(tx);
    return rows[0];
  });
}

function page(
  locale: Locale,
  intro: string,
  said: { who: string; when: string; words: string; language: string }[],
): string {
  const direction = directionOf(locale);
  const lines = said.map(
    ({ who, when, words, language }) =>
      html`<p style="margin:0 0 1em"><b>${who}</b> <span style="color:#666">${when}</span><br><span dir="${directionOf(language)}" style="white-space:pre-wrap">${words}</span></p>`,
  );
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"></head>
<body dir="${direction}" style="font-family:sans-serif;font-size:15px;line-height:1.5;text-align:${direction === "rtl" ? "right" : "left"}">
<p>${intro}</p>
!${lines.join("\n")}
</body></html>`;
}
