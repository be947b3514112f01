import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

/**
 * Whether a request comes from the machine we run on: by the socket, not by `request.ip`, which a header can set;
 * and one that was forwarded to us, as by a reverse proxy on this machine, comes from somebody else.
 */
export function isThisMachine({ socket, headers }: Pick<FastifyRequest, "socket" | "headers">): boolean {
  if (headers.forwarded || headers["x-forwarded-for"] || headers["x-real-ip"] || headers.via) return false;
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return isIP(address) === 4 ? address.startsWith("127.") : address === "::1";
}
