import { createHash, randomUUIDv7 } from "node:crypto";
import { isIP } from "node:net";
import { authenticate } from "mailauth";
import type { Line } from "../../../contract/workspace.ts";
import {
  type ArrivedAt,
  continueConversation,
  deliveryEnded,
  type Incoming,
  type IncomingFile,
  openConversation,
} from "../../conversations/index.ts";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import type { Actor } from "../../events.ts";
import type { FileStore } from "../../files/index.ts";
import { languageOf } from "../../language/index.ts";
import type { Secret } from "../../secret.ts";
import { rawBytes } from "./keep.ts";
import { findConversation, type Link } from "./link.ts";
import { cleanHtml, type ReadMail, readMail } from "./reading/index.ts";

export interface ReadingNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
}

type RawMail = NonNullable<Awaited<ReturnType<typeof rawMail>>>;

/**
 * Reads a mail that was kept and makes it a message: of the conversation it belongs to, or of a new one. Safe to run
 * twice, since the mail's fingerprint is written together with its message.
 */
export async function readKeptMail(
  needs: ReadingNeeds,
  workspaceId: string,
  rawMailId: string,
): Promise<void> {
  try {
    await readAndRecord(needs, workspaceId, rawMailId);
  } catch (error) {
    // Why it failed stands with the mail, for whoever looks at it after the last try.
    await noteFailure(needs.db, workspaceId, rawMailId, String(error));
    throw error;
  }
}

async function readAndRecord(needs: ReadingNeeds, workspaceId: string, rawMailId: string): Promise<void> {
  const { db, store } = needs;
  const mail = await rawMail(db, workspaceId, rawMailId);
  if (mail?.state !== "received") return;

  const raw = await rawBytes(store, mail);
  const read = await readMail(raw);
  const [html, files, senderCheck] = await Promise.all([
    read.html ? cleanHtml(read.html) : null,
    keepFiles(store, workspaceId, read),
    checkSender(raw, mail),
  ]);
  await within(db, workspaceId, async (tx) => {
    if (!(await isFirst(tx, mail, read))) {
      await settle(tx, mail, "duplicate");
      return;
    }
    const link = await findConversation(tx, needs.secret, mail, read);
    const incoming = toIncoming(mail, read, { html, files, senderCheck, link });
    await take(db, mail, incoming, link);
    if (read.bounce) await returnToSender(tx, mail, read.bounce);
    await settle(tx, mail, "read");
  });
}

/** What could not be read after several tries becomes a conversation that people see, with the mail attached. */
export async function showUnreadable(
  { db, store }: Pick<ReadingNeeds, "db" | "store">,
  workspaceId: string,
  rawMailId: string,
): Promise<void> {
  const mail = await rawMail(db, workspaceId, rawMailId);
  if (mail?.state !== "received") return;
  const sha256 = await store.keep(workspaceId, await rawBytes(store, mail));
  await within(db, workspaceId, async (tx) => {
    if (!(await settle(tx, mail, "unreadable"))) return;
    await take(
      db,
      mail,
      {
        inbox: mail.inbox,
        from: { email: mail.envelopeFrom || unknownSender, name: "" },
        channel: "email",
        subject: mail.envelopeFrom || unknownSender,
        text: "",
        html: null,
        reply: "",
        language: "unknown",
        sentAt: mail.receivedAt,
        linkedBy: "unreadable",
        problems: [mail.error ?? "unreadable"],
        rawMailId,
        files: [
          {
            id: randomUUIDv7(),
            filename: "mail.eml",
            mimeType: "message/rfc822",
            size: mail.size,
            sha256,
            inline: false,
            contentId: null,
          },
        ],
      },
      null,
    );
  });
}

const unknownSender = "unknown@invalid";
const mailer: Actor = { kind: "automation", id: null, name: "mail" };

/** A kept mail with the inbox it came to. */
function rawMail(db: Db, workspaceId: string, id: string) {
  return withoutWall(db, async (tx) => {
    const row = await tx
      .selectFrom("rawMails as r")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "r.workspaceId").onRef("i.id", "=", "r.inboxId"),
      )
      .selectAll("r")
      .select(["i.brandId", "i.line", "i.teamId", "i.replyWithinMinutes", "i.address"])
      .where("r.workspaceId", "=", workspaceId)
      .where("r.id", "=", id)
      .executeTakeFirst();
    if (!row) return null;
    const inbox: ArrivedAt = {
      id: row.inboxId,
      brandId: row.brandId,
      line: row.line as Line,
      teamId: row.teamId,
      replyWithinMinutes: row.replyWithinMinutes,
    };
    return { ...row, inbox };
  });
}

function take(db: Db, mail: RawMail, incoming: Incoming, link: Link | null) {
  const { workspaceId } = mail;
  const actor: Actor = incoming.auto
    ? mailer
    : { kind: "customer", id: link?.customerId ?? null, name: incoming.from.name || incoming.from.email };
  return link
    ? continueConversation(db, workspaceId, actor, link.conversationId, incoming)
    : openConversation(db, workspaceId, actor, incoming);
}

function toIncoming(
  mail: RawMail,
  read: ReadMail,
  parts: {
    html: string | null;
    files: IncomingFile[];
    senderCheck: Incoming["senderCheck"];
    link: Link | null;
  },
): Incoming {
  const { link } = parts;
  const sender = read.replyTo[0] ?? read.from;
  const email = (sender?.address || mail.envelopeFrom || unknownSender).toLowerCase();
  const text = storable(read.text ?? "");
  const reply = storable(read.reply || read.text || "");
  const subject = storable(read.subject ?? "", 500);
  return {
    inbox: mail.inbox,
    from: { email: storable(email, 320), name: storable(read.from?.name ?? "", 200) },
    channel: "email",
    subject:
      subject ||
      reply
        .split("\n")
        .find((line) => line.trim())
        ?.trim()
        .slice(0, 80) ||
      email,
    text,
    html: parts.html && storable(parts.html),
    reply,
    language: languageOf(reply.trim() ? reply : subject, link?.language),
    // The sender's clock may be wrong; ours orders what is said.
    sentAt: mail.receivedAt,
    linkedBy: link?.by ?? "new",
    auto: read.auto,
    recipients: { to: read.to.map(toRecipient), cc: read.cc.map(toRecipient) },
    senderCheck: parts.senderCheck,
    problems: read.problems.map((problem) => storable(problem, 500)),
    mailId: read.messageId && storable(read.messageId),
    inReplyTo: read.inReplyTo && storable(read.inReplyTo),
    rawMailId: mail.id,
    files: parts.files,
  };
}

const toRecipient = ({ name, address }: ReadMail["to"][number]) => ({
  name: storable(name ?? ""),
  address: storable(address),
});

/** PostgreSQL holds neither NUL nor half a character, which a cut may leave as well. */
const storable = (text: string, longest?: number): string =>
  text
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replaceAll("\0", "")
    .toWellFormed();

async function keepFiles(store: FileStore, workspaceId: string, read: ReadMail): Promise<IncomingFile[]> {
  const files: IncomingFile[] = [];
  for (const file of read.attachments)
    files.push({
      id: randomUUIDv7(),
      filename: storable(file.filename, 255),
      mimeType: storable(file.mimeType, 255),
      size: file.size,
      sha256: await store.keep(workspaceId, file.content),
      inline: file.inline,
      contentId: file.contentId && storable(file.contentId),
    });
  return files;
}

/**
 * Whether this mail is read for the first time. Relays add headers when they deliver again, so the fingerprint is
 * over what the sender wrote: the id they gave it, and the content, since some senders use one id for everything.
 */
async function isFirst(tx: Tx, mail: RawMail, read: ReadMail): Promise<boolean> {
  const hash = createHash("sha256").update(
    `${read.messageId ?? ""}\n${read.from?.address ?? ""}\n${read.date ?? ""}\n`,
  );
  hash
    .update(read.subject ?? "")
    .update("\n")
    .update(read.text ?? "")
    .update("\n")
    .update(read.html ?? "");
  for (const { sha256 } of read.attachments) hash.update(sha256);
  const written = await tx
    .insertInto("mailFingerprints")
    .values({
      workspaceId: mail.workspaceId,
      inboxId: mail.inboxId,
      fingerprint: hash.digest(),
      messageId: mail.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(written.numInsertedOrUpdatedRows) > 0;
}

async function noteFailure(db: Db, workspaceId: string, rawMailId: string, error: string) {
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("rawMails")
      .set({ error: storable(error, 500) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", rawMailId)
      .execute(),
  );
}

/** Writes down what became of a mail; false when somebody else has done so. */
async function settle(tx: Tx, mail: RawMail, state: "read" | "duplicate" | "unreadable"): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("rawMails")
    .set({ state })
    .where("workspaceId", "=", mail.workspaceId)
    .where("id", "=", mail.id)
    .where("state", "=", "received")
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** A bounce of a message of ours: its delivery failed after all, and whoever owns the matter learns of it. */
async function returnToSender(tx: Tx, mail: RawMail, bounce: NonNullable<ReadMail["bounce"]>) {
  if (!bounce.hard || !bounce.originalMessageId) return;
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
    tx,
    mailer,
    { workspaceId: mail.workspaceId, conversationId: message.conversationId, messageId: message.id },
    { sent: false, error, reopens: false },
  );
}

/**
 * What the sender's domain says of the mail (SPF, DKIM, DMARC). A relay of our own hides who connected, so mails
 * from private addresses are not judged.
 */
async function checkSender(raw: Buffer, mail: RawMail): Promise<Incoming["senderCheck"]> {
  const client = mail.client as { address: string; helo: string };
  const ip = client.address.replace(/^::ffff:/, "");
  if (!isIP(ip) || isPrivate(ip)) return null;
  const result = await authenticate(raw, {
    ip,
    helo: client.helo,
    sender: mail.envelopeFrom,
    mta: "tandem",
    disableBimi: true,
    disableArc: true,
  });
  return {
    spf: result.spf ? result.spf.status.result : "none",
    dkim: result.dkim?.results.some(({ status }) => status.result === "pass")
      ? "pass"
      : (result.dkim?.results[0]?.status.result ?? "none"),
    dmarc: result.dmarc ? result.dmarc.status.result : "none",
  };
}

const isPrivate = (ip: string): boolean =>
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|0\.|::1$|f[cd]|fe80:)/i.test(ip);
