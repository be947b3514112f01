import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import files from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refusal } from "../refusal.ts";

/**
 * Serves the desk that `npm start` has built: files with a hash in their name for ever, all else afresh, and
 * `index.html` for every address that is a place in the desk. Files that the build compressed go out compressed.
 */
export async function deskFiles(app: FastifyInstance, folder: string): Promise<void> {
  const known = await filesOf(folder);
  const page = await pageWithNonce(join(folder, "index.html"));
  if (!page) {
    app.get("/*", async (request, response) => {
      if (!isPlace(request.url)) throw new Refusal("not_found");
      return response
        .code(503)
        .type("text/plain")
        .send("The desk is not built yet; `npm start` builds it.\n");
    });
    return;
  }
  await app.register(files, { root: folder, serve: false, preCompressed: true });

  app.get<{ Params: { "*": string } }>("/*", async (request, response) => {
    const path = request.params["*"];
    if (known.has(path)) return sendFile(response, path);
    if (!isPlace(request.url)) throw new Refusal("not_found");
    return page(response);
  });
}

/**
 * A page of the build. Vite writes `__CSP_NONCE__` where a nonce belongs; React Aria takes it from there for the
 * style element it inserts. Each answer has a nonce of its own, so the page is never kept. Null when not built.
 */
export async function pageWithNonce(
  path: string,
): Promise<((response: FastifyReply) => FastifyReply) | null> {
  const html = await readFile(path, "utf8").catch(whenMissing);
  if (html === null) return null;
  return (response) =>
    response
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(html.replaceAll("__CSP_NONCE__", response.cspNonce));
}

async function filesOf(folder: string): Promise<Set<string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(whenMissing)) ?? [];
  return new Set(
    entries
      .filter((entry) => entry.isFile() && !isUnserved(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")),
  );
}

/** What the build keeps for itself, what goes out under another name, and pages, which need a nonce first. */
const isUnserved = (name: string) => name.startsWith(".") || /\.(br|gz|html)$/.test(name);

function whenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function sendFile(response: FastifyReply, path: string) {
  const hashed = path.startsWith("assets/");
  return response.sendFile(path, hashed ? { maxAge: "365d", immutable: true } : { maxAge: 0 });
}

/** Whatever does not ask for a file by its ending, nor for something of the API. The token of a link has dots too. */
function isPlace(url: string): boolean {
  const path = url.split("?", 1)[0]!;
  return !/^\/api(\/|$)|\.\w{1,5}$/.test(path);
}
