import type { BaseLogger } from "pino";
import type { Mailer } from "../../accounts/index.ts";
import { type Db, look, within } from "../../db/database.ts";
import { countMail } from "../../http/metrics.ts";
import type { Secret } from "../../secret.ts";
import { signatureFor } from "./signing/sign.ts";
import type { OutgoingMail, Transport } from "./transport.ts";

const pausesSeconds = [2, 30, 300];

interface MailerNeeds {
  db: Db;
  secret: Secret;
  transport: Transport;
  log: Pick<BaseLogger, "error" | "warn">;
  /** Where people reach Tandem. */
  publicUrl: string;
}

/**
 * Sends the house's own mails: invitations, resets, customers' links. They carry a secret, so they are not kept in the database
 * to be sent later; a few tries, and then whoever asked asks again.
 */
export function systemMailer({ db, secret, transport, log, publicUrl }: MailerNeeds): Mailer {
  return {
    async send({ workspaceId, to, subject, text, html, locale, from: named }) {
      const from = named ?? (await senderFor(db, workspaceId, publicUrl));
      const mail = {
        ...(await houseSignature(db, secret, workspaceId, from.address)),
        envelope: { from: from.address, to: [to.address] },
        from,
        to,
        subject,
        text,
        html,
        textEncoding: "base64" as const,
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
      };
      for (const pause of [0, ...pausesSeconds]) {
        await new Promise((resolve) => setTimeout(resolve, pause * 1000).unref());
        const result = await transport.send(mail);
        if (result.sent) {
          countMail("out", "sent");
          return;
        }
        log.warn({ error: result.error }, "A mail of the house did not go out.");
        if (result.permanent) break;
      }
      countMail("out", "failed");
      log.error("A mail of the house was given up.");
    },
  };
}

/** With what a mail of the house is signed: the key of the domain it comes from, once its record has been seen. */
export const houseSignature = (
  db: Db,
  secret: Secret,
  workspaceId: string,
  address: string,
): Promise<Pick<OutgoingMail, "dkim">> =>
  look(db, workspaceId, (tx) => signatureFor(tx, secret, workspaceId, address));

/** The workspace's first inbox, whose domain may send; else an address that takes no answers. */
export async function senderFor(db: Db, workspaceId: string, publicUrl: string) {
  return within(db, workspaceId, async (tx) => {
    const { name } = await tx
      .selectFrom("workspaces")
      .select("name")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    const inbox = await tx
      .selectFrom("inboxes")
      .select("address")
      .where("workspaceId", "=", workspaceId)
      .where("channel", "=", "email")
      .orderBy("createdAt")
      .executeTakeFirst();
    return { name, address: inbox?.address ?? `tandem@${new URL(publicUrl).hostname}` };
  });
}
