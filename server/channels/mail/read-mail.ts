import { createHash, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { authenticate } from "mailauth";
import type { Line } from "../../../contract/lines.ts";
import {
  type ArrivedAt,
  continueConversation,
  deliveryEnded,
  type Incoming,
  type IncomingFile,
  type Opening,
  openConversations,
} from "../../conversations/index.ts";
import { askWithoutWall, type Db, type Tx, within } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";
import type { Actor } from "../../events.ts";
import type { FileStore } from "../../files/index.ts";
import type { Secret } from "../../secret.ts";
import { rawBytes } from "./keep.ts";
import { findConversation, type Link } from "./link.ts";
import { isNear } from "./near.ts";
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
  await recordMail(db, workspaceId, { mail, read, html, files, senderCheck, secret: needs.secret });
}

/** A mail that was read, not yet part of any conversation. */
interface Understood {
  mail: RawMail;
  read: ReadMail;
  html: string | null;
  files: IncomingFile[];
  senderCheck: Incoming["senderCheck"];
  secret: Secret;
}

/** Makes mails of one workspace messages, in one transaction with the note that they were read. */
const recordMail = gather(
  async (db, given: Understood[]) => {
    const { workspaceId } = given[0]!.mail;
    // Two who read the same mail at once are one reading.
    const mails = [...new Map(given.map((one) => [one.mail.id, one])).values()];
    await within(db, workspaceId, async (tx) => {
      const ours = await settle(
        tx,
        workspaceId,
        mails.map(({ mail }) => mail.id),
        "read",
      );
      const taken = mails.filter(({ mail }) => ours.has(mail.id));
      const first = await firstReadings(tx, workspaceId, taken);
      const fresh = taken.filter(({ mail }) => first.has(mail.id));
      for (const wave of questionsBeforeAnswers(fresh)) await recordWave(db, tx, workspaceId, wave);
      for (const { mail, read } of fresh) if (read.bounce) await returnToSender(db, tx, mail, read.bounce);
      const again = taken.filter(({ mail }) => !first.has(mail.id));
      if (again.length) await noteDuplicates(tx, workspaceId, again);
    });
    return given.map(() => undefined);
  },
  { most: 32 },
);

/** Mails that answer others of the same batch stand in a later wave, so that they find their conversation. */
function* questionsBeforeAnswers(mails: Understood[]): Generator<Understood[]> {
  let rest = mails;
  while (rest.length) {
    const ids = new Set(rest.map(({ read }) => read.messageId));
    const answersOne = ({ read }: Understood) =>
      [read.inReplyTo, ...read.references].some((id) => id && id !== read.messageId && ids.has(id));
    const questions = rest.filter((mail) => !answersOne(mail));
    // Mails that answer each other in a circle come all at once.
    const wave = questions.length ? questions : rest;
    yield wave;
    rest = rest.filter((mail) => !wave.includes(mail));
  }
}

async function recordWave(db: Db, tx: Tx, workspaceId: string, wave: Understood[]) {
  const openings: Opening[] = [];
  const continuing: (Opening & { link: Link })[] = [];
  for (const mail of wave) {
    const link = await findConversation(tx, mail.secret, mail.mail, mail.read);
    const incoming = toIncoming(mail, link);
    const actor = actorFor(incoming, link);
    if (link) continuing.push({ actor, incoming, link });
    else openings.push({ actor, incoming });
  }
  if (openings.length) await openConversations(db, workspaceId, openings);
  // Two transactions that lock the same conversations do so in the same order.
  continuing.sort((a, b) => (a.link.conversationId < b.link.conversationId ? -1 : 1));
  for (const { actor, incoming, link } of continuing)
    await continueConversation(db, workspaceId, actor, link.conversationId, incoming);
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
    const ours = await settle(tx, workspaceId, [mail.id], "unreadable");
    if (!ours.size) return;
    const incoming: Incoming = {
      inbox: mail.inbox,
      from: { email: mail.envelopeFrom || unknownSender, name: "" },
      channel: "email",
      subject: mail.envelopeFrom || unknownSender,
      text: "",
      html: null,
      reply: "",
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
    };
    await openConversations(db, workspaceId, [{ actor: actorFor(incoming, null), incoming }]);
  });
}

const unknownSender = "unknown@invalid";
const mailer: Actor = { kind: "automation", id: null, name: "mail" };

/** A kept mail with the inbox it came to. */
const rawMail = (db: Db, workspaceId: string, id: string) =>
  lookUpRawMail(db, workspaceId, { workspaceId, id });

const lookUpRawMail = gather(async (db, asked: { workspaceId: string; id: string }[]) => {
  const rows = await askWithoutWall(db, (system) =>
    system
      .selectFrom("rawMails as r")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "r.workspaceId").onRef("i.id", "=", "r.inboxId"),
      )
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
      )
      .innerJoin("workspaces as w", "w.id", "r.workspaceId")
      .selectAll("r")
      .select(["i.brandId", "i.line", "i.teamId", "i.address", "i.country"])
      .select(["b.lines", "w.rulesVersion"])
      .where("r.workspaceId", "=", asked[0]!.workspaceId)
      .where(
        "r.id",
        "in",
        asked.map(({ id }) => id),
      )
      .execute(),
  );
  const mails = new Map(
    rows.map((row) => {
      const { brandId, teamId, address, country, rulesVersion } = row;
      const inbox: ArrivedAt = {
        id: row.inboxId,
        brandId,
        line: row.line as Line,
        lines: row.lines as Line[],
        teamId,
        address,
        country,
        rulesVersion,
      };
      return [row.id, { ...row, inbox }];
    }),
  );
  return asked.map(({ id }) => mails.get(id) ?? null);
});

const actorFor = (incoming: Incoming, link: Link | null): Actor =>
  incoming.auto
    ? mailer
    : { kind: "customer", id: link?.customerId ?? null, name: incoming.from.name || incoming.from.email };

function toIncoming({ mail, read, ...parts }: Understood, link: Link | null): Incoming {
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

/** The ids of those mails that are read for the first time. */
async function firstReadings(tx: Tx, workspaceId: string, mails: Understood[]): Promise<Set<string>> {
  const rows = mails.map(({ mail, read }) => ({
    id: mail.id,
    inbox_id: mail.inboxId,
    fingerprint: fingerprintOf(read).toString("hex"),
  }));
  const { rows: first } = await sql<{ messageId: string }>`
    insert into mail_fingerprints (workspace_id, inbox_id, fingerprint, message_id)
    select ${workspaceId}, inbox_id, decode(fingerprint, 'hex'), id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, inbox_id uuid, fingerprint text)
    order by inbox_id, fingerprint, id
    on conflict do nothing
    returning message_id`.execute(tx);
  return new Set(first.map(({ messageId }) => messageId));
}

/**
 * What tells one mail from another. Relays add headers when they deliver again, so it is over what the sender wrote:
 * the id they gave it, and the content, since some senders use one id for everything.
 */
function fingerprintOf(read: ReadMail): Buffer {
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
  return hash.digest();
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

/** Writes down what becomes of mails; returns the ids of those that nobody else has settled. */
async function settle(
  tx: Tx,
  workspaceId: string,
  ids: string[],
  state: "read" | "unreadable",
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update raw_mails set state = ${state}
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and state = 'received'
    returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function noteDuplicates(tx: Tx, workspaceId: string, mails: Understood[]) {
  const ids = mails.map(({ mail }) => mail.id);
  await tx
    .updateTable("rawMails")
    .set({ state: "duplicate" })
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
}

/** A bounce of a message of ours: its delivery failed after all, and whoever owns the matter learns of it. */
async function returnToSender(db: Db, tx: Tx, mail: RawMail, bounce: NonNullable<ReadMail["bounce"]>) {
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
    db,
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
  if (isNear(client.address)) return null;
  const result = await authenticate(raw, {
    ip: client.address.replace(/^::ffff:/, ""),
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
