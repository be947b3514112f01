import type { Message } from "../../../contract/conversations.ts";
import type { Language } from "../../../contract/languages.ts";
import { isOfMatter } from "../../conversations/index.ts";
import type { Tx } from "../../db/database.ts";
import type { Secret } from "../../secret.ts";
import type { ReadMail } from "./reading/index.ts";
import { isGenuine, readReplyAddress } from "./reply-address.ts";

/** The conversation a mail belongs to, and why we think so. */
export interface Link {
  conversationId: string;
  customerId: string;
  language: Language;
  by: Message["linkedBy"];
}

interface Arrived {
  workspaceId: string;
  inboxId: string;
  brandId: string;
  envelopeTo: string;
}

/**
 * Finds the conversation a mail continues: by the signed address it was sent to, else by the ids of the mails it
 * answers, when its sender is the customer of that conversation. A guess is not enough to show somebody a history.
 */
export async function findConversation(
  tx: Tx,
  secret: Secret,
  mail: Arrived,
  read: ReadMail,
): Promise<Link | null> {
  return (await byReplyAddress(tx, secret, mail, read)) ?? (await byMailIds(tx, mail, read));
}

async function byReplyAddress(tx: Tx, secret: Secret, mail: Arrived, read: ReadMail): Promise<Link | null> {
  const addresses = [mail.envelopeTo, ...read.to.map((to) => to.address), ...read.cc.map((cc) => cc.address)];
  for (const address of addresses.slice(0, 100)) {
    const found = readReplyAddress(address);
    if (!found) continue;
    const row = await conversations(tx, mail).where("c.number", "=", found.number).executeTakeFirst();
    if (!row) continue;
    const target = {
      workspaceId: mail.workspaceId,
      inboxId: row.inboxId,
      number: found.number,
      customerId: row.customerId,
    };
    if (isGenuine(secret, target, found.signature)) return toLink(row, "reply_token");
  }
  return null;
}

async function byMailIds(tx: Tx, mail: Arrived, read: ReadMail): Promise<Link | null> {
  const sender = (read.replyTo[0] ?? read.from)?.address.toLowerCase();
  const ids = [read.inReplyTo, ...read.references.toReversed()].filter((id) => id !== null).slice(0, 50);
  if (!sender || !ids.length) return null;
  const rows = await conversations(tx, mail)
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "c.workspaceId").onRef("m.conversationId", "=", "c.id"),
    )
    .innerJoin("identities as i", (join) => join.onRef("i.workspaceId", "=", "c.workspaceId").on(isOfMatter))
    .select("m.mailId")
    .where("m.workspaceId", "=", mail.workspaceId)
    .where("m.mailId", "in", ids)
    .where("i.kind", "=", "email")
    .where("i.value", "in", [sender, (read.from?.address ?? sender).toLowerCase()])
    .execute();
  // The mail that is answered directly says more than one further back.
  const [best] = rows.sort((a, b) => ids.indexOf(a.mailId!) - ids.indexOf(b.mailId!));
  return best ? toLink(best, best.mailId === read.inReplyTo ? "in_reply_to" : "references") : null;
}

const conversations = (tx: Tx, mail: Arrived) =>
  tx
    .selectFrom("conversations as c")
    .select(["c.id", "c.customerId", "c.inboxId", "c.language"])
    .where("c.workspaceId", "=", mail.workspaceId)
    .where("c.brandId", "=", mail.brandId);

const toLink = (row: { id: string; customerId: string; language: string }, by: Link["by"]): Link => ({
  conversationId: row.id,
  customerId: row.customerId,
  language: row.language as Language,
  by,
});
