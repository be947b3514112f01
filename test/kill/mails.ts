/** Senders of mail as the world's mail servers are: they try until they hear 250, and then forget the mail. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Chance } from "../../server/chance.ts";
import type { Ground } from "../process/ground.ts";
import { openWire, type Wire } from "../wire.ts";

export interface SentMail {
  mailId: string;
  customer: string;
  to: string[];
  accepted: boolean;
  /** How often all of it was on its way. */
  tries: number;
  attachment: Buffer | null;
  marker: string;
}

export interface MailLedger {
  mails: SentMail[];
  /** What a mail server would bounce: nothing we send deserves it. */
  refusals: string[];
}

/** Sends one mail after the other until `done`; the last one is sent to its end. */
export async function sendMails(ground: Ground, chance: Chance, ledger: MailLedger, done: () => boolean) {
  const own: SentMail[] = [];
  let talk: Talk | undefined;
  while (!done()) {
    const { mail, raw } = compose(ground, chance, own);
    ledger.mails.push(mail);
    while (!mail.accepted) {
      try {
        talk ??= await greet(ground.smtpPort);
        await talk.send(mail, raw);
        mail.accepted = true;
        own.push(mail);
      } catch (error) {
        talk?.close();
        talk = undefined;
        if (error instanceof RefusedForGood) {
          ledger.refusals.push(error.message);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 50 + chance.below(100)));
      }
    }
  }
  talk?.close();
}

class RefusedForGood extends Error {}

interface Talk {
  send(mail: SentMail, raw: Buffer): Promise<void>;
  close(): void;
}

async function greet(port: number): Promise<Talk> {
  const wire: Wire = await openWire(port, 15_000);
  const hear = async (code: string) => {
    const line = await wire.until(/^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/);
    const said = line.match(/^(\d{3}) .*/m)!;
    if (said[1] === code) return;
    throw said[1]!.startsWith("5") ? new RefusedForGood(said[0]) : new Error(said[0]);
  };
  const say = (line: string, code: string) => {
    wire.write(`${line}\r\n`);
    return hear(code);
  };
  await hear("220");
  await say("EHLO storm.example", "250");
  return {
    async send(mail, raw) {
      await say(`MAIL FROM:<${mail.customer}>`, "250");
      for (const to of mail.to) await say(`RCPT TO:<${to}>`, "250");
      await say("DATA", "354");
      mail.tries++;
      wire.write(raw);
      await say("\r\n.", "250");
    },
    close: () => wire.close(),
  };
}

/** First letters, answers to them, mails to two brands at once, large ones and machines' ones. */
function compose({ inboxes }: Ground, chance: Chance, own: SentMail[]): { mail: SentMail; raw: Buffer } {
  const marker = randomUUID();
  const kind = chance.of(["first", "first", "answer", "answer", "both", "large", "machine"] as const);
  const answered = kind === "answer" && own.length ? chance.of(own) : null;
  const mail: SentMail = {
    mailId: `<${marker}@customers.example>`,
    // Few people, so that several of their first letters meet.
    customer: answered?.customer ?? `customer${chance.below(40)}@customers.example`,
    to: answered
      ? [answered.to[0]!]
      : kind === "both"
        ? inboxes.map(({ address }) => address)
        : [chance.of(inboxes).address],
    accepted: false,
    tries: 0,
    attachment: kind === "large" ? randomBytes(300_000) : null,
    marker,
  };
  const text = `Hello, this is ${marker}.\r\n`;
  const head = [
    `From: Customer <${mail.customer}>`,
    `To: ${mail.to.join(", ")}`,
    `Subject: ${answered ? "Re: " : ""}A matter of ${mail.customer}`,
    `Message-ID: ${mail.mailId}`,
    `Date: ${new Date().toUTCString()}`,
    ...(answered ? [`In-Reply-To: ${answered.mailId}`, `References: ${answered.mailId}`] : []),
    ...(kind === "machine" ? ["Auto-Submitted: auto-replied"] : []),
    "MIME-Version: 1.0",
  ];
  const lines = mail.attachment
    ? [
        ...head,
        'Content-Type: multipart/mixed; boundary="part"',
        "",
        "--part",
        "Content-Type: text/plain",
        "",
        text,
        "--part",
        'Content-Type: application/octet-stream; name="large.bin"',
        "Content-Disposition: attachment",
        "Content-Transfer-Encoding: base64",
        "",
        mail.attachment.toString("base64").replace(/.{76}/g, "$&\r\n"),
        "--part--",
      ]
    : [...head, "Content-Type: text/plain; charset=utf-8", "", text];
  return { mail, raw: Buffer.from(lines.join("\r\n")) };
}
