import type { FastifyReply, FastifyRequest } from "fastify";
import type { Visit } from "./visit.ts";

type Purpose = "customer" | "visitor" | "language";

/** Whether the page came over a connection that nobody else reads, as far as we or the proxy before us can tell. */
const isSafe = (request: FastifyRequest): boolean => request.protocol === "https";

/**
 * On a host of its own the browser promises with `__Host-` that no other host planted it; below a path it is bound to that
 * path, which that promise does not allow, and `__Secure-` is the next best.
 */
export const cookieName = (request: FastifyRequest, base: string, purpose: Purpose): string =>
  `${isSafe(request) ? (base ? "__Secure-" : "__Host-") : ""}tandem-${purpose}`;

export function setCookie(
  { request, base }: Pick<Visit, "request" | "base">,
  response: FastifyReply,
  purpose: Purpose,
  value: string,
  { days }: { days: number },
): void {
  response.setCookie(cookieName(request, base, purpose), value, {
    path: base || "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSafe(request),
    maxAge: days * 86_400,
  });
}

export function clearCookie(
  { request, base }: Pick<Visit, "request" | "base">,
  response: FastifyReply,
  purpose: Purpose,
): void {
  response.clearCookie(cookieName(request, base, purpose), {
    path: base || "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSafe(request),
  });
}
