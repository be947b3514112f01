import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { type ReadMail, readMail } from "../channels/mail/reading/index.ts";

/** Enough to keep the disk busy while a mail is read, few enough that large mails do not pile up in memory. */
const ahead = 4;

/**
 * `tandem mail read FILE…`: one line of JSON for each file, in the order given. A broken mail prints what could be
 * read and its `problems`; the exit code is 1 only when a file could not be opened.
 */
export async function mailRead(files: string[], out: Writable): Promise<number> {
  let exitCode = 0;
  const opened: Promise<Uint8Array | Error>[] = files.slice(0, ahead).map(open);
  for (let i = 0; i < files.length; i++) {
    const raw = await opened[i]!;
    delete opened[i];
    if (i + ahead < files.length) opened[i + ahead] = open(files[i + ahead]!);
    if (raw instanceof Error) exitCode = 1;
    const line = raw instanceof Error ? unopened(files[i]!) : asLine(files[i]!, await readMail(raw));
    if (!out.write(`${JSON.stringify(line)}\n`)) await drained(out);
  }
  return exitCode;
}

function open(file: string): Promise<Uint8Array | Error> {
  return readFile(file).catch((error: Error) => error);
}

/** A reader that goes away early (`| head`) must not leave us waiting. */
function drained(out: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off("drain", done).off("close", done);
      resolve();
    };
    out.once("drain", done).once("close", done);
    if (out.destroyed) done();
  });
}

function asLine(file: string, mail: ReadMail) {
  const {
    subject,
    from,
    to,
    cc,
    replyTo,
    messageId,
    inReplyTo,
    references,
    date,
    text,
    html,
    reply,
    quoted,
  } = mail;
  return {
    file,
    subject,
    from,
    to,
    cc,
    replyTo,
    messageId,
    inReplyTo,
    references,
    date,
    text,
    html,
    reply,
    quoted,
    attachments: mail.attachments.map(({ filename, mimeType, size, sha256, inline }) => ({
      filename,
      mimeType,
      size,
      sha256,
      inline,
    })),
    auto: mail.auto,
    bounce: mail.bounce,
    receipt: mail.receipt,
    feedback: mail.feedback,
    forwarded: mail.forwarded,
    invitations: mail.invitations,
    signed: mail.signed,
    encrypted: mail.encrypted,
    ...(mail.problems.length ? { problems: mail.problems } : {}),
  };
}

function unopened(file: string) {
  return {
    file,
    subject: "",
    from: null,
    to: [],
    cc: [],
    replyTo: [],
    messageId: null,
    inReplyTo: null,
    references: [],
    date: null,
    text: "",
    html: null,
    reply: "",
    quoted: "",
    attachments: [],
    auto: null,
    bounce: null,
    receipt: null,
    feedback: null,
    forwarded: null,
    invitations: [],
    signed: null,
    encrypted: null,
    problems: ["file-unreadable"],
  };
}
