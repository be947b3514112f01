import type { ImapFlow } from "imapflow";
import { largestMail } from "../../../../contract/mail-in.ts";
import type { FileStore } from "../../../files/index.ts";
import { type Spooled, spool } from "../spool.ts";
import { MailboxProblem } from "./failure.ts";

/** So much of a mail is asked for at a time, and held. */
const pieceBytes = 256 * 1024;

/** A mail that the server does not give, while the connection to it stands. */
export class NotGiven extends Error {}

/**
 * Fetches a mail piece by piece into the store. What the server said of its size decides nothing but when it is worth
 * asking whether there is more: the mail is whole when the server gives no more of it. Throws `NotGiven` for what ails
 * this mail alone, and whatever else keeps us from taking any.
 */
export async function fetchMail(
  client: ImapFlow,
  store: FileStore,
  workspaceId: string,
  mail: { uid: number; size?: number | undefined },
): Promise<Spooled | "deleted" | "too large"> {
  const pieces = piecesOf(client, mail);
  try {
    return (await spool(store, [workspaceId], pieces, largestMail)) ?? "too large";
  } catch (error) {
    if (error instanceof Deleted) return "deleted";
    throw error;
  } finally {
    await pieces.return();
  }
}

async function* piecesOf(
  client: ImapFlow,
  { uid, size = 0 }: { uid: number; size?: number | undefined },
): AsyncGenerator<Buffer, void, undefined> {
  for (let start = 0; ; ) {
    const piece = await pieceFrom(client, uid, start);
    // Past the end some answer nothing at all; before it the mail was deleted, at its start or in between.
    if (!piece && start === 0) throw new Deleted();
    if (!piece && start < size) throw new NotGiven(`mail ${uid} ended after ${start} of ${size} bytes`);
    if (!piece) return;
    yield piece;
    start += piece.length;
    // Some answer with the whole mail whatever part of it they are asked for.
    if (piece.length > pieceBytes || piece.length === 0) return;
    if (piece.length < pieceBytes && start >= size) return;
  }
}

async function pieceFrom(client: ImapFlow, uid: number, start: number): Promise<Buffer | null> {
  const wanted = { uid: true, source: { start, maxLength: pieceBytes } };
  const answer = await client.fetchOne(uid, wanted, { uid: true }).catch((error: unknown) => {
    if (!client.usable) throw error;
    throw new NotGiven(`mail ${uid} was not given`, { cause: error });
  });
  // A connection that ended looks like an answer without a mail.
  if (!client.usable) throw new MailboxProblem("cut_off", `mail ${uid}`);
  return answer ? (answer.source ?? null) : null;
}

/** Between being named and being asked for. */
class Deleted extends Error {}
