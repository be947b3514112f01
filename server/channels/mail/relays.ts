import { isIP } from "node:net";
import { isNear } from "./near.ts";

export interface Client {
  address: string;
  helo: string;
}

/**
 * Who handed a mail over, out in the world: whoever connected, or, behind relays of ours that are trusted, whoever
 * connected to the first of them, as their `Received` tells. Null behind a relay that nobody named: what stands in the
 * mail about its way may then be anybody's invention.
 */
export function realClient(
  connected: Client,
  received: readonly string[],
  isTrusted: (address: string) => boolean,
): Client | null {
  const plain = connected.address.replace(/^::ffff:/, "");
  if (!isTrusted(plain)) return isNear(plain) ? null : { ...connected, address: plain };
  // The newest stands on top; each was written by the one above it, so trust goes down as far as trusted ones do.
  for (const line of received) {
    const told = clientIn(line);
    if (!told) return null;
    if (!isTrusted(told.address)) return isNear(told.address) ? null : told;
  }
  return null;
}

/** `from mx.example (rdns.example [192.0.2.1]) by …`: the name it gave, and the address of the connection. */
function clientIn(received: string): Client | null {
  const from = received.match(/^\s*from\s+(\S+)([^;]*?)\sby\s/i);
  const address = from?.[2]?.match(/\[(?:IPv6:)?([0-9a-f:.]+)\]/i)?.[1];
  return from && address && isIP(address) ? { helo: from[1]!, address } : null;
}
