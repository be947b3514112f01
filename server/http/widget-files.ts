import { readFile } from "node:fs/promises";
import { join } from "node:path";
import files from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { html } from "ghtml";
import { directionOf, type Locale, locales } from "../../contract/languages.ts";
import { Refusal } from "../refusal.ts";

interface Built {
  script: string;
  style: string;
  texts: Record<Locale, string>;
}

/** Sites take the loader in anew within so long after an update. */
const loaderSeconds = 600;

/**
 * The chat as sites take it in: `/chat/loader.js`, `/chat/panel.js`, the types of the public API, and the frame with
 * its files. `sitesOf` says on which origins the chat of a key may stand: any when there are none, null when there is
 * no such chat.
 */
export async function widgetFiles(
  app: FastifyInstance,
  { folder, sitesOf }: { folder: string; sitesOf: (key: string) => Promise<string[] | null> },
): Promise<void> {
  const built = await readBuilt(folder);
  await app.register(async (scope) => {
    await scope.register(files, { root: folder, serve: false, preCompressed: true });
    for (const name of ["loader.js", "panel.js", "tandem.d.ts"])
      scope.get(`/chat/${name}`, async (_request, response) => {
        if (!built) return notBuilt(response);
        return fromAnywhere(response)
          .type(name.endsWith(".ts") ? "text/plain; charset=utf-8" : "text/javascript; charset=utf-8")
          .sendFile(name, { maxAge: loaderSeconds * 1000 });
      });
    scope.get<{ Params: { name: string } }>("/chat/assets/:name", async (request, response) => {
      if (!built || !/^[\w-]+\.(js|css)$/.test(request.params.name)) throw new Refusal("not_found");
      return response.sendFile(`assets/${request.params.name}`, { maxAge: "365d", immutable: true });
    });
  });

  app.get<{ Querystring: Record<string, unknown> }>("/chat/frame", async ({ query }, response) => {
    if (!built) return notBuilt(response);
    const sites = await sitesOf(String(query.widget ?? ""));
    if (!sites) throw new Refusal("not_found");
    const locale = locales.find((one) => one === query.locale) ?? "en";
    // Set for every page of ours; who may show this one its policy says.
    response.raw.removeHeader("x-frame-options");
    return response
      .header("content-security-policy", framePolicy(sites))
      .header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
      .header("cache-control", "private, max-age=300")
      .type("text/html; charset=utf-8")
      .send(framePage(built, locale));
  });
}

/** The frame loads from us alone, and stands on the sites of its chat alone. */
const framePolicy = (sites: string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types tandem",
    `frame-ancestors 'self' ${sites.length ? sites.join(" ") : "*"}`,
  ].join("; ");

/** Script, styles and the words of one language are asked for at the same moment. */
const framePage = ({ script, style, texts }: Built, locale: Locale) => html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>Tandem</title>
<link rel="stylesheet" href="/chat/${style}"><link rel="modulepreload" href="/chat/${texts[locale]}">
<script type="module" src="/chat/${script}"></script></head>
<body></body></html>`;

/** A script of ours runs on any site that asks for it; who may use the chat is decided with the frame. */
const fromAnywhere = (response: FastifyReply) =>
  response.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");

const notBuilt = (response: FastifyReply) =>
  response.code(503).type("text/plain").send("The chat is not built yet; `npm start` builds it.\n");

async function readBuilt(folder: string): Promise<Built | null> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(whenMissing);
  if (text === null) return null;
  const manifest = JSON.parse(text) as Record<string, { file: string }>;
  const fileOf = (name: string) => manifest[name]!.file;
  return {
    script: fileOf("frame/main.tsx"),
    style: fileOf("style.css"),
    texts: Object.fromEntries(
      locales.map((locale) => [locale, fileOf(`../virtual:frame-texts/${locale}`)]),
    ) as Record<Locale, string>,
  };
}

function whenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
