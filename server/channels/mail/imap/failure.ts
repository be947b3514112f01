import type { ImapFlowError } from "imapflow";
import type { MailboxFailure } from "../../../../contract/mailboxes.ts";

/** Why a mailbox cannot be read, as people are told, with the other side's own words. */
export class MailboxProblem extends Error {
  readonly failure: MailboxFailure;
  constructor(failure: MailboxFailure, words = "") {
    super(words);
    this.name = "MailboxProblem";
    this.failure = failure;
  }
}

const byCode: Record<string, MailboxFailure> = {
  ENOTFOUND: "host_unknown",
  EAI_AGAIN: "host_unknown",
  ENODATA: "host_unknown",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "timed_out",
  ETIMEOUT: "timed_out",
  CONNECT_TIMEOUT: "timed_out",
  GREETING_TIMEOUT: "timed_out",
  UPGRADE_TIMEOUT: "timed_out",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls_name",
  CERT_HAS_EXPIRED: "tls_untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "tls_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls_untrusted",
  EPROTO: "tls_missing",
  ECONNRESET: "cut_off",
  EPIPE: "cut_off",
  NoConnection: "cut_off",
  EConnectionClosed: "cut_off",
  ClosedAfterConnectText: "cut_off",
  ClosedAfterConnectTLS: "tls_missing",
  ETHROTTLE: "too_many_connections",
};

/** Response codes of RFC 5530 and of the large providers. */
const byResponse: Record<string, MailboxFailure> = {
  AUTHENTICATIONFAILED: "password_refused",
  AUTHORIZATIONFAILED: "password_refused",
  EXPIRED: "password_refused",
  NONEXISTENT: "folder_missing",
  OVERQUOTA: "quota",
  UNAVAILABLE: "unreachable",
  INUSE: "too_many_connections",
  LIMIT: "too_many_connections",
  THROTTLED: "too_many_connections",
};

/** What went wrong, out of whatever was thrown on the way. */
export function problemOf(thrown: unknown, signIn: "password" | "oauth"): MailboxProblem {
  if (thrown instanceof MailboxProblem) return thrown;
  const error = thrown as ImapFlowError;
  const words = wordsOf(error);
  const failure = failureOf(error, words, signIn);
  return new MailboxProblem(failure, saysItself.has(failure) ? "" : words);
}

/** Where nobody was reached who could have said more. */
const saysItself = new Set<MailboxFailure>([
  "host_unknown",
  "unreachable",
  "timed_out",
  "cut_off",
  "private_address",
]);

function failureOf(error: ImapFlowError, words: string, signIn: "password" | "oauth"): MailboxFailure {
  if (error.message === "private_address") return "private_address";
  if (error.mailboxMissing) return "folder_missing";
  if (/too many (simultaneous )?connections|maximum number of connections/i.test(words))
    return "too_many_connections";
  const said = byResponse[error.serverResponseCode ?? ""];
  if (error.authenticationFailed && (!said || said === "password_refused"))
    return signIn === "oauth" ? "consent_refused" : "password_refused";
  if (said) return said;
  const code = error.code ?? (error._err as { code?: string } | undefined)?.code ?? "";
  const known = byCode[code];
  if (known) return known;
  if (error.tlsFailed || code.startsWith("ERR_SSL_") || code === "MissingServerExtension")
    return "tls_missing";
  return /quota/i.test(words) ? "quota" : "other";
}

/** The server's own words first: they say more than our client's. */
function wordsOf(error: ImapFlowError): string {
  const said =
    error.responseText ?? (typeof error.response === "string" ? error.response : undefined) ?? error.reason;
  return (said || error.message || "").replace(/\s+/g, " ").trim().slice(0, 500);
}
