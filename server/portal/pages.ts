import multipart from "@fastify/multipart";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "ghtml";
import { directionOf } from "../../contract/languages.ts";
import { problems } from "../../contract/problems.ts";
import { askWithoutWall } from "../db/database.ts";
import { isUnavailable } from "../db/unavailable.ts";
import { sendFile } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import { localeFrom, text } from "../texts.ts";
import { type Answers, answersOf, packingFor } from "./answer.ts";
import { assets } from "./assets.ts";
import type { Centres } from "./centre.ts";
import { contactRoutes } from "./contact-routes.ts";
import { setCookie } from "./cookies.ts";
import { logoPath } from "./logo.ts";
import type { PortalNeeds } from "./needs.ts";
import { readingRoutes } from "./reading-routes.ts";
import { requestRoutes } from "./request-routes.ts";
import { problemPage } from "./sign-in-pages.ts";
import { to, type Visit } from "./visit.ts";
import { visitFrom } from "./visiting.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Of a page of a help centre: who visits it. */
    visit: Visit | null;
  }
}

/** The pages of all help centres, below `/help/<slug>/`; a host of a help centre's own leads there too (`rewriteTo`). */
export async function helpPages(app: FastifyInstance, needs: PortalNeeds): Promise<void> {
  const { centres } = needs;
  app.addHook("onReady", () => centres.start());
  app.addHook("onClose", async () => centres.stop());
  assetRoutes(app, needs);
  await app.register(async (pages) => {
    pages.decorateRequest("visit", null);
    // What is too large is told beside its field, not instead of the page.
    await pages.register(multipart, { throwFileSizeLimit: false });
    pages.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 256 * 1024 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const answers = answersOf(centres);
    pages.setErrorHandler((error, request, response) =>
      answerInTheLook(needs, answers, error as FastifyError, request, response),
    );
    pages.addHook("onRequest", async (request, response) => {
      const visit = await visitFrom(needs, request, response);
      if (!visit) throw new Refusal("not_found");
      request.visit = visit;
      return onItsWay(visit);
    });
    readingRoutes(pages, needs, answers);
    contactRoutes(pages, needs, answers);
    requestRoutes(pages, needs, answers);
    pages.get("/help/*", () => {
      throw new Refusal("not_found");
    });
  });
}

/** What a visit must be told before it is at a page: which language, or that a choice of language was noted. */
function onItsWay(visit: Visit & { isLocaleNamed: boolean }): FastifyReply | undefined {
  const { request, response, centre, base, locale, isLocaleNamed } = visit;
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const [path = "", query = ""] = request.url.split("?", 2);
  const segments = path.split("/").filter(Boolean).slice(2);
  if (!isLocaleNamed && (!segments.length || /^[a-z]{2}$/.test(segments[0]!))) {
    // A language that is not there leads to the page in one that is.
    const rest = segments.slice(1).join("/");
    return response
      .header("vary", "Accept-Language, Cookie")
      .header("cache-control", "private, no-cache")
      .redirect(`${base}/${locale}${rest ? `/${rest}` : ""}${query ? `?${query}` : ""}`, 302);
  }
  if (isLocaleNamed && centre.locales.length > 1 && /(?:^|&)chosen=1(?:&|$)/.test(query)) {
    setCookie(visit, response, "language", locale, { days: 365 });
    const rest = query
      .split("&")
      .filter((one) => one !== "chosen=1")
      .join("&");
    return response
      .header("cache-control", "private, no-store")
      .redirect(`${to(visit, visit.path)}${rest ? `?${rest}` : ""}`, 303);
  }
  return undefined;
}

/** Of a page there is no problem document but a page that says what is wrong and how to go on. */
async function answerInTheLook(
  needs: PortalNeeds,
  answers: Answers,
  error: FastifyError | Refusal,
  request: FastifyRequest,
  response: FastifyReply,
): Promise<FastifyReply> {
  const code = error instanceof Refusal ? error.code : isUnavailable(error) ? "unavailable" : null;
  const given = error instanceof Refusal ? undefined : error.statusCode;
  const status = code ? problems[code] : given && given >= 400 && given < 500 ? given : 500;
  if (status === 500) request.log.error({ err: error, url: request.url }, "failed");
  if (error instanceof Refusal && error.retryAfter !== undefined)
    response.header("retry-after", String(Math.ceil(error.retryAfter)));
  // Without the database nobody knows whose page it is.
  const visit = request.visit ?? (await visitFrom(needs, request, response).catch(() => null));
  if (visit) return answers.page(visit, problemPage(visit, status, code ?? "malformed"), status);
  const locale = localeFrom(request.headers["accept-language"]);
  const what = status === 404 ? "gone" : status === 503 ? "away" : status >= 500 ? "broken" : "unread";
  return response
    .code(status)
    .header("content-language", locale)
    .header("cache-control", "no-store")
    .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
    .type("text/html; charset=utf-8")
    .send(html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${text(locale, `help.problem.${what}`)}</title></head><body><main><h1>${text(locale, `help.problem.${what}`)}</h1><p>${text(locale, `help.problem.${what}.words`)}</p></main></body></html>
`);
}

/** Style, script and logos, which are the same whoever asks, under names that tell what is in them. */
function assetRoutes(app: FastifyInstance, { db, store }: PortalNeeds): void {
  for (const { path, type, plain, br, gzip } of assets)
    app.get(path, (request, response) => {
      const packing = packingFor(request.headers["accept-encoding"], plain.length);
      response
        .type(type)
        .header("cache-control", "public, max-age=31536000, immutable")
        // The desk shows forms in a frame that shares no origin with us.
        .header("cross-origin-resource-policy", "cross-origin")
        .header("vary", "Accept-Encoding");
      if (packing) response.header("content-encoding", packing);
      return response.send(packing === "br" ? br : packing === "gzip" ? gzip : plain);
    });

  app.get<{ Params: { workspace: string; sha256: string } }>(
    logoPath(":workspace", ":sha256"),
    async ({ params: { workspace, sha256 } }, response) => {
      const isId =
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(workspace) && /^[0-9a-f]{64}$/.test(sha256);
      const logo =
        isId &&
        (await askWithoutWall(db, (system) =>
          system
            .selectFrom("helpCentres")
            .select(["logoType", "logoSize"])
            .where("workspaceId", "=", workspace)
            .where("logoSha256", "=", sha256)
            .executeTakeFirst(),
        ));
      if (!logo) throw new Refusal("not_found");
      return sendFile(response, store, workspace, {
        filename: "logo",
        mimeType: logo.logoType!,
        size: logo.logoSize!,
        sha256,
      })
        .header("content-disposition", "inline")
        .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header("cache-control", "public, max-age=31536000, immutable");
    },
  );
}

/** Where a request goes that came to a host of a help centre's own: `rewriteUrl` of the server. */
export const rewriteTo =
  ({ slugOfHost }: Centres) =>
  (request: { url?: string; headers: { host?: string } }): string => {
    const url = request.url ?? "/";
    const slug = slugOfHost((request.headers.host ?? "").toLowerCase().replace(/:\d+$/, ""));
    return slug && !url.startsWith("/help-assets/") ? `/help/${slug}${url === "/" ? "" : url}` : url;
  };
