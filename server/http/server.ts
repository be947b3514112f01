import { isUtf8 } from "node:buffer";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Locale } from "../../contract/languages.ts";
import { type Problem, type ProblemCode, problems } from "../../contract/problems.ts";
import type { Db } from "../db/database.ts";
import { isUnavailable } from "../db/unavailable.ts";
import { Refusal } from "../refusal.ts";
import { fieldWords, localeOf, type TextKey, text } from "../texts.ts";
import { secureAnswers } from "./secure-answers.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** The methods that are served at an address. */
    methodsAt: (url: string) => string[];
  }
}

export interface ServerNeeds {
  db: Db;
  publicUrl: URL;
  trustProxy: boolean | number | string[];
  logLevel: string;
  /** Who sent this request; null when nobody is signed in. */
  authenticate: FastifyInstance["authenticate"];
  /** Where a request goes by its host, before a route is looked for. */
  rewriteUrl?: (request: { url?: string; headers: { host?: string } }) => string;
  /** Which visitor of a site sent it; left out where there are none. */
  recognise?: FastifyInstance["recognise"];
}

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
    ...(needs.rewriteUrl && { rewriteUrl: needs.rewriteUrl }),
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: "idle",
    // Node's own answer to that has no words; ours is below.
    http: { requireHostHeader: false },
    // What is refused before a route is found, or before it is a request at all.
    frameworkErrors: answerWithProblem,
    clientErrorHandler: answerNonsense,
  });
  app.decorate("db", needs.db);
  app.decorate("authenticate", needs.authenticate);
  app.decorate("recognise", needs.recognise ?? (async () => null));
  app.decorateRequest("caller", null);
  app.decorateRequest("visitor", null);
  app.setErrorHandler(answerWithProblem);
  refuseWhatIsNotThere(app);

  await app.register(cookie);
  secureAnswers(app, needs.publicUrl);
  readBodies(app);
  app.addHook("onRequest", async ({ headers, raw }) => {
    if (headers.host === undefined && raw.httpVersion === "1.1") throw new Refusal("malformed");
  });
  app.addHook("onRequest", async (request) => refuseForeignPages(request, needs.publicUrl));
  return app;
}

/**
 * Opens the port and returns where it is. Whoever starts says so in plain words; Fastify's own would be a line of JSON
 * among them for each address of the machine. What goes wrong is thrown.
 */
export async function listen(app: FastifyInstance, at: { host: string; port: number }): Promise<string> {
  const { level } = app.log;
  app.log.level = "silent";
  try {
    return await app.listen(at);
  } finally {
    app.log.level = level;
  }
}

const byHops = (trusted: number) => (_address: string, hop: number) => hop < trusted;

/** JSON in whole characters, or a file as it is where a route asks for one; anything else is not taken. */
function readBodies(app: FastifyInstance) {
  // JSON that names `__proto__` is refused as malformed, never merged.
  const readJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    if (isUpload(request)) done(null, body);
    // Read as text, broken UTF-8 would be mended in silence, into something nobody sent.
    else if (isUtf8(body)) readJson(request, body.toString(), done);
    else done(new Refusal("malformed"));
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => {
    if (isUpload(request)) done(null, body);
    else done(new Refusal("wrong_content_type"));
  });
}

const isUpload = (request: FastifyRequest) => Boolean(request.routeOptions.config.contract?.upload);

/** Says of an address that takes other requests which ones those are. */
function refuseWhatIsNotThere(app: FastifyInstance) {
  const places: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    const pattern = url.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/:\w+/g, "[^/]+");
    places.push({ pattern: new RegExp(`^${pattern}/?$`), methods: [method].flat() });
  });
  app.decorate("methodsAt", (url: string) => {
    const path = url.split("?", 1)[0]!;
    const found = places.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(found)];
  });
  app.setNotFoundHandler((request, response) => refuseMethod(request, response));
}

function refuseMethod(request: FastifyRequest, response: FastifyReply) {
  const methods = request.server.methodsAt(request.url);
  if (!methods.length || methods.includes(request.method))
    return sendProblem(request, response, new Refusal("not_found"));
  response.header("allow", methods.join(", "));
  return sendProblem(request, response, new Refusal("method_not_allowed"));
}

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
  // What a place of the desk could have been, by its method, and is not.
  if (refusal.code === "not_found" && request.routeOptions.url?.includes("*"))
    return refuseMethod(request, response);
  if (refusal.code === "unavailable") sayUnavailable(request, error);
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

const quietMilliseconds = 10_000;
let saidUnavailableAt = Number.NEGATIVE_INFINITY;

/** Once in a while: when the database is away, every request says so. */
function sayUnavailable(request: FastifyRequest, error: unknown) {
  if (performance.now() - saidUnavailableAt < quietMilliseconds) return;
  saidUnavailableAt = performance.now();
  request.log.warn({ err: error, url: request.url }, "Requests are put off.");
}

/** Answers what cannot be read as HTTP, and closes: where its end is, nobody can tell. */
function answerNonsense(error: Error & { code?: string }, socket: Socket) {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const code =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "headers_too_large"
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "too_slow"
        : "malformed";
  const body = JSON.stringify(problemOf("en", new Refusal(code)));
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${problems[code]} ${STATUS_CODES[problems[code]]}`,
        "Content-Type: application/problem+json; charset=utf-8",
        "Content-Language: en",
        `Content-Length: ${Buffer.byteLength(body)}`,
        "Connection: close",
        "",
        body,
      ].join("\r\n"),
    );
  socket.destroySoon();
}

/** Sends an RFC 9457 problem document in the reader's language. */
export function sendProblem(request: FastifyRequest, response: FastifyReply, refusal: Refusal) {
  const { code, retryAfter } = refusal;
  const status = problems[code];
  const locale = localeOf(request);
  if (retryAfter !== undefined) response.header("retry-after", String(Math.ceil(retryAfter)));
  else if (status === 503) response.header("retry-after", "2");
  return response
    .code(status)
    .header("content-language", locale)
    .type("application/problem+json; charset=utf-8")
    .send(problemOf(locale, refusal, request.url.split("?", 1)[0]));
}

const problemOf = (
  locale: Locale,
  { code, fields, retryAfter, came }: Refusal,
  instance?: string,
): Problem => ({
  type: `urn:tandem:problem:${code}`,
  title: text(locale, `problem.${code}` as TextKey),
  status: problems[code],
  ...(instance && { instance }),
  code,
  ...(fields && {
    fields: fields.map(({ path, message }) => ({ path, message: fieldWords(locale, message) })),
  }),
  ...(came && { came }),
  ...(retryAfter !== undefined && { retryAfter }),
});
