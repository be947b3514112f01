import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What of a request tells who sent it; a socket's first request has it as well. */
export type Sender = { headers: IncomingHttpHeaders };

/**
 * `__Host-` makes the browser promise that the cookie came from this very host, over a safe connection. Chromium
 * and Firefox count http://localhost as safe; Safari does not, and throws the cookie away (WebKit bug 281149).
 * There, and on a plain http address in the house, the choice is a cookie without the promise or no sign-in. As
 * soon as PUBLIC_URL is https nothing but `__Host-` is read or written, so that no other host can plant one.
 */
function cookieOf({ headers }: Sender, publicUrl: string): { name: string; secure: boolean } {
  const secure = publicUrl.startsWith("https:") || (isThisMachine(headers.host) && !isSafari(headers));
  return { name: secure ? "__Host-tandem" : "tandem", secure };
}

const isThisMachine = (host = "") =>
  /^([\w-]+\.)*localhost(:\d+)?$|^127(\.\d+){3}(:\d+)?$|^\[::1\]/.test(host);
const isSafari = (headers: IncomingHttpHeaders) =>
  /\bSafari\//.test(headers["user-agent"] ?? "") && !/\bChrom(e|ium)\//.test(headers["user-agent"] ?? "");

export function readSessionCookie(sender: Sender, publicUrl: string): string | undefined {
  const start = `${cookieOf(sender, publicUrl).name}=`;
  const parts = sender.headers.cookie?.split(";").map((part) => part.trim());
  return parts?.find((part) => part.startsWith(start))?.slice(start.length);
}

export function setSessionCookie(
  request: FastifyRequest,
  response: FastifyReply,
  publicUrl: string,
  value: string,
): void {
  const { name, secure } = cookieOf(request, publicUrl);
  // The longest a browser keeps one; when a session ends is for the server to say.
  const maxAge = 400 * 24 * 3600;
  response.setCookie(name, value, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge });
}

export function clearSessionCookie(request: FastifyRequest, response: FastifyReply, publicUrl: string): void {
  const { name, secure } = cookieOf(request, publicUrl);
  response.clearCookie(name, { path: "/", httpOnly: true, sameSite: "lax", secure });
}
