import { isIP } from "node:net";
import { ImapFlow, type ImapFlowError } from "imapflow";
import { largestMail } from "../../../../contract/mail-in.ts";
import { problemOf } from "./failure.ts";
import { accessToken } from "./oauth.ts";
import { addressOf } from "./reach.ts";
import type { MailboxSecret, OpenWith } from "./settings.ts";

export interface Opened {
  client: ImapFlow;
  /** The tokens to be kept from now on, where they are others than before. */
  renewed: MailboxSecret | null;
}

/** Opens a mailbox and signs in. Throws a MailboxProblem that says why it does not open. */
export async function openMailbox(mailbox: OpenWith, how: { mayBePrivate: boolean }): Promise<Opened> {
  try {
    return await signIn(mailbox, how);
  } catch (error) {
    throw problemOf(error, mailbox.signIn);
  }
}

async function signIn(mailbox: OpenWith, how: { mayBePrivate: boolean }): Promise<Opened> {
  if (mailbox.signIn === "password")
    return { client: await connect(mailbox, how, { pass: mailbox.secret.password ?? "" }), renewed: null };
  const { token, renewed } = await accessToken(mailbox, how);
  try {
    return { client: await connect(mailbox, how, { accessToken: token }), renewed };
  } catch (error) {
    if (!(error as ImapFlowError).authenticationFailed || renewed) throw error;
    // Withdrawn before its time: one more, and no more than one.
    const fresh = await accessToken(mailbox, { ...how, anew: true });
    return { client: await connect(mailbox, how, { accessToken: fresh.token }), renewed: fresh.renewed };
  }
}

async function connect(
  { host, port, security, isPrivate, username }: OpenWith,
  { mayBePrivate }: { mayBePrivate: boolean },
  auth: { pass: string } | { accessToken: string },
): Promise<ImapFlow> {
  const address = await addressOf(host, { isPrivate, mayBePrivate }, security !== "plain");
  const client = new ImapFlow({
    host: address,
    ...(!isIP(host) && { servername: host }),
    port,
    secure: security === "tls",
    ...(security !== "tls" && { doSTARTTLS: security === "starttls" }),
    auth: { user: username, ...auth },
    logger: false,
    disableAutoIdle: true,
    // Behind some routers a connection that says nothing for five minutes is forgotten.
    maxIdleTime: 110_000,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 180_000,
    // The size is asked for before a mail is; a server that says another one is cut off.
    maxLiteralSize: largestMail + 1024 * 1024,
    maxLineLength: 16 * 1024 * 1024,
    maxResponseSize: largestMail + 32 * 1024 * 1024,
    clientInfo: { name: "Tandem", vendor: "Tandem" },
  });
  // What goes wrong is thrown by the command that waits for it, or seen as the end of the connection.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
