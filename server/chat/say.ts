import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Chat, ChatMessage, postChatMessage } from "../../contract/chat.ts";
import type { BodyOf } from "../../contract/route.ts";
import {
  continueConversation,
  type Incoming,
  openConversations,
  previewOf,
  quickRepliesOf,
} from "../conversations/index.ts";
import { type Db, send, type Tx, within } from "../db/database.ts";
import { claimUploads } from "../files/index.ts";
import { noteContact } from "../knowledge/index.ts";
import { Refusal } from "../refusal.ts";
import { text as wordsOf } from "../texts.ts";
import type { Visitor } from "../visitor.ts";
import { ownIdentities } from "./account.ts";
import { availabilityOf } from "./availability.ts";
import { ownChats, readChats } from "./chats.ts";
import { messagesFrom, noteTold } from "./messages.ts";
import type { ChatNeeds } from "./needs.ts";
import { giveNumbers } from "./numbers.ts";
import { ownAddress } from "./own-address.ts";
import { readerOf } from "./reader.ts";
import { amendVisitor, visitorRows } from "./visitors.ts";
import { type Widget, widgetById } from "./widget.ts";

type Body = BodyOf<typeof postChatMessage>;

/**
 * Records what a visitor says: in the matter that goes on, or in a new one, with everything that belongs to a customer's
 * message, in one transaction with the name that their browser gave to it. Sent again, it is not said again.
 */
export async function say(
  needs: ChatNeeds,
  visitor: Visitor,
  body: Body,
): Promise<{ message: ChatMessage; chat: Chat; messages: ChatMessage[] }> {
  const { db, secret } = needs;
  if (visitor.isBlocked) throw new Refusal("blocked");
  const { workspaceId } = visitor;
  const widget = await widgetById(db, workspaceId, visitor.widgetId);
  if (!widget?.isOn) throw new Refusal("not_found");
  if (body.files.length > widget.settings.files.most) throw new Refusal("too_large");
  const now = new Date();
  const { isAttended } = await availabilityOf(db, widget);

  const said = await within(db, workspaceId, async (tx) => {
    const [speaker, before, newest] = await Promise.all([
      // A browser that sends the same twice at once takes turns with itself here.
      lockVisitor(tx, visitor),
      sentBefore(tx, visitor, body.clientId),
      newestMatter(tx, visitor, body),
    ]);
    if (before) return before;
    const named = await nameAndAddress(db, speaker, body);
    // Whom the site has just begun to vouch for may have other matters.
    const isSame = speaker.account === visitor.account && speaker.customerId === visitor.customerId;
    const found = isSame ? newest : await newestMatter(tx, speaker, body);
    const matter = goesOn(widget, found, body, now);
    const renamed = speaker.account === null ? body.preChat?.name : undefined;
    const { customerId, name } = await customerFor(tx, widget, {
      ...named,
      customerName: renamed ?? speaker.customerName,
    });
    const words = body.quickReply ? await chosenWords(tx, workspaceId, matter, body.quickReply) : body.text;
    const topic = widget.settings.preChat.topics.find(({ key }) => key === body.preChat?.topic);
    const incoming: Incoming = {
      inbox: widget.inbox,
      from: { email: "", name },
      customerId,
      inChat: { isAttended },
      channel: "chat",
      subject: previewOf(words).slice(0, 80) || (await nameOfFile(tx, visitor, body.files)),
      text: words,
      html: null,
      reply: words,
      sentAt: now,
      line: topic?.line ?? undefined,
      intent: topic?.intent ?? undefined,
      linkedBy: "chat",
      recordedAt: now,
    };
    const actor = { kind: "customer" as const, id: customerId, name };
    const { conversationId, messageId } = matter
      ? { conversationId: matter, ...(await continueConversation(db, workspaceId, actor, matter, incoming)) }
      : await open(db, workspaceId, { actor, incoming });
    await noteChat(tx, widget, { ...named, customerId }, conversationId, body, matter === null);
    giveNumbers(tx, workspaceId, [conversationId]);
    const { clientId } = body;
    send(
      tx,
      tx
        .insertInto("chatSent")
        .values({ workspaceId, visitorId: visitor.id, clientId, conversationId, messageId }),
    );
    await Promise.all([
      claimUploads(tx, visitor, body.files, { conversationId, messageId }),
      noteContact(db, { workspaceId, reader: readerOf(secret, visitor), customerId }),
    ]);
    return { conversationId, messageId };
  });

  // Others hear of it from here on; whoever said it is told how it stands.
  return within(db, workspaceId, async (tx) => {
    const [[chat], found] = await Promise.all([
      readChats(needs, tx, workspaceId, [said.conversationId]),
      messagesFrom(tx, secret, workspaceId, said),
    ]);
    await noteTold(tx, workspaceId, found.untold);
    const [message, ...messages] = found.messages.get(said.conversationId)!;
    return { message: message!, chat: chat!, messages };
  });
}

/** A visitor and what their customer is called, if they are one. */
interface Speaker extends Visitor {
  customerName: string | null;
}

async function lockVisitor(tx: Tx, { workspaceId, id }: Visitor): Promise<Speaker> {
  const row = await visitorRows(tx, workspaceId)
    .leftJoin("customers as p", (join) =>
      join.onRef("p.workspaceId", "=", "v.workspaceId").onRef("p.id", "=", "v.customerId"),
    )
    .select("p.name as customerName")
    .where("v.id", "=", id)
    .forNoKeyUpdate("v")
    .executeTakeFirst();
  if (!row) throw new Refusal("not_signed_in");
  return row as Speaker;
}

const sentBefore = (tx: Tx, { workspaceId, id }: Visitor, clientId: string) =>
  tx
    .selectFrom("chatSent")
    .select(["conversationId", "messageId"])
    .where("workspaceId", "=", workspaceId)
    .where("visitorId", "=", id)
    .where("clientId", "=", clientId)
    .executeTakeFirst();

/** What was asked before the first message. */
async function nameAndAddress(db: Db, visitor: Visitor, { preChat }: Body): Promise<Visitor> {
  const { name, email } = preChat ?? {};
  return name || email ? amendVisitor(db, visitor, { name, email }) : visitor;
}

interface Newest {
  id: string;
  status: string;
  closedAt: Date | null;
  hasEnded: boolean;
}

/** The matter that was named, else the newest of this visitor. */
async function newestMatter(tx: Tx, visitor: Visitor, { conversation }: Body): Promise<Newest | undefined> {
  const { rows } = await sql<Newest>`
    select c.id, c.status, c.closed_at, t.ended_at is not null as has_ended
    from chats t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where ${ownChats(visitor)} ${conversation ? sql`and c.id = ${conversation}` : sql``}
    order by c.last_message_at desc, c.id desc limit 1`.execute(tx);
  return rows[0];
}

/** The matter that a message belongs to. One that was closed goes on as well while it is young; null begins another. */
function goesOn(
  widget: Widget,
  newest: Newest | undefined,
  { conversation }: Body,
  now: Date,
): string | null {
  if (conversation && !newest) throw new Refusal("not_found");
  if (!newest) return null;
  if (newest.status !== "closed") return conversation || !newest.hasEnded ? newest.id : null;
  const old = now.getTime() - widget.settings.newAfterDays * 86_400_000;
  const isYoung = newest.closedAt !== null && newest.closedAt.getTime() > old;
  return isYoung && (conversation || !newest.hasEnded) ? newest.id : null;
}

/** Who a visitor is to us: from their first words on a customer, of whom we may know no more than that they came. */
async function customerFor(
  tx: Tx,
  widget: Widget,
  visitor: Speaker,
): Promise<{ customerId: string; name: string }> {
  const { workspaceId, brandId } = widget;
  if (visitor.customerId) return { customerId: visitor.customerId, name: visitor.customerName! };
  const customerId = randomUUIDv7();
  const code = visitor.id.slice(-3).toUpperCase();
  const name = visitor.name ?? wordsOf(visitor.locale, "chat.visitor_named", { code });
  const now = new Date();
  await tx
    .insertInto("customers")
    .values({ workspaceId, id: customerId, brandId, name, locale: visitor.locale, lastSeenAt: now })
    .execute();
  await tx
    .updateTable("chatVisitors")
    .set({ customerId })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", visitor.id)
    .execute();
  if (visitor.account) {
    const { vouchedEmail } = await tx
      .selectFrom("chatVisitors")
      .select("vouchedEmail")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", visitor.id)
      .executeTakeFirstOrThrow();
    const given = { userId: visitor.account, email: vouchedEmail };
    await ownIdentities(tx, { workspaceId, brandId, customerId }, given);
  }
  return { customerId, name };
}

async function chosenWords(
  tx: Tx,
  workspaceId: string,
  matter: string | null,
  { message, id }: NonNullable<Body["quickReply"]>,
): Promise<string> {
  const row = matter
    ? await tx
        .selectFrom("messages")
        .select("quickReplies")
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", message)
        .where("conversationId", "=", matter)
        .executeTakeFirst()
    : undefined;
  const chosen = quickRepliesOf(row?.quickReplies ?? []).find((one) => one.id === id);
  if (!chosen) throw new Refusal("not_found");
  return chosen.label;
}

/** Of files without a word, what the first is called. */
async function nameOfFile(tx: Tx, visitor: Visitor, files: string[]): Promise<string> {
  if (!files[0]) return "";
  const row = await tx
    .selectFrom("attachments")
    .select("filename")
    .where("workspaceId", "=", visitor.workspaceId)
    .where("id", "=", files[0])
    .where("uploadedBy", "=", visitor.id)
    .executeTakeFirst();
  return row?.filename ?? "";
}

async function open(db: Db, workspaceId: string, opening: Parameters<typeof openConversations>[2][number]) {
  const [opened] = await openConversations(db, workspaceId, [opening]);
  return { conversationId: opened!.conversation.id, messageId: opened!.messageId };
}

/** What a conversation by chat has besides; whoever wrote last is its visitor, from whichever browser. */
async function noteChat(
  tx: Tx,
  widget: Widget,
  visitor: Visitor & { customerId: string },
  conversationId: string,
  body: Body,
  isNew: boolean,
): Promise<void> {
  const { workspaceId } = widget;
  const { email } = visitor;
  send(
    tx,
    tx
      .insertInto("chats")
      .values({
        workspaceId,
        conversationId,
        visitorId: visitor.id,
        widgetId: widget.id,
        email,
        invitationId: body.invitation ?? null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["workspaceId", "conversationId"])
          // Whoever writes here again is answered here again.
          .doUpdateSet({ visitorId: visitor.id, widgetId: widget.id, endedAt: null, byMail: false }),
      ),
  );
  if (isNew && email) await ownAddress(tx, visitor, email);
  const page = visitor.consents && body.page ? JSON.stringify(body.page) : null;
  send(
    tx,
    tx
      .updateTable("chatVisitors")
      // Whoever writes has come, and nobody need be told so.
      .set({ seenAt: new Date(), leftAt: null, isToldHere: true, ...(page && { page }) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", visitor.id),
  );
}
