import { within } from "../../../db/database.ts";
import type { OpenFolder, Taking } from "./take.ts";

const atATime = 500;

/** Marks or moves what is kept here and not yet marked there, as the mailbox says. Without either it is only noted. */
export async function marked(taking: Taking, open: OpenFolder): Promise<void> {
  const { log, mailbox } = taking;
  for (;;) {
    const uids = await unmarked(taking, open);
    if (!uids.length) return;
    if (!(await markThere(taking, uids))) {
      // A mailbox in which we may only read is no reason not to read it.
      log.warn(
        { mailbox: mailbox.id, folder: open.folder },
        "Mails that are kept could not be marked there.",
      );
      return;
    }
    await noteMarked(taking, open, uids);
    if (uids.length < atATime) return;
  }
}

async function markThere({ client, mailbox }: Taking, uids: number[]): Promise<boolean> {
  if (mailbox.afterReading === "nothing") return true;
  if (!(await client.messageFlagsAdd(uids, ["\\Seen"], { uid: true }))) return false;
  if (mailbox.afterReading === "seen" || !mailbox.moveTo) return true;
  return (await client.messageMove(uids, mailbox.moveTo, { uid: true })) !== false;
}

async function unmarked({ db, mailbox }: Taking, open: OpenFolder): Promise<number[]> {
  const rows = await within(db, mailbox.workspaceId, (tx) =>
    tx
      .selectFrom("mailboxMails")
      .select("uid")
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", open.folder)
      .where("uidValidity", "=", open.uidValidity)
      .where("markedAt", "is", null)
      .orderBy("uid")
      .limit(atATime)
      .execute(),
  );
  return rows.map(({ uid }) => Number(uid));
}

const noteMarked = ({ db, mailbox }: Taking, open: OpenFolder, uids: number[]) =>
  within(db, mailbox.workspaceId, (tx) =>
    tx
      .updateTable("mailboxMails")
      .set({ markedAt: new Date() })
      .where("workspaceId", "=", mailbox.workspaceId)
      .where("mailboxId", "=", mailbox.id)
      .where("folder", "=", open.folder)
      .where("uidValidity", "=", open.uidValidity)
      .where("uid", "in", uids)
      .execute(),
  );
