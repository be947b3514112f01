import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import type { BaseLogger } from "pino";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { largestMail as usualLargest } from "../../../contract/mail-in.ts";
import type { Db } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { countMail } from "../../http/metrics.ts";
import { type CertificateFiles, followCertificate, readCertificate } from "./certificate.ts";
import { countConnections, mostConnections } from "./connections.ts";
import { type Door, doorFor, keepMail, workspacesOf } from "./keep.ts";
import { noteRefusal, type Refused } from "./refusals.ts";
import { plainAddress } from "./reply-address.ts";
import { type Spooled, spool } from "./spool.ts";

export interface SmtpNeeds {
  db: Db;
  store: FileStore;
  log: Pick<BaseLogger, "info" | "warn" | "error">;
  host: string;
  port: number;
  /** The largest mail taken, in bytes. */
  largestMail?: number;
  /** Mails a minute from one address; our own machine is not counted. */
  mailsPerMinute?: number;
  /** Connections at a time. */
  connections?: number;
  /** With it, senders are offered STARTTLS. */
  certificate?: CertificateFiles;
}

/** The SMTP door: says 250 when the mail is kept, 451 when we could not, 550 when it is not for us. */
export interface SmtpDoor {
  port: number;
  close(): Promise<void>;
}

/** RFC 5321 (4.5.3.1.8) wants at least 100; who has more sends the rest in another transaction. */
const mostRecipients = 500;
/** Nobody mistypes so many addresses in one connection: somebody wants to know which ones there are. */
const mostGuesses = 50;

export async function openSmtpDoor(needs: SmtpNeeds): Promise<SmtpDoor> {
  const { db, store, log, largestMail = usualLargest, mailsPerMinute = 300 } = needs;
  const pace = countPerMinute(mailsPerMinute);
  const connections = countConnections(needs.connections);
  const admitted = new WeakSet<SMTPServerSession>();
  const doorsOf = new WeakMap<SMTPServerSession, Map<string, Door>>();
  const guesses = new WeakMap<SMTPServerSession, number>();
  const certificate = needs.certificate ? await readCertificate(needs.certificate) : null;
  // A certificate that does not fit its key is told at the start, not to the first sender.
  if (certificate) createSecureContext(certificate);
  const turnAway = (refused: Refused) => {
    countMail("in", "refused");
    noteRefusal(db, refused).catch((error: unknown) =>
      log.warn({ err: error }, "That a mail was turned away could not be noted."),
    );
  };

  const server = new SMTPServer({
    name: "tandem",
    banner: "Tandem",
    size: largestMail,
    maxRecipients: mostRecipients,
    authOptional: true,
    disabledCommands: certificate ? ["AUTH"] : ["AUTH", "STARTTLS"],
    ...certificate,
    // Those who are being turned away are among them.
    maxClients: 2.5 * mostConnections,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    disableReverseLookup: true,
    logger: false,
    onConnect(session, done) {
      if (!connections.admits(session.remoteAddress))
        return done(answer(421, "4.7.0 Too many connections at the moment; try again in a minute"));
      admitted.add(session);
      done();
    },
    onClose(session) {
      if (admitted.delete(session)) connections.leaves(session.remoteAddress);
    },
    onMailFrom(_address, session, done) {
      if (isOurMachine(session.remoteAddress) || pace.allows(session.remoteAddress)) done();
      else done(answer(451, "4.7.1 Too many mails from your address; try again in a minute"));
    },
    onRcptTo({ address }, session, done) {
      const plain = plainAddress(address);
      doorFor(db, plain).then(
        (door) => {
          if (!door) {
            turnAway({ reason: "unknown_address", from: senderOf(session), to: plain, size: null });
            const count = (guesses.get(session) ?? 0) + 1;
            guesses.set(session, count);
            done(
              count > mostGuesses
                ? answer(421, "4.7.0 Too many addresses that are not here")
                : answer(550, "5.1.1 There is no such address here"),
            );
            return;
          }
          const doors = doorsOf.get(session) ?? new Map<string, Door>();
          // One conversation a brand, however many of its addresses are written to.
          const key = `${door.workspaceId} ${door.brandId}`;
          if (session.envelope.rcptTo.length === 0) doors.clear();
          if (!doors.has(key) || address.includes("+r-")) doors.set(key, { ...door, recipient: address });
          doorsOf.set(session, doors);
          done();
        },
        (error: unknown) => {
          log.warn({ err: error }, "A mail was put off: the address could not be looked up.");
          done(answer(451, "4.3.0 Try again later"));
        },
      );
    },
    onData(stream, session, done) {
      const doors = [...(doorsOf.get(session)?.values() ?? [])];
      doorsOf.delete(session);
      receive(store, doors, stream, largestMail)
        .then(async (mail) => {
          if (!mail) {
            for (const { recipient } of doors)
              turnAway({
                reason: "too_large",
                from: senderOf(session),
                to: plainAddress(recipient),
                size: stream.byteLength,
              });
            return answer(552, `5.3.4 The mail is larger than ${Math.floor(largestMail / 1024 / 1024)} MiB`);
          }
          await keepMail(db, store, mail, doors, {
            from: senderOf(session),
            client: {
              address: session.remoteAddress,
              helo: session.hostNameAppearsAs || "",
              secure: session.secure,
            },
          });
          countMail("in", "accepted");
          return null;
        })
        .catch((error: Error & { code?: string }) => {
          if (error.code === "ECONNECTION") log.info("A sender left in the middle of a mail.");
          else log.warn({ err: error }, "A mail was put off: it could not be kept. Its sender tries again.");
          return answer(451, "4.3.0 The mail could not be kept; try again later");
        })
        .then((refusal) => (refusal ? done(refusal) : done(null)));
    },
  });
  const renewing =
    needs.certificate && certificate
      ? followCertificate(
          needs.certificate,
          certificate,
          (renewed) => {
            createSecureContext(renewed);
            server.updateSecureContext(renewed);
          },
          log,
        )
      : null;
  server.on("error", (error) => log.warn({ err: error }, "An SMTP connection broke."));

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(needs.port, needs.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : needs.port,
    close: () => {
      renewing?.stop();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const senderOf = ({ envelope }: SMTPServerSession) => (envelope.mailFrom ? envelope.mailFrom.address : "");

/** All of the mail, or null when it is larger than allowed; the rest is then read and forgotten. */
async function receive(
  store: FileStore,
  doors: Door[],
  stream: SMTPServerDataStream,
  largest: number,
): Promise<Spooled | null> {
  const pieces: AsyncIterator<Buffer, unknown> = stream[Symbol.asyncIterator]();
  try {
    const mail = await spool(store, workspacesOf(doors), pieces, largest);
    return stream.sizeExceeded ? null : mail;
  } finally {
    // Whoever sends hears an answer only after the end of the mail, also when nothing more of it is wanted.
    for (let { done } = await pieces.next(); !done; { done } = await pieces.next());
  }
}

function answer(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

const isOurMachine = (address: string) =>
  address === "::1" || /^(::ffff:)?127\./.test(address) || isIP(address) === 0;

/** Counts by address in minutes; what is older than a minute is forgotten. */
function countPerMinute(most: number) {
  let minute = 0;
  let counts = new Map<string, number>();
  return {
    allows(address: string): boolean {
      const now = Math.floor(Date.now() / 60_000);
      if (now !== minute) {
        minute = now;
        counts = new Map();
      }
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      return count <= most;
    },
  };
}
