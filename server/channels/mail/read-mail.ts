import { createHash } from "node:crypto";
import { sql } from "kysely";
import {
  continueConversation,
  type Incoming,
  type Opening,
  openConversations,
} from "../../conversations/index.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { gather } from "../../db/gather.ts";
import type { FileStore } from "../../files/index.ts";
import { tellPulled, watchMails } from "../../loops/index.ts";
import type { Secret } from "../../secret.ts";
import { noteComplaint, noteDelay, returnToSender } from "./bounced.ts";
import { livesAgain } from "./dead-addresses/suppressions.ts";
import { rawBytes } from "./keep.ts";
import { type Link, linkMail } from "./link.ts";
import { loopSign } from "./loop-sign.ts";
import { noteOthers } from "./others.ts";
import { rawMail, settle } from "./raw-mail.ts";
import { cleanHtml, type ReadMail, readMail } from "./reading/index.ts";
import { checkSender, type SenderRules, senderRules } from "./sender-check.ts";
import { tellReadAnew, whereShown } from "./shown.ts";
import { storable } from "./storable.ts";
import { actorFor, keepFiles, toIncoming, type Understood } from "./understood.ts";
import { noteFailure } from "./unreadable.ts";

export interface ReadingNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
  /** How senders are verified; as usual when left out. */
  senders?: SenderRules;
}

const usual = senderRules();

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
    checkSender(needs.senders ?? usual, raw, mail, read.headers),
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
      for (const { mail, read, secret } of fresh) {
        if (read.bounce) await returnToSender(db, tx, secret, mail, read.bounce);
        if (read.receipt) await noteDelay(tx, secret, mail, read.receipt);
        if (read.feedback) await noteComplaint(tx, secret, mail, read.feedback);
      }
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
  const now = new Date();
  const links: Link[] = [];
  for (const one of wave) {
    const { secret, mail, read, senderCheck } = one;
    const link = await linkMail(tx, secret, mail, read, senderCheck ?? null);
    const shown = !link.joins && mail.shownIn ? await whereShown(tx, mail, toIncoming(one, null)) : null;
    links.push(shown ?? link);
  }
  const watched = await watchMails(
    tx,
    workspaceId,
    wave.map(({ mail, read }, at) => ({
      inboxId: mail.inboxId,
      brandId: mail.inbox.brandId,
      // Whom we would answer: a form's relay is the sender of everybody's.
      address: storable((read.replyTo[0] ?? read.from)?.address.toLowerCase() ?? "", 320),
      isBounce: read.bounce !== null,
      conversationId: links[at]!.joins,
      sign: loopSign(mail, read),
    })),
    now,
  );
  await livesAgain(
    tx,
    workspaceId,
    wave.flatMap(({ read }) => (read.auto || !read.from ? [] : [read.from.address.toLowerCase()])),
  );
  const openings: (Opening & { at: number })[] = [];
  const continuing: (Opening & { at: number; conversationId: string })[] = [];
  for (const [at, mail] of wave.entries()) {
    const link = links[at]!;
    const incoming = toIncoming(mail, link, { isBraked: watched[at]!.isBraked });
    const actor = actorFor(incoming, link);
    if (link.joins) continuing.push({ actor, incoming, at, conversationId: link.joins });
    else openings.push({ actor, incoming, at });
  }
  const recorded: { at: number; conversationId: string; messageId: string; incoming: Incoming }[] = [];
  if (openings.length)
    for (const [place, { conversation, messageId }] of (
      await openConversations(db, workspaceId, openings)
    ).entries())
      recorded.push({ ...openings[place]!, conversationId: conversation.id, messageId });
  // Two transactions that lock the same conversations do so in the same order.
  continuing.sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
  for (const { actor, incoming, at, conversationId } of continuing) {
    const { messageId } = await continueConversation(db, workspaceId, actor, conversationId, incoming);
    recorded.push({ at, conversationId, messageId, incoming });
  }
  for (const { at, conversationId, messageId, incoming } of recorded) {
    const { mail, read } = wave[at]!;
    await tellReadAnew(tx, mail, incoming, conversationId);
    await noteOthers(tx, mail, read, { conversationId, messageId, isThirdPerson: links[at]!.isThirdPerson });
    const { pulled } = watched[at]!;
    if (pulled) await tellPulled(tx, workspaceId, pulled, conversationId, now);
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
