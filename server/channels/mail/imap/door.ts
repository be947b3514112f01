import type { Db } from "../../../db/database.ts";
import { type Headers, meantFor } from "../headers.ts";
import { type Door, doorFor } from "../keep.ts";
import { plainAddress } from "../reply-address.ts";

/** More than anybody writes to of ours; the rest are other people. */
const mostLookedUp = 30;

/**
 * Which inbox a fetched mail is for: the mailbox's own where the mail names one of its addresses, else another of the
 * workspace that it names, as in a mailbox where several addresses end; else the mailbox's own all the same. An address
 * with something after a plus says more than one without, since it may be that of an answer.
 */
export async function doorOfFound(db: Db, own: Door, headers: Headers): Promise<Door> {
  const named = meantFor(headers).slice(0, mostLookedUp);
  const found = await Promise.all(named.map((address) => doorFor(db, plainAddress(address))));
  const doors = found.flatMap((door, at): Door[] =>
    door?.workspaceId === own.workspaceId ? [{ ...door, recipient: named[at]! }] : [],
  );
  const ours = doors.filter(({ inboxId }) => inboxId === own.inboxId);
  const candidates = ours.length ? ours : doors;
  return candidates.find(({ recipient }) => recipient.includes("+")) ?? candidates[0] ?? own;
}
