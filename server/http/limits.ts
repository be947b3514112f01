import { createHash } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller } from "../caller.ts";
import { Refusal } from "../refusal.ts";
import { apiPrefix } from "./serve.ts";

/** Requests a minute: by a person's session, by a key, by a browser in a chat, and by an address from which nobody is known yet. */
export interface Limits {
  session: number;
  key: number;
  chat: number;
  visitor: number;
}

export const usualLimits: Limits = { session: 600, key: 6_000, chat: 120, visitor: 600 };

/** Sessions and keys that were found good lately; the oldest makes room. */
const remembered = 20_000;

/**
 * Counts the requests to the API by caller and minute, in this process. Call it before the routes are registered;
 * null switches it off. Guessing (passwords, codes, links) has far tighter limits of its own in `server/accounts`.
 */
export async function limits(app: FastifyInstance, allowed: Limits | null): Promise<void> {
  if (!allowed) return;
  // A credential gets a count of its own only once it has been found good: whoever invents tokens is counted by
  // address, and asking the database who it is comes after the count. Several cookies that name one session share
  // its count.
  const known = new Map<string, { kind: Caller["kind"] | "chat"; count: string }>();

  await app.register(rateLimit, {
    timeWindow: 60_000,
    cache: remembered,
    enableDraftSpec: true,
    hook: "onRequest",
    allowList: (request) => !request.url.startsWith(`${apiPrefix}/`),
    keyGenerator: (request) => callerOf(request)?.count ?? `address:${networkOf(request.ip)}`,
    max: (request) => {
      const kind = callerOf(request)?.kind;
      if (kind === "chat") return allowed.chat;
      return kind === "agent" ? allowed.session : kind === "key" ? allowed.key : allowed.visitor;
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal("too_many_requests", { retryAfter: Math.ceil(ttl / 1000) }),
  });

  app.addHook("onResponse", async (request, response) => {
    const credential = credentialOf(request);
    if (!credential) return;
    if (response.statusCode === 401) known.delete(credential);
    const { caller, visitor } = request;
    if ((!caller && !visitor) || known.has(credential)) return;
    if (known.size >= remembered) known.delete(known.keys().next().value!);
    if (visitor) known.set(credential, { kind: "chat", count: `chat:${visitor.id}` });
    else if (caller)
      known.set(credential, { kind: caller.kind, count: `${caller.kind}:${caller.sessionId ?? caller.id}` });
  });

  function callerOf(request: FastifyRequest) {
    const credential = credentialOf(request);
    return credential ? known.get(credential) : undefined;
  }
}

/** What the request shows to be known by, as a hash: neither a log nor a heap dump should hold the real one. */
function credentialOf(request: FastifyRequest): string | null {
  const shown = request.headers.authorization ?? request.headers.cookie;
  return shown ? createHash("sha256").update(shown).digest("base64") : null;
}

/** An IPv6 customer holds 2^64 addresses, so they count as one. */
function networkOf(ip: string): string {
  if (!ip.includes(":") || ip.startsWith("::ffff:")) return ip;
  const [head = "", tail] = ip.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(zeros).fill("0"), ...after].slice(0, 4).join(":");
}
