import type { MailFacts } from "../../../../contract/mail.ts";
import { returnedIds } from "./bounces.ts";
import type { Part } from "./parts.ts";
import { fieldGroups, isAddress, recipientOf } from "./report-fields.ts";
import { decodeBody } from "./transfer-encoding.ts";

export type Receipt = NonNullable<MailFacts["receipt"]>;

/** A complaint that a provider passes on (RFC 5965): whose, and about which mail of ours. */
export interface Feedback {
  /** abuse, fraud, not-spam, virus, opt-out … */
  type: string;
  recipients: string[];
  originalMessageId: string | null;
}

/** What a receipt (RFC 8098) says became of a mail; null when it says that nothing did. */
export function readDisposition(part: Part): Receipt | null {
  const fields = fieldGroups(decodeBody(part).bytes.toString("latin1", 0, 50_000));
  const group = fields.find((one) => one.has("disposition"));
  const told =
    group
      ?.get("disposition")
      ?.toLowerCase()
      .replace(/^[^;]*;/, "") ?? "";
  const recipient = group ? recipientOf(group) : null;
  if (/\bdisplayed\b/.test(told)) return { kind: "read", recipient };
  if (/\bdeleted\b/.test(told)) return { kind: "deleted", recipient };
  if (/\b(?:dispatched|processed)\b/.test(told)) return { kind: "delivered", recipient };
  return null;
}

export function readFeedback(report: Part, parts: Part[]): Feedback {
  const fields = new Map(
    fieldGroups(decodeBody(report).bytes.toString("latin1", 0, 50_000)).flatMap((group) => [...group]),
  );
  const returned = returnedIds(parts);
  const named = ["original-rcpt-to", "removal-recipient", "original-recipient"].flatMap((name) => {
    const value = (fields.get(name) ?? "").replace(/^<|>$/g, "");
    return isAddress(value) ? [value] : [];
  });
  return {
    type: (fields.get("feedback-type") ?? "abuse").toLowerCase().slice(0, 50),
    // Providers that hide the complainer leave the address in the mail that they return.
    recipients: [...new Set(named.length ? named : (returned?.to ?? []).filter(isAddress))],
    originalMessageId: returned?.messageId ?? null,
  };
}
