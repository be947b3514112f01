import type { MailboxTrial, NewMailbox } from "../../../../contract/mailboxes.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, look } from "../../../db/database.ts";
import { Refusal } from "../../../refusal.ts";
import type { Secret } from "../../../secret.ts";
import { openMailbox } from "./connection.ts";
import { problemOf } from "./failure.ts";
import { inboxOf, refuseMisfit, stillGood } from "./mailboxes.ts";
import { readMailboxSecret } from "./settings.ts";

type Tried = Omit<NewMailbox, "takeFrom"> & { mailbox?: string };

/** Opens a mailbox once as it would be opened, takes nothing, and says what came of it. */
export async function tryMailbox(
  { db, secret, mayBePrivate }: { db: Db; secret: Secret; mayBePrivate: boolean },
  caller: Caller,
  inboxId: string,
  { mailbox, password, clientSecret, refreshToken, ...settings }: Tried,
): Promise<MailboxTrial> {
  refuseMisfit(settings);
  countTrial(caller.workspaceId);
  const kept = await look(db, caller.workspaceId, async (tx) => {
    await inboxOf(tx, caller, inboxId);
    if (!mailbox) return {};
    const row = await tx
      .selectFrom("mailboxes")
      .selectAll()
      .where("workspaceId", "=", caller.workspaceId)
      .where("inboxId", "=", inboxId)
      .where("id", "=", mailbox)
      .executeTakeFirst();
    if (!row) throw new Refusal("not_found");
    return stillGood(readMailboxSecret(secret, row), row, settings);
  });
  const { signIn, isPrivate = false, oauth = null, folders = ["INBOX"] } = settings;
  try {
    const { client } = await openMailbox(
      {
        ...settings,
        isPrivate,
        oauth,
        secret: {
          ...kept,
          ...(password !== undefined && { password }),
          ...(clientSecret && { clientSecret }),
          ...(refreshToken !== undefined && { refreshToken }),
        },
      },
      { mayBePrivate },
    );
    try {
      const there = (await client.list()).map(({ path, specialUse }) => ({
        path,
        isJunk: specialUse === "\\Junk",
      }));
      const wanted = [
        ...folders,
        ...(settings.afterReading === "move" && settings.moveTo ? [settings.moveTo] : []),
      ];
      const missing = wanted.find((folder) => !there.some(({ path }) => isSameFolder(path, folder)));
      const first = missing ? null : await client.status(folders[0]!, { messages: true });
      return {
        failure: missing ? ("folder_missing" as const) : null,
        failureWords: missing ?? null,
        folders: there,
        mails: first ? (first.messages ?? null) : null,
      };
    } finally {
      client.close();
    }
  } catch (error) {
    const { failure, message } = problemOf(error, signIn);
    return { failure, failureWords: message || null, folders: [], mails: null };
  }
}

/** INBOX alone is the same in any case (RFC 3501 5.1). */
const isSameFolder = (one: string, other: string) =>
  one === other || (one.toUpperCase() === "INBOX" && other.toUpperCase() === "INBOX");

const mostAMinute = 20;
let minute = 0;
let trials = new Map<string, number>();

/** Somebody else's passwords, or who listens where, are not found out by trying here. */
function countTrial(workspaceId: string) {
  const now = Math.floor(Date.now() / 60_000);
  if (now !== minute) trials = new Map();
  minute = now;
  const count = (trials.get(workspaceId) ?? 0) + 1;
  trials.set(workspaceId, count);
  if (count > mostAMinute) throw new Refusal("too_many_tries", { retryAfter: 60 });
}
