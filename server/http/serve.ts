import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { locales, type z } from "zod";
import { largestFile } from "../../contract/files.ts";
import type { Locale } from "../../contract/languages.ts";
import {
  type BodyOf,
  isWrite,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Route,
} from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { localeOf } from "../texts.ts";
import type { Visitor } from "../visitor.ts";
import { once } from "./idempotency.ts";

/** What a handler is given: a request that has been understood and allowed. */
export interface Call<R extends Route> {
  /** Who calls; null where nobody is signed in, which only public routes allow, and where visitors call. */
  caller: R["access"] extends "public" | "visitor" ? Caller | null : Caller;
  /** Who calls where visitors of a site do. */
  visitor: R["access"] extends "visitor" ? Visitor : null;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  request: FastifyRequest;
  response: FastifyReply;
}

declare module "fastify" {
  interface FastifyInstance {
    db: Db;
    /** Who calls; `anew` when an answer of a moment ago may be wrong by now. */
    authenticate: (request: FastifyRequest, how?: { anew: boolean }) => Promise<Caller | null>;
    /** Which visitor of a site calls. */
    recognise: (request: FastifyRequest) => Promise<Visitor | null>;
  }
  interface FastifyRequest {
    caller: Caller | null;
    visitor: Visitor | null;
  }
  interface FastifyContextConfig {
    contract?: Route;
  }
}

export const apiPrefix = "/api/v1";

/** A list that is short enough to be one page. */
export const wholeList = <T>(items: T[]) => ({ items, next: null });

/** What a shape says of a value that does not fit, in the reader's language. */
const faultWords: Record<Locale, () => { localeError: z.core.$ZodErrorMap }> = {
  en: locales.en,
  ru: locales.ru,
  uk: locales.uk,
  zh: locales.zhCN,
  ar: locales.ar,
};

/**
 * Serves a route of the contract: who calls, whether they may, whether the request has the right shape; then
 * the handler, whose answer is sent as the contract's success. Writes with an `Idempotency-Key` have one effect.
 */
export function serve<R extends Route>(
  app: FastifyInstance,
  contract: R,
  handle: (call: Call<R>) => Promise<ReplyOf<R> extends undefined ? unknown : ReplyOf<R>>,
): void {
  const write = isWrite(contract);
  app.route({
    method: contract.method,
    url: `${apiPrefix}${contract.path}`,
    config: { contract },
    // A file is read only from somebody who may send one.
    ...(contract.upload && {
      bodyLimit: contract.largest ?? largestFile,
      onRequest: async (request: FastifyRequest) => void (await allowed(app, contract, request)),
    }),
    handler: async (request, response) => {
      const { caller, visitor } = await allowed(app, contract, request);
      const call = {
        caller,
        visitor,
        params: understood(contract.params, request.params, "params", request),
        query: understood(contract.query, request.query, "query", request),
        body: contract.upload ? undefined : understood(contract.body, request.body, "body", request),
        request,
        response,
      } as Call<R>;

      const key = request.headers["idempotency-key"];
      const whoever = visitor ?? caller;
      const answer =
        write && whoever && contract.access !== "public" && typeof key === "string"
          ? await once(app.db, whoever, checkedKey(key), fingerprint(request, call), () => handle(call), {
              secret: contract.secret,
            })
          : await handle(call);
      if (response.sent || response.raw.headersSent) return response;
      response.code(contract.status ?? 200);
      return contract.reply ? answer : ((answer as FastifyReply | undefined) ?? null);
    },
  });
}

async function allowed(
  app: FastifyInstance,
  contract: Route,
  request: FastifyRequest,
): Promise<{ caller: Caller | null; visitor: Visitor | null }> {
  if (contract.access === "visitor") {
    const visitor = await app.recognise(request);
    request.visitor = visitor;
    if (!visitor) throw new Refusal("not_signed_in");
    return { caller: null, visitor };
  }
  const caller = await app.authenticate(request);
  request.caller = caller;
  if (contract.access === "public") return { caller, visitor: null };
  if (!caller) throw new Refusal("not_signed_in");
  if (contract.access !== "signed-in" && !caller.permissions.has(contract.access))
    throw new Refusal("forbidden");
  return { caller, visitor: null };
}

function understood(
  shape: Route["body"],
  value: unknown,
  where: "params" | "query" | "body",
  request: FastifyRequest,
): unknown {
  if (!shape) return {};
  const error = faultWords[localeOf(request)]().localeError;
  const result = shape.safeParse(value ?? (where === "body" ? undefined : {}), { error });
  const faults = result.success
    ? brokenTexts(result.data)
    : result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  if (result.success && !faults.length) return result.data;
  // An id that is no id names nothing.
  if (where === "params") throw new Refusal("not_found");
  throw new Refusal("invalid", { fields: faults.slice(0, 20) });
}

/** Where a text holds what PostgreSQL cannot keep: a null character, or half of a character. */
function brokenTexts(value: unknown, path: string[] = []): { path: string; message: string }[] {
  if (typeof value === "string")
    return value.includes("\0") || !value.isWellFormed()
      ? [{ path: path.join("."), message: "whole_characters" }]
      : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...brokenTexts(name, [...path, name]),
    ...brokenTexts(part, [...path, name]),
  ]);
}

function checkedKey(key: string): string {
  if (key.length < 1 || key.length > 255)
    throw new Refusal("invalid", { fields: [{ path: "Idempotency-Key", message: "key_length" }] });
  return key;
}

/** The same key with another request is a mistake of the caller's; this tells one request from another. */
function fingerprint(request: FastifyRequest, { body }: { body: unknown }): Buffer {
  const { contract } = request.routeOptions.config;
  const hash = createHash("sha256").update(`${request.method} ${request.url}\n`);
  // A fast hash of a body with a password in it would be a gift to whoever steals the database.
  if (contract?.secret) return hash.digest();
  // What was understood, not what was sent: a body may hold a million brackets that nobody asked for.
  return hash.update(Buffer.isBuffer(request.body) ? request.body : JSON.stringify(body ?? null)).digest();
}
