import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress, publicLookup } from "../public-address.ts";

export type PageAnswer = { status: number; location: string | null } | { failed: string };

const timeLimitMs = 10_000;
const userAgent = "Tandem-Link-Check/1.0";

/** Asks for a page and reads nothing of it but its head. `lookup` says where a host is. */
export function askPage(
  url: URL,
  method: "HEAD" | "GET",
  {
    lookup: where = publicLookup,
    mayReach = isPublicAddress,
  }: { lookup?: LookupFunction; mayReach?: (address: string) => boolean } = {},
): Promise<PageAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is not looked up.
  if (isIP(host) && !mayReach(host)) return Promise.resolve({ failed: "private_address" });
  return new Promise((answer) => {
    const signal = AbortSignal.timeout(timeLimitMs);
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      {
        method,
        lookup: where,
        agent: false,
        signal,
        headers: { "user-agent": userAgent, accept: "text/html,*/*" },
      },
      (response) => {
        answer({ status: response.statusCode ?? 0, location: response.headers.location ?? null });
        response.destroy();
      },
    );
    request.on("error", (error: NodeJS.ErrnoException) =>
      answer({
        failed: signal.aborted
          ? "timeout"
          : error.message === "private_address"
            ? "private_address"
            : (error.code ?? "error").toLowerCase(),
      }),
    );
    request.end();
  });
}
