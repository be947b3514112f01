import type { Delivery } from "../../../contract/conversations.ts";
import type { OutgoingMail, SendResult } from "./transport.ts";

/** How far a mail has come with each of those it goes to. */
export type Recipient = Delivery["recipients"][number];

const isDone = ({ state }: Recipient) => state === "sent" || state === "failed";

export const addressesOf = (mail: OutgoingMail): string[] => [
  ...new Set(mail.envelope.to.map((address) => address.toLowerCase())),
];

/** Those of a mail who neither have it nor will ever, with what is known of all. */
export function stillToReach(mail: OutgoingMail, known: readonly Recipient[]): string[] {
  const done = new Set(known.filter(isDone).map(({ address }) => address));
  return addressesOf(mail).filter((address) => !done.has(address));
}

/** What is known of all after a try with some of them. */
export function afterTry(
  known: readonly Recipient[],
  tried: readonly string[],
  result: SendResult,
): Recipient[] {
  const fates = new Map(known.map((one) => [one.address, one]));
  for (const address of tried) fates.set(address, fateOf(address, result));
  return [...fates.values()];
}

function fateOf(address: string, result: SendResult): Recipient {
  const refused = result.rejected?.find((one) => one.address === address);
  if (refused) return { address, state: refused.permanent ? "failed" : "waiting", error: refused.error };
  if (result.sent) return { address, state: "sent", error: null };
  return { address, state: result.permanent ? "failed" : "waiting", error: result.error };
}

export type Outcome = { state: "sent" } | { state: "waiting" | "failed"; error: string };

/** What has become of the mail as a whole: it has arrived when somebody it is written to has it, whoever else lacks it. */
export function outcomeOf(all: readonly Recipient[], writtenTo: readonly string[]): Outcome {
  const waiting = all.find(({ state }) => state === "waiting");
  if (waiting) return { state: "waiting", error: waiting.error ?? "" };
  const main = all.filter(({ address }) => writtenTo.includes(address));
  const reached = (main.length ? main : all).some(({ state }) => state !== "failed");
  if (reached) return { state: "sent" };
  const failed = all.find(({ state }) => state === "failed");
  return { state: "failed", error: failed?.error ?? "" };
}
