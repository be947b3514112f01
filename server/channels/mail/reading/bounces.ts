import { type BounceKind, bounceKind, isHard } from "./bounce-kinds.ts";
import { readMessageIds } from "./message-ids.ts";
import type { Part } from "./parts.ts";
import { readParts } from "./parts.ts";
import { fieldGroups, isAddress, recipientOf } from "./report-fields.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** What a report of failed delivery says. The mail it is about will not arrive any more. */
export interface Bounce {
  recipients: string[];
  /** Enhanced status (RFC 3463), for example "5.1.1". */
  status: string | null;
  kind: BounceKind;
  /** What the other server said, in its own words. */
  diagnostic: string | null;
  /** Not worth trying again as it is; of a full mailbox and of all that passes, false. */
  hard: boolean;
  originalMessageId: string | null;
  /** What the failed mail itself answered. */
  originalReferences: string[];
}

/** A delivery report (RFC 3464): what failed, or else what became of it. */
export interface DeliveryReport {
  bounce: Bounce | null;
  /** Where nothing failed: of the first recipient. */
  told: { kind: "delivered" | "delayed"; recipient: string | null } | null;
}

/** A report made of parts: message/delivery-status (RFC 3464) and the returned mail or its headers. */
export function readDeliveryReport(parts: Part[], text: string): DeliveryReport | null {
  const status = parts.find((part) => /^message\/(?:global-)?delivery-status$/.test(part.type.value));
  if (!status) return null;
  const groups = fieldGroups(decodeBody(status).bytes.toString("latin1", 0, 200_000));
  const perRecipient = groups.filter(
    (group) => group.has("final-recipient") || group.has("original-recipient") || group.has("action"),
  );
  const failing = perRecipient.filter((group) => /^failed/i.test(group.get("action") ?? "failed"));
  if (perRecipient.length && !failing.length) {
    const group = perRecipient[0]!;
    const kind = perRecipient.some((one) => /^delayed/i.test(one.get("action") ?? ""))
      ? "delayed"
      : "delivered";
    return { bounce: null, told: { kind, recipient: recipientOf(group) } };
  }
  const recipients = new Set(failing.flatMap((group) => recipientOf(group) ?? []));
  const code = failing.map(statusOf).find((one) => one !== null) ?? null;
  const diagnostic = failing.map(diagnosticOf).find((one) => one !== null) ?? null;
  const kind = bounceKind(code, diagnostic ?? text);
  const returned = returnedIds(parts);
  return {
    bounce: {
      recipients: recipients.size ? [...recipients] : recipientsInText(text, new Set()),
      status: code,
      kind,
      diagnostic,
      hard: isHard(kind, code),
      originalMessageId: returned?.messageId ?? originalIdInText(text),
      originalReferences: returned?.references ?? [],
    },
    told: null,
  };
}

function diagnosticOf(group: Map<string, string>): string | null {
  const said = (group.get("diagnostic-code") ?? "").replace(/^[\w-]{1,20} ?;/, "").trim();
  return said ? said.replace(/\s+/g, " ").slice(0, 1_000) : null;
}

/** "5.0.0" and the like say nothing; then the words of the other server know better. */
function statusOf(group: Map<string, string>): string | null {
  const given = enhancedStatus(group.get("status") ?? "");
  if (given && !/\.0\.0$/.test(given)) return given;
  return enhancedStatus(group.get("diagnostic-code") ?? "") ?? given;
}

function enhancedStatus(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1] ?? null;
}

/** The failed mail's own id, and what it answered, from the mail that came back or its headers. */
export function returnedIds(
  parts: Part[],
): { messageId: string | null; references: string[]; to: string[] } | null {
  for (const part of parts) {
    if (
      !/^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/.test(
        part.type.value,
      )
    )
      continue;
    const { headers } = readParts(decodeBody(part).bytes.subarray(0, 200_000), new Set());
    const messageId = readMessageIds(headers.get("message-id"))[0] ?? null;
    const references = readMessageIds([
      ...(headers.get("references") ?? []),
      ...(headers.get("in-reply-to") ?? []),
    ]);
    const to = ["x-hmxmroriginalrecipient", "x-original-to", "to"].flatMap((name) =>
      (headers.get(name) ?? []).flatMap((value) => value.slice(0, 20_000).match(addresses) ?? []),
    );
    if (messageId || references.length || to.length) return { messageId, references, to };
  }
  return null;
}

function originalIdInText(text: string): string | null {
  return /^[\s>]{0,8}Message-I[Dd]:\s{0,4}(<[^<>\s]{1,500}>)/im.exec(text.slice(0, 500_000))?.[1] ?? null;
}

function referencesInText(text: string): string[] {
  const found =
    /^[\s>]{0,8}(?:References|In-Reply-To):([^\n]{0,2000}(?:\n[ \t>]{1,4}<[^\n]{0,1000}){0,20})/im.exec(
      text.slice(0, 500_000),
    )?.[1];
  return found ? readMessageIds([found.replace(/\n[ \t>]+/g, " ")]) : [];
}

const returnedMailBegins =
  /^[\s>]{0,8}(?:-{2,20} ?(?:this is a copy of|below this line is a copy|original message|returned message|the header of the original|the following addresses|transcript of session)|--- ?(?:below this line|original message|enclosed)|received: |return-path: |(?:original message headers|текст исходного|заголовки исходного|копия (?:вашего|исходного)|原邮件|原始邮件))/im;

const stillTrying =
  /\b(?:has been delayed|delivery (?:is |has been )?delayed|will (?:keep|continue)|still (?:trying|being)|not yet been delivered|has not been delivered yet|warning: message|no need to resend|do not need to resend|no action is required|don't need to do anything)|задержк|задержан|ещё не доставлен|попытки доставки будут продолжены|затрим|ще не доставлен|延迟|尚未送达|继续尝试|仍在尝试|تأخر|تأخير|ما زال/iu;

/** A bounce in prose: qmail, Exim, old Postfix, Mail.ru, QQ and many others. */
export function readBounceText(
  text: string,
  headerRecipients: string[],
  ourAddresses: Set<string>,
): DeliveryReport {
  const sample = text.slice(0, 500_000);
  const cut = sample.search(returnedMailBegins);
  const said = cut > 0 ? sample.slice(0, cut) : sample;
  const recipients = headerRecipients.length ? headerRecipients : recipientsInText(said, ourAddresses);
  const status = enhancedStatus(said) ?? statusOfReplyCode(said);
  if (!status?.startsWith("5") && stillTrying.test(said))
    return { bounce: null, told: { kind: "delayed", recipient: recipients[0] ?? null } };
  const kind = bounceKind(status, said);
  return {
    bounce: {
      recipients,
      status,
      kind,
      diagnostic: diagnosticInText(said),
      hard: isHard(kind, status),
      originalMessageId: originalIdInText(sample),
      originalReferences: referencesInText(sample),
    },
    told: null,
  };
}

/** The line with a reply code, or the one below the address, which is where programs put the reason. */
function diagnosticInText(said: string): string | null {
  const lines = said
    .slice(0, 20_000)
    .split("\n")
    .map((line) => line.trim());
  const coded = lines.find(
    (line) => /(?:^|[^\d.])[45]\d\d[ -][#(]?\S/.test(line) || enhancedStatus(line) !== null,
  );
  const reason =
    coded ??
    lines.find((line) => /^(?:退信原因|原因|причина|reason|error|ошибка|السبب)\s?[:：]/iu.test(line));
  if (reason) return reason.slice(0, 1_000);
  const at = lines.findIndex((line) => new RegExp(`^<?${address}>?:?$`, "iu").test(line));
  return at < 0
    ? null
    : (lines
        .slice(at + 1)
        .find((line) => line !== "")
        ?.slice(0, 1_000) ?? null);
}

function statusOfReplyCode(text: string): string | null {
  const code = /(?:^|[^\d.])([45])\d\d[ -][^\d\s]/m.exec(text)?.[1];
  return code ? `${code}.0.0` : null;
}

const address = "[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}";
const addresses = new RegExp(address, "giu");
/** Where a bounce names its recipient, the surest first: a line of its own, the command that failed, anywhere. */
const places = [
  new RegExp(`^\\s{0,12}<(${address})>(?::|\\s*$|,| \\(expanded)`, "gimu"),
  new RegExp(`rcpt to:\\s?<(${address})>`, "giu"),
  new RegExp(`^\\s{0,12}(${address})\\s*$`, "gimu"),
  new RegExp(`(${address})`, "giu"),
];

function recipientsInText(text: string, ourAddresses: Set<string>): string[] {
  const sample = text.slice(0, 20_000);
  for (const place of places) {
    const found = new Map<string, string>();
    for (const match of sample.matchAll(place)) {
      const one = match[1]!;
      const lower = one.toLowerCase();
      if (found.size >= 20) break;
      if (
        !isAddress(one) ||
        ourAddresses.has(lower) ||
        /^(?:mailer-daemon|postmaster|abuse|no-?reply|support\.google)@?/i.test(lower)
      )
        continue;
      if (!found.has(lower)) found.set(lower, one);
    }
    if (found.size) return [...found.values()];
  }
  return [];
}
