import { randomUUID } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type MailComposer from "nodemailer/lib/mail-composer/index.js";
import { removeHalfWritten } from "../../files/index.ts";

/** A mail as nodemailer takes it. */
export type OutgoingMail = ConstructorParameters<typeof MailComposer>[0] & {
  envelope: { from: string; to: string[] };
  /** With what it is signed as it leaves. */
  dkim?: { domainName: string; keySelector: string; privateKey: string };
};

/** Whom a server did not take it for, though it may have taken it for others. */
export interface Rejected {
  address: string;
  error: string;
  permanent: boolean;
}

/** What came of a try: the receiving server's word, or why not and whether trying again makes sense. */
export type SendResult = (
  | { sent: true; answer: string }
  | { sent: false; error: string; permanent: boolean }
) & { rejected?: Rejected[] };

/** Carries mails out of the house. */
export interface Transport {
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Removes what a process that was killed left half-written. */
  tidy?(): Promise<void>;
  close(): void;
}

/** By SMTP to the server in `SMTP_URL`. */
export function smtpTransport(url: string): Transport {
  const transporter = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        const info = await transporter.sendMail(mail);
        const rejected = rejectedIn(info.rejectedErrors);
        return { sent: true, answer: String(info.response ?? "").slice(0, 1000), ...rejected };
      } catch (error) {
        const { message, responseCode, rejectedErrors } = error as SmtpError;
        const permanent = (responseCode ?? 0) >= 500;
        return { sent: false, error: message.slice(0, 1000), permanent, ...rejectedIn(rejectedErrors) };
      }
    },
    close: () => transporter.close(),
  };
}

interface SmtpError extends Error {
  responseCode?: number;
  response?: string;
  recipient?: string;
  rejectedErrors?: SmtpError[];
}

/** Each in the server's own words; 4xx may pass, 5xx will not (RFC 5321, 4.2.1). */
function rejectedIn(errors: SmtpError[] = []): { rejected?: Rejected[] } {
  const rejected = errors.flatMap(({ recipient, response, message, responseCode }) =>
    recipient
      ? [
          {
            address: recipient.toLowerCase(),
            error: (response ?? message).slice(0, 1000),
            permanent: (responseCode ?? 0) >= 500,
          },
        ]
      : [],
  );
  return rejected.length ? { rejected } : {};
}

/** Without a mail server: each mail becomes an `.eml` file in a folder, the newest last by name. */
export function folderTransport(folder: string): Transport {
  const composer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const { message } = await composer.sendMail(mail);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replace(/[:.]/g, "-")}-${randomUUID().slice(0, 8)}.eml`;
      const partial = join(folder, `.${name}`);
      const file = await open(partial, "wx", 0o600);
      try {
        await file.writeFile(message as Buffer);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, join(folder, name));
      return { sent: true, answer: name };
    },
    tidy: () => removeHalfWritten(folder, /^\..+\.eml$/),
    close: () => composer.close(),
  };
}
