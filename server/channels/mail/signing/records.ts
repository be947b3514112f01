import type { DnsRecord } from "../../../../contract/mail-domains.ts";
import type { Dns } from "./dns.ts";

type Expected = Pick<DnsRecord, "what" | "type" | "host" | "value">;
export type Finding = Pick<DnsRecord, "state" | "found">;

export interface PublicKey {
  selector: string;
  publicKey: string;
}

export const keyRecord = (domain: string, { selector, publicKey }: PublicKey): Expected => ({
  what: "dkim",
  type: "TXT",
  host: `${selector}._domainkey.${domain}`,
  value: `v=DKIM1; k=rsa; p=${publicKey}`,
});

/**
 * What a domain needs besides its keys. Which servers send for it we cannot know: `mx` in SPF stands for those that take
 * its mail, which most often also send it.
 */
export const otherRecords = (domain: string): Expected[] => [
  { what: "spf", type: "TXT", host: domain, value: "v=spf1 mx ~all" },
  {
    what: "dmarc",
    type: "TXT",
    host: `_dmarc.${domain}`,
    value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`,
  },
  { what: "mx", type: "MX", host: domain, value: `10 mail.${domain}` },
];

/** Looks up a record and judges what stands there. */
export async function check(dns: Dns, expected: Expected): Promise<Finding> {
  try {
    const all = await (expected.type === "MX" ? dns.mx(expected.host) : dns.txt(expected.host));
    return judge(expected, all);
  } catch {
    // Whoever asked sees that there was no answer; it says nothing of the record.
    return { state: "unknown", found: [] };
  }
}

export function judge({ what, value }: Expected, all: string[]): Finding {
  const ours = all.filter((one) => belongs[what].test(one));
  if (!ours.length) return { state: "missing", found: [] };
  // RFC 7208 and RFC 7489: two records of a kind are as good as none.
  if (ours.length > 1 && what !== "mx") return { state: "wrong", found: ours };
  const isRight = what === "dkim" ? keyIn(ours[0]!) === keyIn(value) : fits[what].test(ours[0]!);
  return { state: isRight ? "right" : "wrong", found: ours };
}

const belongs = { dkim: /p\s*=/i, spf: /^v=spf1(?:\s|$)/i, dmarc: /^v=DMARC1\b/i, mx: /./ };
const fits = {
  // Everybody may send in its name, or nobody at all.
  spf: /^(?!.*(?:^|\s)\+?all\b)(?!v=spf1\s+-all\s*$)/i,
  dmarc: /;\s*p\s*=\s*(?:none|quarantine|reject)\b/i,
  // RFC 7505: a lone dot takes no mail.
  mx: /[^.]/,
};

/** The key alone: spaces and the order of tags make no difference. */
const keyIn = (record: string) => /(?:^|;)\s*p\s*=\s*([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, "");
