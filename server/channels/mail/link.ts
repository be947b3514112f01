import type { Language } from "../../../contract/languages.ts";
import type { Linked, SenderCheck } from "../../../contract/mail.ts";
import type { Tx } from "../../db/database.ts";
import type { Secret } from "../../secret.ts";
import { belongs, type Verdict } from "./linking/rule.ts";
import { type Arrived, type Candidate, signalsOf, threadOf } from "./linking/signals.ts";
import type { ReadMail } from "./reading/index.ts";

/** Where a mail belongs, and why we think so. */
export interface Link extends Verdict {
  /** The customer and language of the conversation it joins. */
  customerId: string | null;
  language: Language | null;
  /** Outlook's number of its thread. */
  thread: string | null;
}

/** Finds where a mail belongs (`belongs` is the rule), by everything in it that says so. */
export async function linkMail(
  tx: Tx,
  secret: Secret,
  mail: Arrived,
  read: ReadMail,
  check: SenderCheck | null,
): Promise<Link> {
  const signals = await signalsOf(tx, secret, mail, read, check);
  const verdict = belongs(signals);
  const { bounced, token, answers, number, alike } = signals;
  const joined = [bounced, token, answers, number, alike].find(
    (match) => match?.conversationId === verdict.joins,
  ) as Candidate | null | undefined;
  return {
    ...verdict,
    customerId: joined?.customerId ?? null,
    language: (joined?.language as Language | undefined) ?? null,
    thread: threadOf(read),
  };
}

/** What of it is kept with the message. */
export const keptLink = ({
  reasons,
  isUnverified,
  isForged,
  related,
  thread,
}: Link): Linked & { thread?: string } => ({
  reasons,
  isUnverified,
  isForged,
  related,
  ...(thread && { thread }),
});
