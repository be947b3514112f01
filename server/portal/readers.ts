import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { network } from "../accounts/index.ts";
import type { Secret } from "../secret.ts";
import { cookieName, setCookie } from "./cookies.ts";
import type { Visit } from "./visit.ts";

/**
 * Who reads, as a keyed hash that says nothing of who it is. Whoever voted or signed in has a visitor's cookie; others have
 * none, and are told apart, for what they look for and are offered, by the network they come from and what their browser
 * says of itself. Another brand knows the same person as another reader.
 */
export function readerOf(
  secret: Secret,
  { centre, base, request }: Pick<Visit, "centre" | "base" | "request">,
): Buffer {
  const visitor = request.cookies[cookieName(request, base, "visitor")];
  const who =
    visitor && /^[\w-]{22}$/.test(visitor)
      ? `visitor ${visitor}`
      : `from ${network(request.ip)} ${agentOf(request)}`;
  return secret.sign("reader", `${centre.brandId} ${who}`);
}

const agentOf = ({ headers }: FastifyRequest) => (headers["user-agent"] ?? "").slice(0, 300);

/** The same, of somebody who now gets a cookie to be known by, if they have none: each has one voice about an article. */
export function knownReader(secret: Secret, visit: Visit): Buffer {
  const { request, response, base, centre } = visit;
  const name = cookieName(request, base, "visitor");
  if (/^[\w-]{22}$/.test(request.cookies[name] ?? "")) return readerOf(secret, visit);
  const visitor = randomBytes(16).toString("base64url");
  setCookie(visit, response, "visitor", visitor, { days: 365 });
  return secret.sign("reader", `${centre.brandId} visitor ${visitor}`);
}
