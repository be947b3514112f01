import { z } from "zod";
import { pageOf, route } from "./route.ts";

/** A record that ought to stand in the DNS of a domain, and what does. */
export const DnsRecord = z.object({
  what: z.enum(["dkim", "spf", "dmarc", "mx"]),
  type: z.enum(["TXT", "MX"]),
  host: z.string(),
  /** What to set; of SPF and MX one that has to be made to fit. */
  value: z.string(),
  /** `unknown`: the DNS did not answer; `unchecked`: nobody looked yet. */
  state: z.enum(["right", "missing", "wrong", "unknown", "unchecked"]),
  /** What stands there now. */
  found: z.array(z.string()),
  /** Of a key: whether it waits for its record, signs, or has done so. */
  key: z.enum(["next", "current", "former"]).nullable(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** A domain that we send from. */
export const MailDomain = z.object({
  domain: z.string(),
  brands: z.array(z.string()),
  /** Whether its mail is signed: as soon as the record of a key has been seen. */
  isSigned: z.boolean(),
  records: z.array(DnsRecord),
  checkedAt: z.iso.datetime().nullable(),
});
export type MailDomain = z.infer<typeof MailDomain>;

const area = "Domains";
const byDomain = z.object({ domain: z.string().min(1).max(253).toLowerCase() });

export const listMailDomains = route({
  method: "GET",
  path: "/mail-domains",
  area,
  summary: "The domains of the inboxes' addresses, with the DNS records that each needs.",
  access: "inboxes.manage",
  reply: pageOf(MailDomain),
});

export const postDomainCheck = route({
  method: "POST",
  path: "/mail-domains/:domain/check",
  area,
  summary: "Looks up the records of a domain. A key whose record is there begins to sign.",
  access: "inboxes.manage",
  params: byDomain,
  reply: MailDomain,
  status: 200,
  refuses: ["not_found"],
});

export const postDomainKey = route({
  method: "POST",
  path: "/mail-domains/:domain/keys",
  area,
  summary: "Makes the next key of a domain; the present one signs until the record of the next is seen.",
  access: "inboxes.manage",
  params: byDomain,
  reply: MailDomain,
  status: 201,
  refuses: ["not_found"],
});
