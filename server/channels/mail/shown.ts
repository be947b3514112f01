import type { Language } from "../../../contract/languages.ts";
import type { Incoming } from "../../conversations/index.ts";
import type { Tx } from "../../db/database.ts";
import { record } from "../../events.ts";
import { mailer } from "./actor.ts";
import type { Link } from "./link.ts";
import type { RawMail } from "./raw-mail.ts";
import { unknownSender } from "./understood.ts";

/**
 * The conversation that was made for a mail when it could not be read, if its sender is the customer there: then the real
 * message belongs to it. By the envelope alone the customer may have been guessed wrongly; such a mail takes its own way,
 * so that nobody else reads the answer.
 */
export async function whereShown(tx: Tx, mail: RawMail, { from }: Incoming): Promise<Link | null> {
  const row = await tx
    .selectFrom("conversations as c")
    .innerJoin("identities as i", (join) =>
      join.onRef("i.workspaceId", "=", "c.workspaceId").onRef("i.customerId", "=", "c.customerId"),
    )
    .select(["c.id", "c.customerId", "c.language"])
    .where("c.workspaceId", "=", mail.workspaceId)
    .where("c.id", "=", mail.shownIn)
    .where("i.kind", "=", "email")
    .where("i.value", "=", from.email)
    .executeTakeFirst();
  if (!row) return null;
  return {
    joins: row.id,
    by: "read_anew",
    isUnverified: false,
    isForged: false,
    isThirdPerson: false,
    related: null,
    reasons: [],
    customerId: row.customerId,
    language: row.language as Language,
    thread: null,
  };
}

/** Says in the conversation that was made for an unreadable mail what became of it, and gives it the real subject. */
export async function tellReadAnew(
  tx: Tx,
  mail: RawMail,
  { subject }: Incoming,
  conversationId: string,
): Promise<void> {
  if (!mail.shownIn) return;
  const isHere = conversationId === mail.shownIn;
  const place = await tx
    .selectFrom("conversations")
    .select(["id", "number", "brandId"])
    .where("workspaceId", "=", mail.workspaceId)
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  if (isHere)
    await tx
      .updateTable("conversations")
      .set({ subject })
      .where("workspaceId", "=", mail.workspaceId)
      .where("id", "=", conversationId)
      // As we called it when nothing could be read; a name that somebody gave it since stays.
      .where("subject", "=", mail.envelopeFrom || unknownSender)
      .execute();
  await record(tx, {
    workspaceId: mail.workspaceId,
    kind: "conversation.mail_read_anew",
    actor: mailer,
    conversationId: mail.shownIn,
    brandId: place.brandId,
    data: isHere ? {} : { to: place.id, number: place.number },
  });
}
