import type { MailboxFailure } from "../../../../contract/mailboxes.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, look, within } from "../../../db/database.ts";
import { Refusal } from "../../../refusal.ts";
import type { Secret } from "../../../secret.ts";
import { problemOf } from "./failure.ts";
import { inboxOf, keepConsent, lockMailbox } from "./mailboxes.ts";
import { consentUrl, newVerifier, tokensFor } from "./oauth.ts";
import { openWith } from "./settings.ts";

export interface ConsentNeeds {
  db: Db;
  secret: Secret;
  publicUrl: string;
  mayBePrivate: boolean;
}

const purpose = "mailbox consent";
const goodForMs = 15 * 60_000;

/** What a provider carries there and back; sealed, since the verifier is to stay with us. */
interface State {
  workspaceId: string;
  inboxId: string;
  mailboxId: string;
  agentId: string;
  verifier: string;
  until: number;
}

/** Where a provider sends people back to, as it must be entered there. */
export const returnUrl = (publicUrl: string): string => `${publicUrl}/settings/inboxes/connected`;

/** Where to send somebody who is to consent that we read a mailbox. */
export function beginConsent(
  { db, secret, publicUrl }: ConsentNeeds,
  caller: Caller,
  { inboxId, id }: { inboxId: string; id: string },
): Promise<string> {
  return within(db, caller.workspaceId, async (tx) => {
    await inboxOf(tx, caller, inboxId);
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    const row = await lockMailbox(tx, caller, inboxId, id);
    const { oauth, username } = openWith(secret, row);
    if (!oauth) throw new Refusal("not_found");
    const verifier = newVerifier();
    const state: State = {
      workspaceId: caller.workspaceId,
      inboxId,
      mailboxId: id,
      agentId: caller.id,
      verifier,
      until: Date.now() + goodForMs,
    };
    return consentUrl(oauth, {
      redirectUri: returnUrl(publicUrl),
      state: secret.seal(purpose, JSON.stringify(state)).toString("base64url"),
      verifier,
      username,
    });
  });
}

/** Takes what the provider sent them back with; good once, for who began it. */
export async function endConsent(
  { db, secret, publicUrl, mayBePrivate }: ConsentNeeds,
  caller: Caller,
  given: { state: string; code: string },
): Promise<{
  inbox: string;
  mailbox: string;
  failure: MailboxFailure | null;
  failureWords: string | null;
}> {
  if (caller.kind !== "agent") throw new Refusal("forbidden");
  const state = readState(secret, given.state);
  // Somebody else's consent in one's own browser would fill our inbox with their mail.
  if (state.workspaceId !== caller.workspaceId || state.agentId !== caller.id)
    throw new Refusal("link_expired");
  const { inboxId, mailboxId: id } = state;
  const row = await look(db, caller.workspaceId, async (tx) => {
    await inboxOf(tx, caller, inboxId);
    return tx
      .selectFrom("mailboxes")
      .selectAll()
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
  });
  if (!row) throw new Refusal("not_found");
  const told = { inbox: inboxId, mailbox: id };
  try {
    const tokens = await tokensFor(
      openWith(secret, row),
      { mayBePrivate },
      {
        code: given.code,
        verifier: state.verifier,
        redirectUri: returnUrl(publicUrl),
      },
    );
    await within(db, caller.workspaceId, async (tx) =>
      keepConsent(tx, secret, caller, await lockMailbox(tx, caller, inboxId, id), tokens),
    );
    return { ...told, failure: null, failureWords: null };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { failure, message } = problemOf(error, "oauth");
    return { ...told, failure, failureWords: message || null };
  }
}

function readState(secret: Secret, given: string): State {
  let state: State;
  try {
    state = JSON.parse(secret.unseal(purpose, Buffer.from(given, "base64url")));
  } catch {
    // Not ours, or cut on the way.
    throw new Refusal("link_expired");
  }
  if (state.until < Date.now()) throw new Refusal("link_expired");
  return state;
}
