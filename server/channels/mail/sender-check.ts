import { authenticate } from "mailauth";
import type { SenderCheck } from "../../../contract/mail.ts";
import { networks } from "../../networks.ts";
import { type Resolver, remembering, until } from "./names.ts";
import type { RawMail } from "./raw-mail.ts";
import type { ReadMail } from "./reading/index.ts";
import { type Client, realClient } from "./relays.ts";

/** How senders are verified: whom we trust on the way, and whom we ask for names. */
export interface SenderRules {
  isTrustedRelay: (address: string) => boolean;
  /** Domains whose word on how a mail came to them is taken (ARC). */
  trustedSealers: ReadonlySet<string>;
  resolve: Resolver;
  longestMs: number;
}

export const senderRules = ({
  relays = [],
  sealers = [],
  resolve = remembering(),
  longestMs = 5_000,
}: {
  relays?: readonly string[];
  sealers?: readonly string[];
  resolve?: Resolver;
  longestMs?: number;
} = {}): SenderRules => ({
  isTrustedRelay: networks(relays),
  trustedSealers: new Set(sealers.map((domain) => domain.toLowerCase())),
  resolve,
  longestMs,
});

/**
 * What the sender's domain says of the mail (SPF, DKIM, DMARC, ARC). Behind a relay that is not named as trusted nobody
 * knows who connected: SPF is then not judged, and a mail without a signature not at all. A name server that is silent
 * costs five seconds at most and makes nothing worse than "cannot be told".
 */
export async function checkSender(
  rules: SenderRules,
  raw: Buffer,
  mail: Pick<RawMail, "client" | "envelopeFrom">,
  headers: ReadMail["headers"],
): Promise<SenderCheck | null> {
  const client = realClient(mail.client as Client, headers.get("received") ?? [], rules.isTrustedRelay);
  const isSigned = headers.has("dkim-signature") || headers.has("arc-seal");
  if (!client && !isSigned) return null;
  const result = await authenticate(raw, {
    // Without an address of a client SPF answers nothing, which is what we know.
    ...(client && { ip: client.address, helo: client.helo, sender: mail.envelopeFrom }),
    mta: "tandem",
    disableBimi: true,
    resolver: until(Date.now() + rules.longestMs, rules.resolve),
  });
  return judge(result, client, rules.trustedSealers);
}

type Authenticated = Awaited<ReturnType<typeof authenticate>>;

function judge(
  { spf, dkim, dmarc, arc }: Authenticated,
  client: Client | null,
  trustedSealers: ReadonlySet<string>,
): SenderCheck {
  const domain = domainOf(dkim?.headerFrom?.[0] ?? "");
  const signatures = (dkim?.results ?? [])
    .filter((one) => one.signingDomain)
    .map((one) => ({
      domain: String(one.signingDomain),
      selector: String(one.selector ?? ""),
      result: one.status.result,
      isAligned: Boolean(one.status.aligned),
    }));
  const spfResult = client && spf ? spf.status.result : "none";
  const spfDomain = client && spf ? domainOf(String(spf.domain ?? "")) : null;
  const spfAligned =
    spfResult === "pass" && domain !== null && spfDomain !== null && isWithin(spfDomain, domain);
  const chain = arc ? arcOf(arc, trustedSealers) : null;
  const dkimAligned = signatures.some((one) => one.result === "pass" && one.isAligned);
  const told = dmarc ? dmarc.status.result : "none";
  // Without the client's address a mail that lives by SPF alone cannot pass, and has not failed.
  const dmarcResult = told === "fail" && !client ? "unknown" : told;
  const vouched = chain?.isTrusted === true && chain.vouches;
  const wasUnsure = [spfResult, ...signatures.map(({ result }) => result)].includes("temperror");
  return {
    spf: spfResult,
    dkim: signatures.some(({ result }) => result === "pass") ? "pass" : (signatures[0]?.result ?? "none"),
    dmarc: dmarcResult,
    verdict:
      dmarcResult === "pass" || vouched || (dmarcResult !== "fail" && (dkimAligned || spfAligned))
        ? "confirmed"
        : dmarcResult === "fail" && !wasUnsure
          ? "forged"
          : "unknown",
    details: {
      domain,
      spf: client ? { domain: spfDomain, isAligned: spfAligned } : null,
      signatures,
      policy: dmarc ? (dmarc.policy ?? null) : null,
      arc: chain && {
        result: chain.result,
        sealer: chain.sealer,
        hops: chain.hops,
        isTrusted: chain.isTrusted,
      },
      client: client?.address ?? null,
    },
  };
}

/** The chain of those who passed it on: the last seals, and what the first saw is what counts. */
function arcOf(arc: Exclude<Authenticated["arc"], false>, trustedSealers: ReadonlySet<string>) {
  const result = arc.status.result;
  if (result === "none") return null;
  const sealer = arc.signature ? (arc.signature.signingDomain?.toLowerCase() ?? null) : null;
  const isTrusted = result === "pass" && sealer !== null && trustedSealers.has(sealer);
  const seen = arc.authenticationResults?.dmarc as { result?: string } | undefined;
  return { result, sealer, hops: arc.i || 0, isTrusted, vouches: seen?.result === "pass" };
}

const domainOf = (address: string): string | null =>
  address.slice(address.lastIndexOf("@") + 1).toLowerCase() || null;

/**
 * Whether what mail leaves from speaks for what stands in From, where no policy says so: the same name or one above it.
 * Whoever holds a name below another is often a stranger there.
 */
const isWithin = (leftFrom: string, named: string) =>
  named === leftFrom || (leftFrom.includes(".") && named.endsWith(`.${leftFrom}`));
