import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { largestFile } from "../../contract/files.ts";
import { type ProblemCode, problems } from "../../contract/problems.ts";
import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { localeFrom, type TextKey, text } from "../texts.ts";

export interface ServerNeeds {
  db: Db;
  publicUrl: URL;
  trustProxy: boolean | number | string[];
  logLevel: string;
  /** Who sent this request; null when nobody is signed in. */
  authenticate: (request: FastifyRequest) => Promise<Caller | null>;
}

/** Where a browser may load from. Each answer gets nonces of its own (`response.cspNonce`); nothing else runs inline. */
const contentSecurityPolicy = () => ({
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
  },
});

/** An HTTP server with our rules on it: problem documents, security headers, whose page may write. No routes yet. */
export async function openServer(needs: ServerNeeds): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      needs.logLevel === "silent"
        ? false
        : { level: needs.logLevel, redact: ["req.headers.cookie", "req.headers.authorization"] },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: typeof needs.trustProxy === "number" ? byHops(needs.trustProxy) : needs.trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // JSON that names `__proto__` is refused as malformed, never merged.
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    forceCloseConnections: "idle",
  });
  app.decorate("db", needs.db);
  app.decorate("authenticate", needs.authenticate);
  app.decorateRequest("caller", null);
  app.setErrorHandler(answerWithProblem);
  app.setNotFoundHandler((request, response) => sendProblem(request, response, new Refusal("not_found")));

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(),
    enableCSPNonces: true,
    strictTransportSecurity:
      needs.publicUrl.protocol === "https:" ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
  });
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largestFile }, (request, body, done) => {
    if (request.routeOptions.config.contract?.upload) done(null, body);
    else done(new Refusal("wrong_content_type"));
  });
  app.addHook("onRequest", async (request) => refuseForeignPages(request, needs.publicUrl));
  return app;
}

const byHops = (trusted: number) => (_address: string, hop: number) => hop < trusted;

/**
 * A browser sends our cookie along with a write from any page, so a write must come from a page of ours. Clients
 * that are no browser send no `Origin` and carry no cookie of a person, or a key instead.
 */
function refuseForeignPages(request: FastifyRequest, publicUrl: URL) {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return;
  const { origin, host } = request.headers;
  if (request.headers["sec-fetch-site"] === "cross-site") throw new Refusal("foreign_origin");
  if (origin === undefined) return;
  if (origin === publicUrl.origin) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal("foreign_origin");
}

function answerWithProblem(error: FastifyError | Refusal, request: FastifyRequest, response: FastifyReply) {
  const refusal = error instanceof Refusal ? error : new Refusal(codeOf(error));
  if (refusal.code === "internal") request.log.error({ err: error, url: request.url }, "failed");
  return sendProblem(request, response, refusal);
}

/** What Fastify itself refuses, in our codes; whatever is left is a bug of ours. */
function codeOf(error: FastifyError): ProblemCode {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return "too_large";
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return "wrong_content_type";
  if (error.statusCode === 429) return "too_many_requests";
  if (isUnavailable(error)) return "unavailable";
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return "malformed";
  return "internal";
}

/** The database is away or busy: nothing is wrong with the request, and nothing of it was kept. */
function isUnavailable(error: Error & { code?: string }): boolean {
  const code = error.code ?? "";
  return (
    /^(08|57P|53)/.test(code) ||
    ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/.test(
      error.message,
    )
  );
}

/** Sends an RFC 9457 problem document in the reader's language. */
export function sendProblem(request: FastifyRequest, response: FastifyReply, refusal: Refusal) {
  const { code, fields, retryAfter } = refusal;
  const status = problems[code];
  const locale = request.caller?.locale ?? localeFrom(request.headers["accept-language"]);
  if (retryAfter !== undefined) response.header("retry-after", String(Math.ceil(retryAfter)));
  else if (status === 503) response.header("retry-after", "2");
  return response
    .code(status)
    .header("content-language", locale)
    .type("application/problem+json; charset=utf-8")
    .send({
      type: `urn:tandem:problem:${code}`,
      title: text(locale, `problem.${code}` as TextKey),
      status,
      instance: request.url.split("?")[0],
      code,
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter }),
    });
}
