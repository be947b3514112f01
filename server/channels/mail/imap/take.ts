import { createHash } from "node:crypto";
import type { FetchMessageObject, ImapFlow, SearchObject } from "imapflow";
import type { BaseLogger } from "pino";
import { largestMail } from "../../../../contract/mail-in.ts";
import { type Db, look, within } from "../../../db/database.ts";
import type { FileStore } from "../../../files/index.ts";
import { headersOf } from "../headers.ts";
import { type Door, keepMail } from "../keep.ts";
import { noteRefusal } from "../refusals.ts";
import { doorOfFound } from "./door.ts";
import { MailboxProblem } from "./failure.ts";
import { fetchMail, NotGiven } from "./fetch.ts";
import { marked } from "./mark.ts";
import type { MailboxRow } from "./settings.ts";

export interface Taking {
  db: Db;
  store: FileStore;
  log: Pick<BaseLogger, "info" | "warn" | "error">;
  client: ImapFlow;
  mailbox: MailboxRow;
  /** The inbox that it fills. */
  door: Door;
  isStopping: () => boolean;
}

/** A folder as it is open now, and how far it was looked through. */
export interface OpenFolder {
  folder: string;
  uidValidity: number;
  fromUid: number;
  highestUid: number;
  /** The server has numbered its mails anew since we last looked. */
  isNumberedAnew: boolean;
}

/** So many are described at a time, and taken one after the other. */
const atATime = 100;

/**
 * Takes what is new in a folder: each mail is kept here, in one commit with the memory of its number, and only then
 * marked there. What others do with the mails, reading or flagging, plays no part. Returns how many were taken.
 */
export async function takeNew(taking: Taking, folder: string): Promise<number> {
  const lock = await taking.client.getMailboxLock(folder);
  try {
    const open = await openFolder(taking, folder);
    // What was kept, and not yet marked when somebody pulled the plug.
    await marked(taking, open);
    const all = await searchIn(
      taking.client,
      open.highestUid > 0 ? { uid: `${open.highestUid + 1}:*` } : firstLook(open, taking.mailbox.since),
    );
    // `n:*` names the last mail also when it is below n.
    const fresh = all.filter((uid) => uid > open.highestUid).sort((a, b) => a - b);
    const taken = await takeThese(taking, open, fresh);
    const highest = fresh.at(-1);
    if (highest && !taking.isStopping()) await noteHighest(taking, open, highest);
    return taken;
  } finally {
    lock.release();
  }
}

/** The numbers of the mails that fit. That the server would not search is not that there are none. */
export async function searchIn(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!found) throw new MailboxProblem(client.usable ? "other" : "cut_off", "SEARCH");
  return found;
}

/** By day, since IMAP knows no hours here: the days before are looked at one by one. */
const firstLook = (open: OpenFolder, since: Date | null) =>
  since
    ? { or: [{ since: new Date(since.getTime() - 86_400_000) }, { uid: `${open.fromUid}:*` }] }
    : { all: true };

/** Takes of these mails those that are to be taken and are not here yet. */
export async function takeThese(taking: Taking, open: OpenFolder, uids: number[]): Promise<number> {
  const { mailbox, client } = taking;
  let taken = 0;
  for (let at = 0; at < uids.length && !taking.isStopping(); at += atATime) {
    const here = await remembered(taking, open, uids.slice(at, at + atATime));
    const missing = uids.slice(at, at + atATime).filter((uid) => !here.has(uid));
    if (!missing.length) continue;
    const found = await client.fetchAll(
      missing,
      { uid: true, size: true, internalDate: true, headers: ["message-id"] },
      { uid: true },
    );
    for (const mail of found.sort((a, b) => a.uid - b.uid)) {
      if (taking.isStopping()) break;
      if (isTooOld(mail, open, mailbox.since)) continue;
      if (open.isNumberedAnew && (await isKnownByAnother(taking, open, mail))) continue;
      if (await take(taking, open, mail)) taken++;
    }
    await marked(taking, open);
  }
  return taken;
}

const arrivedAt = ({ internalDate }: FetchMessageObject) => new Date(internalDate ?? Date.now());

export const isTooOld = (mail: FetchMessageObject, open: OpenFolder, since: Date | null): boolean =>
  since !== null && mail.uid < open.fromUid && arrivedAt(mail) < since;

async function take(taking: Taking, open: OpenFolder, mail: FetchMessageObject): Promise<boolean> {
  const { db, store, mailbox, log } = taking;
  const foundIn = {
    mailboxId: mailbox.id,
    folder: open.folder,
    uidValidity: open.uidValidity,
    uid: mail.uid,
    knownBy: knownBy(mail),
    arrivedAt: arrivedAt(mail),
  };
  if ((mail.size ?? 0) > largestMail) {
    await leaveThere(taking, foundIn, mail.size!);
    return false;
  }
  const fetched = await fetchMail(taking.client, store, mailbox.workspaceId, mail).catch((error: unknown) => {
    if (!(error instanceof NotGiven)) throw error;
    // One mail that cannot be fetched keeps no other from being taken; the daily count finds that it is missing.
    log.warn(
      { err: error, mailbox: mailbox.id, uid: mail.uid },
      "A mail could not be fetched; it is tried again.",
    );
    return null;
  });
  if (fetched === "too large") await leaveThere(taking, foundIn, largestMail + 1);
  if (!fetched || typeof fetched === "string") return false;
  const headers = headersOf(fetched.beginning);
  const returnPath = headers.find(([name]) => name === "return-path")?.[1] ?? "";
  await keepMail(
    db,
    store,
    fetched,
    [await doorOfFound(db, taking.door, headers)],
    {
      from: returnPath.replace(/^<|>$/g, ""),
      // Who connected to the mailbox's server is not known here.
      client: { address: "", helo: mailbox.host, secure: mailbox.security !== "plain" },
      way: "imap",
    },
    foundIn,
  );
  return true;
}

type FoundHere = Parameters<typeof keepMail>[5] & object;

/** Larger than we take: it stays there, unread, and is told among what was turned away. */
async function leaveThere({ db, mailbox, door }: Taking, found: FoundHere, size: number) {
  const now = new Date();
  await within(db, mailbox.workspaceId, (tx) =>
    tx
      .insertInto("mailboxMails")
      .values({ ...found, workspaceId: mailbox.workspaceId, rawMailId: null, keptAt: now, markedAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  await noteRefusal(db, { reason: "too_large", from: "", to: door.recipient, size });
}

/**
 * The same mail under another number: what it is known by is here already. Its memory moves to the new number, so that
 * nothing is fetched twice when a server is moved or mended.
 */
async function isKnownByAnother({ db, mailbox }: Taking, open: OpenFolder, mail: FetchMessageObject) {
  return within(db, mailbox.workspaceId, async (tx) => {
    const known = await tx
      .selectFrom("mailboxMails")
      .select(["folder", "uidValidity", "uid"])
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("knownBy", "=", knownBy(mail))
      .where("folder", "=", open.folder)
      .where("uidValidity", "!=", open.uidValidity)
      .forUpdate()
      .executeTakeFirst();
    if (!known) return false;
    await tx
      .updateTable("mailboxMails")
      .set({ uidValidity: open.uidValidity, uid: mail.uid })
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", known.folder)
      .where("uidValidity", "=", known.uidValidity)
      .where("uid", "=", known.uid)
      .execute();
    return true;
  });
}

/** Senders that use one Message-ID for everything are told apart by size and time. */
const knownBy = (mail: FetchMessageObject): string =>
  createHash("sha256")
    .update(mail.headers ?? "")
    .update(`\n${mail.size}\n${arrivedAt(mail).toISOString()}`)
    .digest("hex");

async function remembered({ db, mailbox }: Taking, open: OpenFolder, uids: number[]): Promise<Set<number>> {
  const rows = await look(db, mailbox.workspaceId, (tx) =>
    tx
      .selectFrom("mailboxMails")
      .select("uid")
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", open.folder)
      .where("uidValidity", "=", open.uidValidity)
      .where("uid", "in", uids)
      .execute(),
  );
  return new Set(rows.map(({ uid }) => Number(uid)));
}

/** How far the folder that is open was looked through; from its start when its mails were numbered anew. */
export async function openFolder({ db, client, mailbox }: Taking, folder: string): Promise<OpenFolder> {
  const selected = client.mailbox;
  if (!selected) throw new Error(`${folder} is not open`);
  const uidValidity = Number(selected.uidValidity);
  return within(db, mailbox.workspaceId, async (tx) => {
    const known = await tx
      .selectFrom("mailboxFolders")
      .select(["uidValidity", "fromUid", "highestUid"])
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", folder)
      .executeTakeFirst();
    // As long as no highest number is noted, not all was gone through that was there at first.
    if (known?.uidValidity === uidValidity)
      return { folder, ...known, isNumberedAnew: known.highestUid === 0 };
    const begun = { uidValidity, fromUid: selected.uidNext, highestUid: 0 };
    await tx
      .insertInto("mailboxFolders")
      .values({ workspaceId: mailbox.workspaceId, mailboxId: mailbox.id, folder, ...begun })
      .onConflict((conflict) => conflict.columns(["workspaceId", "mailboxId", "folder"]).doUpdateSet(begun))
      .execute();
    return { folder, ...begun, isNumberedAnew: true };
  });
}

async function noteHighest({ db, mailbox }: Taking, open: OpenFolder, uid: number) {
  await within(db, mailbox.workspaceId, (tx) =>
    tx
      .updateTable("mailboxFolders")
      .set({ highestUid: uid })
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", open.folder)
      .where("uidValidity", "=", open.uidValidity)
      .execute(),
  );
}
