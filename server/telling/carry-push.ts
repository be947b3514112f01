import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress, publicLookup } from "../public-address.ts";

/** A push as it goes to the service of a browser's maker: sealed for the browser, signed by us. */
export interface SealedPush {
  endpoint: string;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** Carries a push; `failed` says why no answer came. */
export type Carrier = (
  push: SealedPush,
) => Promise<{ status: number; retryAfterSeconds: number | null } | { failed: string }>;

const timeLimitMs = 10_000;

/**
 * By HTTPS to where the browser said. A browser may say anything, so only the public internet is reached: the address
 * that was looked at is the one that is connected to, and nobody is followed elsewhere.
 */
export const carryPush: Carrier = (push) => carryTo(push, publicLookup, isPublicAddress);

/** `lookup` says where a host is. */
export function carryTo(
  { endpoint, headers, body }: SealedPush,
  lookup: LookupFunction,
  mayReach: (address: string) => boolean,
): ReturnType<Carrier> {
  const url = new URL(endpoint);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol !== "https:") return Promise.resolve({ failed: "not_https" });
  // A literal address is not looked up.
  if (isIP(host) && !mayReach(host)) return Promise.resolve({ failed: "private_address" });
  return new Promise((answer) => {
    const request = https.request(
      url,
      { method: "POST", headers, lookup, agent: false, signal: AbortSignal.timeout(timeLimitMs) },
      (response) => {
        const pause = Number(response.headers["retry-after"]);
        answer({
          status: response.statusCode ?? 0,
          retryAfterSeconds: Number.isFinite(pause) && pause > 0 ? pause : null,
        });
        response.destroy();
      },
    );
    request.on("error", (error: NodeJS.ErrnoException) =>
      answer({ failed: error.message === "private_address" ? error.message : (error.code ?? error.name) }),
    );
    request.end(body);
  });
}
