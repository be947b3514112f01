import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply } from "fastify";
import type { Centre, Centres } from "./centre.ts";
import { type Page, pageText } from "./page.ts";
import type { Visit } from "./visit.ts";

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** Something made for everybody, as it goes out. */
interface Made {
  epoch: number;
  type: string;
  plain: Buffer;
  etag: string;
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

const mostRemembered = 2_000;
/** What is smaller fits into one packet as it is. */
const worthPacking = 1_200;

/** Sends pages: for one person as they are, for everybody remembered, packed and revalidated. */
export interface Answers {
  /** A page that is not the same for everybody, or not worth remembering. */
  page(visit: Visit, page: Page, status?: number): FastifyReply;
  /** A page or a document that is the same for all who have not signed in, under a key. */
  shared(
    visit: Visit,
    key: string,
    make: () => Promise<Page | { type: string; text: string }>,
  ): Promise<FastifyReply>;
}

export function answersOf(centres: Centres): Answers {
  const remembered = new Map<string, Made>();

  function remember(key: string, made: Made) {
    if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
    remembered.set(key, made);
  }

  function page(visit: Visit, page: Page, status = 200): FastifyReply {
    return headed(visit)
      .code(status)
      .header("cache-control", "private, no-store")
      .type("text/html; charset=utf-8")
      .send(pageText(visit, page));
  }

  async function shared(
    visit: Visit,
    name: string,
    make: Parameters<Answers["shared"]>[2],
  ): Promise<FastifyReply> {
    const { centre, customer, locale, base, request } = visit;
    if (customer) {
      const made = await make();
      return "body" in made ? page(visit, made) : plain(headed(visit), made);
    }
    const key = [centre.workspaceId, centre.brandId, base, locale, name].join(" ");
    const epoch = centres.epochOf(centre.workspaceId);
    let made = remembered.get(key);
    if (made?.epoch !== epoch) {
      const fresh = await make();
      const isPage = "body" in fresh;
      const text = isPage ? pageText(visit, fresh) : fresh.text;
      made = {
        epoch,
        type: isPage ? "text/html; charset=utf-8" : fresh.type,
        plain: Buffer.from(text),
        etag: createHash("sha256").update(text).digest("base64url").slice(0, 22),
      };
      remember(key, made);
    }
    const response = headed(visit)
      .header("cache-control", "public, no-cache")
      .header("vary", "Accept-Encoding, Cookie")
      .type(made.type);
    const packing = packingFor(request.headers["accept-encoding"], made.plain.length);
    const etag = `"${made.etag}${packing ? `-${packing}` : ""}"`;
    response.header("etag", etag);
    if (namesTag(request.headers["if-none-match"], etag)) return response.code(304).send();
    if (!packing) return response.send(made.plain);
    response.header("content-encoding", packing);
    return response.send(await packed(made, packing));
  }

  return { page, shared };
}

const plain = (response: FastifyReply, { type, text }: { type: string; text: string }) =>
  response.header("cache-control", "private, no-store").type(type).send(text);

function packed(made: Made, packing: "br" | "gzip"): Promise<Buffer> {
  if (packing === "gzip") {
    made.gzip ??= gzipped(made.plain, { level: 6 });
    return made.gzip;
  }
  made.br ??= brotli(made.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return made.br;
}

/** How something may be packed; what it costs the reader to unpack is not worth it for little. */
export function packingFor(accepted: string | undefined, size: number): "br" | "gzip" | null {
  if (size < worthPacking || !accepted) return null;
  const offers = accepted
    .toLowerCase()
    .split(",")
    .map((one) => one.trim());
  const takes = (name: string) =>
    offers.some((one) => one.split(";")[0] === name && !/;\s*q=0(\.0*)?$/.test(one));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}

const namesTag = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);

/** What all answers to a visitor say of themselves. */
export function headed({
  centre,
  locale,
  response,
}: Pick<Visit, "centre" | "locale" | "response">): FastifyReply {
  response.header("content-language", locale).header("content-security-policy", policyOf(centre));
  if (!centre.isIndexed) response.header("x-robots-tag", "noindex");
  return response;
}

const policies = new Map<string, string>();

/** No script and no style but ours, nothing from elsewhere, in nobody's frame. */
export function policyOf({ style }: Pick<Centre, "style">, frame: "'none'" | "'self'" = "'none'"): string {
  const known = policies.get(style.hash + frame);
  if (known) return known;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${style.hash}'`,
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frame}`,
  ].join("; ");
  policies.set(style.hash + frame, policy);
  return policy;
}
