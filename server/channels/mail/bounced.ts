import { deliveryEnded } from "../../conversations/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import { mailer } from "./actor.ts";
import type { RawMail } from "./raw-mail.ts";
import type { ReadMail } from "./reading/index.ts";

/** A bounce of a message of ours: its delivery failed after all, and whoever owns the matter learns of it. */
export async function returnToSender(db: Db, tx: Tx, mail: RawMail, bounce: NonNullable<ReadMail["bounce"]>) {
  if (!bounce.originalMessageId) return;
  const message = await tx
    .selectFrom("messages")
    .select(["id", "conversationId"])
    .where("workspaceId", "=", mail.workspaceId)
    .where("mailId", "=", bounce.originalMessageId)
    .where("authorKind", "<>", "customer")
    .executeTakeFirst();
  if (!message) return;
  const error = [bounce.status, bounce.recipients.join(", ")].filter(Boolean).join(" ");
  await deliveryEnded(
    db,
    tx,
    mailer,
    { workspaceId: mail.workspaceId, conversationId: message.conversationId, messageId: message.id },
    { sent: false, error, reopens: false },
  );
}
