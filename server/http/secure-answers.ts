import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import helmet from "helmet";

declare module "fastify" {
  interface FastifyReply {
    /** Lets a script or a style that stands in this page run; another page's does not fit. */
    readonly cspNonce: string;
  }
}

const nonces = new WeakMap<object, string>();

function nonceOf(answer: object): string {
  const nonce = nonces.get(answer) ?? randomBytes(16).toString("hex");
  nonces.set(answer, nonce);
  return nonce;
}

/** Where a page of ours may load from; inline nothing runs that does not have the nonce of its answer. */
const forPages = {
  "default-src": ["'none'"],
  "script-src": ["'self'", (_request: object, answer: object) => `'nonce-${nonceOf(answer)}'`],
  "style-src": ["'self'", (_request: object, answer: object) => `'nonce-${nonceOf(answer)}'`],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "manifest-src": ["'self'"],
  "worker-src": ["'self'"],
  "frame-src": ["'self'"],
  "frame-ancestors": ["'none'"],
  "form-action": ["'self'"],
  "base-uri": ["'none'"],
};

/** An answer of the API is no page: should a browser be brought to show it as one, it loads nothing. */
const forAnswers = { "default-src": ["'none'"], "frame-ancestors": ["'none'"] };

/** Tells browsers how little what we send may do. The headers that do not change are made once. */
export function secureAnswers(app: FastifyInstance, publicUrl: URL): void {
  const headers = (directives: typeof forPages | typeof forAnswers) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity:
        publicUrl.protocol === "https:" ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: "same-origin" },
      crossOriginEmbedderPolicy: false,
    });
  const [onPages, onAnswers] = [headers(forPages), headers(forAnswers)];
  app.decorateReply("cspNonce", {
    getter() {
      return nonceOf(this.raw);
    },
  });
  app.addHook("onRequest", (request, response, done) => {
    const secure = request.routeOptions.config.contract ? onAnswers : onPages;
    secure(request.raw, response.raw, done as (error?: unknown) => void);
  });
}
