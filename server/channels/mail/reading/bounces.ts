import { readMessageIds } from "./message-ids.ts";
import type { Part } from "./parts.ts";
import { readParts } from "./parts.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** What a report of failed delivery says. */
export interface Bounce {
  recipients: string[];
  /** Enhanced status (RFC 3463), for example "5.1.1". */
  status: string | null;
  hard: boolean;
  originalMessageId: string | null;
}

/** A report made of parts: message/delivery-status (RFC 3464) and the returned mail or its headers. */
export function readDeliveryReport(parts: Part[], text: string): { bounce: Bounce; failed: boolean } | null {
  const status = parts.find(
    (part) =>
      part.type.value === "message/delivery-status" || part.type.value === "message/global-delivery-status",
  );
  if (!status) return null;
  const groups = fieldGroups(decodeBody(status).bytes.toString("latin1", 0, 200_000));
  const perRecipient = groups.filter(
    (group) => group.has("final-recipient") || group.has("original-recipient") || group.has("action"),
  );
  const failing = perRecipient.filter((group) =>
    /^(?:failed|delayed)/i.test(group.get("action") ?? "failed"),
  );
  const told = failing.length ? failing : perRecipient;

  const recipients = new Set<string>();
  for (const group of told) {
    for (const name of ["final-recipient", "original-recipient"]) {
      const address = recipientOf(group.get(name));
      if (address) recipients.add(address);
    }
  }
  const code = told.map(statusOf).find((one) => one !== null) ?? null;
  const delayed = failing.length > 0 && failing.every((group) => /^delayed/i.test(group.get("action") ?? ""));
  return {
    bounce: {
      recipients: recipients.size ? [...recipients] : recipientsInText(text, new Set()),
      status: code,
      hard: !delayed && !(code ?? "5").startsWith("4"),
      originalMessageId: originalIdOf(parts) ?? originalIdInText(text),
    },
    failed: failing.length > 0 || perRecipient.length === 0,
  };
}

function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const fields = new Map<string, string>();
      for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
        const colon = line.indexOf(":");
        if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
      return fields;
    });
}

function recipientOf(field: string | undefined): string | null {
  const value = (field ?? "")
    .replace(/^[^;]*;/, "")
    .trim()
    .replace(/^<|>$/g, "");
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(value) ? value : null;
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

function originalIdOf(parts: Part[]): string | null {
  for (const part of parts) {
    if (
      !/^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/.test(
        part.type.value,
      )
    )
      continue;
    const returned = readParts(decodeBody(part).bytes.subarray(0, 200_000), new Set());
    const id = readMessageIds(returned.headers.get("message-id"))[0];
    if (id) return id;
  }
  return null;
}

function originalIdInText(text: string): string | null {
  return /^[\s>]{0,8}Message-I[Dd]:\s{0,4}(<[^<>\s]{1,500}>)/im.exec(text.slice(0, 500_000))?.[1] ?? null;
}

const returnedMailBegins =
  /^[\s>]{0,8}(?:-{2,20} ?(?:this is a copy of|below this line is a copy|original message|returned message|the header of the original|the following addresses|transcript of session)|--- ?(?:below this line|original message|enclosed)|received: |return-path: |(?:original message headers|текст исходного|заголовки исходного|копия (?:вашего|исходного)|原邮件|原始邮件))/im;

/** A bounce in prose: qmail, Exim, old Postfix, Mail.ru, QQ and many others. */
export function readBounceText(text: string, headerRecipients: string[], ourAddresses: Set<string>): Bounce {
  const sample = text.slice(0, 500_000);
  const cut = sample.search(returnedMailBegins);
  const said = cut > 0 ? sample.slice(0, cut) : sample;
  const recipients = headerRecipients.length ? headerRecipients : recipientsInText(said, ourAddresses);
  const status = enhancedStatus(said) ?? statusOfReplyCode(said);
  const temporary =
    /\b(?:delayed|will (?:keep|continue)|still trying|temporar|warning: message|no need to resend)|задержк|временн|тимчасов|延迟|暂时/i.test(
      said,
    );
  return {
    recipients,
    status,
    hard: status ? !status.startsWith("4") : !temporary,
    originalMessageId: originalIdInText(sample),
  };
}

function statusOfReplyCode(text: string): string | null {
  const code = /(?:^|[^\d.])([45])\d\d[ -][^\d\s]/m.exec(text)?.[1];
  return code ? `${code}.0.0` : null;
}

function recipientsInText(text: string, ourAddresses: Set<string>): string[] {
  const found = new Set<string>();
  const addresses = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;
  for (const [address] of text.slice(0, 20_000).matchAll(addresses)) {
    if (found.size >= 20) break;
    const lower = address.toLowerCase();
    if (
      ourAddresses.has(lower) ||
      /^(?:mailer-daemon|postmaster|abuse|noreply|no-reply|support\.google)@?/i.test(lower)
    )
      continue;
    found.add(address);
  }
  return [...found];
}
