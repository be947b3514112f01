import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import type { Route } from "../../contract/route.ts";
import { pageWithNonce } from "./desk-files.ts";
import { type OpenApi, openApi } from "./openapi.ts";
import { apiPrefix } from "./serve.ts";

/**
 * `/api/v1/openapi.json` for programs and `/api/docs` for people. The page is a second entry of the desk's build
 * (`desk/api-page/`), so it comes from `folder` and loads nothing from elsewhere.
 */
export async function apiPage(
  app: FastifyInstance,
  routes: Record<string, Route>,
  { folder, publicUrl }: { folder: string; publicUrl: URL },
): Promise<void> {
  let made: ReturnType<typeof printed> | undefined;

  app.get(`${apiPrefix}/openapi.json`, async (request, response) => {
    made ??= printed(openApi(routes, publicUrl));
    response
      .header("access-control-allow-origin", "*")
      .header("cache-control", "no-cache")
      .header("vary", "accept-encoding")
      .header("etag", made.tag);
    if (request.headers["if-none-match"] === made.tag) return response.code(304).send();
    response.type("application/json; charset=utf-8");
    if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return response.send(made.plain);
    return response.header("content-encoding", "gzip").send(made.small);
  });

  const page = await pageWithNonce(join(folder, "api-page", "index.html"));
  app.get("/api/docs", async (_request, response) =>
    page
      ? page(response)
      : response.code(503).type("text/plain").send("The page is not built yet; `npm start` builds it.\n"),
  );
  app.get("/api", async (_request, response) => response.redirect("/api/docs"));
}

/** The document is the same for everybody, so it is written and compressed once, when first asked for. */
function printed(document: OpenApi) {
  const plain = Buffer.from(JSON.stringify(document));
  const tag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { plain, small: gzipSync(plain, { level: 9 }), tag };
}
