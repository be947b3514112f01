import type { MailFacts } from "../../../../contract/mail.ts";
import { type Address, readAddresses } from "./addresses.ts";
import { readDate } from "./dates.ts";
import { decodeWords } from "./encoded-words.ts";
import { type Part, readParts } from "./parts.ts";
import { attributionAt, fieldAt, headerBlockAt, isForwardSubject, separatorKind } from "./quote-headers.ts";
import { readSpokenDate } from "./spoken-dates.ts";

export type Forwarded = NonNullable<MailFacts["forwarded"]>;

const address = /[^\s<>"'()[\]:;,]{1,64}@[^\s<>"'()[\]:;,]{1,255}/;
/** How far down somebody's own words may reach before the mail they pass on begins. */
const mostLines = 400;

/**
 * Whose mail was passed on, as the lines above it say: those of a forward, or, under a subject that says so, any block
 * or introduction. Times without a zone are those of whoever passed it on.
 */
export function readForwarded(reply: string, subject: string, date: string | undefined): Forwarded | null {
  const lines = reply.split("\n", mostLines).map((line) =>
    line
      .slice(0, 1_000)
      .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
      .replace(/\u00a0/g, " ")
      .replace(/^[>\s]{1,40}/, "")
      .trim(),
  );
  const lineAt = (i: number) => (i < lines.length ? lines[i]! : null);
  const offset = offsetOf(date);
  const saysSo = isForwardSubject(subject);
  for (let i = 0; i < lines.length; i++) {
    const separator = separatorKind(lines[i]!);
    if (separator === "forward" || (separator && saysSo)) {
      const found = readBlock(lineAt, i + 1, offset) ?? readIntroduction(lineAt, i + 1, offset);
      if (found) return found;
    }
    if (!saysSo || lines[i] === "") continue;
    if (headerBlockAt(lineAt, i, false)) return readBlock(lineAt, i, offset);
    if (attributionAt(lineAt, i)?.certain) return readIntroduction(lineAt, i, offset);
  }
  return null;
}

type LineAt = (i: number) => string | null;

/** A block of From, Date, Subject, To; a name on one line may have its value on the next. */
function readBlock(lineAt: LineAt, from: number, offset: number): Forwarded | null {
  const values = new Map<string, string>();
  let missed = 0;
  for (let i = from; i < from + 16 && missed < 3; i++) {
    const line = lineAt(i);
    if (line === null) break;
    if (line === "") {
      if (values.size) break;
      continue;
    }
    const field = fieldAt(line.replace(/^\|\s*|\s*\|$/g, ""));
    if (!field) {
      missed++;
      continue;
    }
    missed = 0;
    if (!values.has(field.kind)) values.set(field.kind, field.value || (lineAt(i + 1) ?? ""));
  }
  const sender = senderIn(values.get("from") ?? "");
  if (!sender && !(values.has("from") && (values.has("subject") || values.has("sent")))) return null;
  return {
    from: sender,
    subject: (values.get("subject") ?? "").replace(/\s+/g, " ").slice(0, 500),
    sentAt: readSpokenDate(values.get("sent") ?? "", offset),
  };
}

/** "14.05.2024, 09:12, "Parts Ltd" <bill@parts.example>:" */
function readIntroduction(lineAt: LineAt, from: number, offset: number): Forwarded | null {
  let subject = "";
  for (let i = from; i < from + 6; i++) {
    const line = lineAt(i);
    if (line === null) return null;
    if (line === "") continue;
    const field = fieldAt(line);
    if (field?.kind === "subject") subject = field.value.replace(/;$/, "");
    const introduced = attributionAt(lineAt, i);
    if (!introduced) continue;
    const text = Array.from({ length: introduced.lines }, (_, k) => lineAt(i + k) ?? "").join(" ");
    const sender = senderIn(
      text.replace(/^.*\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]m| [+-]\d{2}:?\d{2})?,?/i, ""),
    );
    if (!sender) return null;
    return { from: sender, subject, sentAt: readSpokenDate(text.replace(/<[^>]*>|"[^"]*"/g, ""), offset) };
  }
  return null;
}

function senderIn(text: string): { name: string; address: string } | null {
  const found = address.exec(text)?.[0].replace(/^mailto:/i, "");
  if (!found) return null;
  const name = text
    .slice(0, text.indexOf(found))
    .replace(/mailto:/gi, "")
    .replace(/[<([]\s*$/, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s*,;،:]+|[\s*,;،:]+$/g, "")
    .replace(/^(?:от|від|by|from|von|de) /iu, "")
    .replace(/^(["'“])(.*)["'”]$/, "$2")
    .slice(0, 200);
  return toMailAddress({ address: found, name: name && !name.includes("@") ? name : null });
}

function toMailAddress({ address, name }: Address): { name: string; address: string } {
  const at = address.lastIndexOf("@");
  return { name: name ?? "", address: address.slice(0, at + 1) + address.slice(at + 1).toLowerCase() };
}

/** The mail that hangs on this one as a file. */
export function readAttachedMail(part: Part): Forwarded {
  const head = part.source.subarray(part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 100_000));
  const { headers } = readParts(head, new Set());
  const from = readAddresses(headers.get("from"))[0];
  return {
    from: from?.address.includes("@") ? toMailAddress(from) : null,
    subject: decodeWords(headers.get("subject")?.[0] ?? "")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 500),
    sentAt: readDate(headers.get("date")?.[0]),
  };
}

/** Minutes before UTC on the clock of whoever wrote the Date header. */
function offsetOf(date: string | undefined): number {
  const zone = /([+-])(\d{2}):?(\d{2})\s*(?:\([^()]*\))?\s*$/.exec(date ?? "");
  return zone ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
}
