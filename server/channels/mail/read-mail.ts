import { createHash } from "node:crypto";
import { sql } from "kysely";
import { continueConversation, type Opening, openConversations } from "../../conversations/index.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";
import type { FileStore } from "../../files/index.ts";
import type { Secret } from "../../secret.ts";
import { returnToSender } from "./bounced.ts";
import { rawBytes } from "./keep.ts";
import { findConversation, type Link } from "./link.ts";
import { rawMail, settle } from "./raw-mail.ts";
import { cleanHtml, type ReadMail, readMail } from "./reading/index.ts";
import { checkSender } from "./sender-check.ts";
import { tellReadAnew, whereShown } from "./shown.ts";
import { actorFor, keepFiles, toIncoming, type Understood } from "./understood.ts";
import { noteFailure } from "./unreadable.ts";

export interface ReadingNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
}

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
  const openings: (Opening & { mail: Understood["mail"] })[] = [];
  const continuing: (Opening & { link: Link; mail: Understood["mail"] })[] = [];
  for (const one of wave) {
    const { mail, read, secret } = one;
    const found = await findConversation(tx, secret, mail, read);
    const link = found ?? (mail.shownIn ? await whereShown(tx, mail, toIncoming(one, null)) : null);
    const incoming = toIncoming(one, link);
    const actor = actorFor(incoming, link);
    if (link) continuing.push({ actor, incoming, link, mail });
    else openings.push({ actor, incoming, mail });
  }
  const opened = openings.length ? await openConversations(db, workspaceId, openings) : [];
  for (const [at, { mail, incoming }] of openings.entries())
    await tellReadAnew(tx, mail, incoming, opened[at]!.conversation.id);
  // Two transactions that lock the same conversations do so in the same order.
  continuing.sort((a, b) => (a.link.conversationId < b.link.conversationId ? -1 : 1));
  for (const { actor, incoming, link, mail } of continuing) {
    await continueConversation(db, workspaceId, actor, link.conversationId, incoming);
    await tellReadAnew(tx, mail, incoming, link.conversationId);
  }
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

async function noteDuplicates(tx: Tx, workspaceId: string, mails: Understood[]) {
  const ids = mails.map(({ mail }) => mail.id);
  await tx
    .updateTable("rawMails")
    .set({ state: "duplicate" })
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
}
