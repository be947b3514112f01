import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** The base64 SHA-256 of a text, as a Content-Security-Policy names it. */
export const contentHash = (text: string): string => createHash("sha256").update(text).digest("base64");

export interface Asset {
  path: string;
  type: string;
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
}

/** A file of the pages, under a name that tells its content: it can be kept for ever. */
function asset(name: string, type: string): Asset {
  const plain = readFileSync(join(import.meta.dirname, "assets", name));
  const hash = createHash("sha256").update(plain).digest("hex").slice(0, 12);
  const path = `/help-assets/${name.replace(".", `-${hash}.`)}`;
  return { path, type, plain, br: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) };
}

export const styles = asset("portal.css", "text/css; charset=utf-8");
export const script = asset("portal.js", "text/javascript; charset=utf-8");
export const assets = [styles, script];
