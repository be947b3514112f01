import type { RawMail } from "./raw-mail.ts";
import type { ReadMail } from "./reading/index.ts";

/** A mail that came through more hands than this goes in a circle (RFC 5321, 6.3). */
const mostHops = 50;

/** The header by which we know our own mail when it comes back. */
export const loopHeader = "X-Loop";

/** Whether a mail tells by itself that it goes round: it bears our mark or our own Message-ID, or has been everywhere. */
export function loopSign(
  mail: Pick<RawMail, "address">,
  { headers, messageId }: ReadMail,
): "hops" | "own_mail" | null {
  const marks = headers.get(loopHeader.toLowerCase()) ?? [];
  const ours = mail.address.toLowerCase();
  if (marks.some((mark) => mark.trim().toLowerCase() === ours)) return "own_mail";
  if (messageId && isOurs(messageId, ours)) return "own_mail";
  return (headers.get("received")?.length ?? 0) > mostHops ? "hops" : null;
}

/** Message-IDs that we make are a version 7 UUID at the domain of the inbox (`mailIdFor`). */
const isOurs = (messageId: string, address: string) =>
  /^<[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@/.test(messageId) &&
  messageId.toLowerCase().endsWith(`@${address.split("@")[1]}>`);
