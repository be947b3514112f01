/**
 * The pieces an article is made of. What is stored is HTML of these and nothing else: the server cleans everything it is
 * given down to them, the editor makes nothing else, and readers are shown them as they are.
 *
 * - Blocks: `p`, headings `h2` to `h4` with an `id` that stays the same, `ul`, `ol`, `blockquote`, `pre > code`, `hr`,
 *   `details > summary`, `table` (with `th[scope]`, `colspan`, `rowspan`, `caption`).
 * - Steps: `ol[data-steps]`. Callouts: `aside[data-callout="note|tip|warning|danger"]`.
 * - Pictures: `img[data-file][alt]`, alone or in `figure` with `figcaption`; the file is one of the article's, and there
 *   is no `src`: whoever shows it knows where the file is.
 * - Videos: `figure[data-video]`, whose value is the address of a page that `videoOf` knows, or `file:` and the id of a
 *   file of the article; a `figcaption` names it. Shown as a card to follow: nothing is loaded from elsewhere.
 * - Words: `strong em u s code kbd sub sup br span[lang]`, and `a` with one of `href` (https, http, mailto, tel, or
 *   `#anchor` within the article), `data-article` (an article's id, perhaps with `#anchor` behind it), `data-file`.
 * - `dir` (ltr, rtl, auto) and `lang` on any block.
 */

export const calloutKinds = ["note", "tip", "warning", "danger"] as const;
export type CalloutKind = (typeof calloutKinds)[number];

export const headingTags = ["h2", "h3", "h4"] as const;

export const blockTags = [
  "p",
  ...headingTags,
  "ul",
  "ol",
  "li",
  "blockquote",
  "pre",
  "hr",
  "aside",
  "details",
  "summary",
  "figure",
  "figcaption",
  "table",
  "caption",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
] as const;

export const wordTags = [
  "strong",
  "em",
  "u",
  "s",
  "code",
  "kbd",
  "sub",
  "sup",
  "span",
  "a",
  "img",
  "br",
] as const;

/** Which attributes a piece may have, besides `dir` and `lang` on blocks. */
export const attributesOf: Readonly<Record<string, readonly string[]>> = {
  h2: ["id"],
  h3: ["id"],
  h4: ["id"],
  ol: ["data-steps", "start"],
  aside: ["data-callout"],
  details: ["open"],
  figure: ["data-video"],
  th: ["scope", "colspan", "rowspan"],
  td: ["colspan", "rowspan"],
  span: ["lang"],
  a: ["href", "data-article", "data-file"],
  img: ["data-file", "alt", "width", "height"],
  code: ["class"],
};

/** What a link may lead to, besides `#anchor`. */
export const linkSchemes = ["https", "http", "mailto", "tel"] as const;

/** An article in one language has at most so many characters of HTML, and pieces within pieces so deep. */
export const longestArticle = 300_000;
export const deepestArticle = 24;

export type VideoHost = "youtube" | "vimeo" | "bilibili" | "vk" | "rutube" | "file";

/** What stands behind `data-video`. */
export interface Video {
  host: VideoHost;
  /** As the host knows it; of a file of ours, its id. */
  id: string;
  /** The page to watch it on, spelt one way; null for a file of ours. */
  address: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Which video an address leads to; null when it is none that we know. */
export function videoOf(value: string): Video | null {
  const text = value.trim();
  if (text.startsWith("file:")) {
    const id = text.slice("file:".length).toLowerCase();
    return uuid.test(id) ? { host: "file", id, address: null } : null;
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.port) return null;
  return hosted(url, url.hostname.replace(/^(?:www|m|player)\./, ""));
}

function hosted(url: URL, host: string): Video | null {
  const path = url.pathname;
  if (host === "youtube.com" || host === "youtube-nocookie.com") {
    const id = /^\/(?:embed|shorts|live)\/([\w-]{11})/.exec(path)?.[1] ?? url.searchParams.get("v");
    return named("youtube", id, /^[\w-]{11}$/, (one) => `https://www.youtube.com/watch?v=${one}`);
  }
  if (host === "youtu.be")
    return named("youtube", path.slice(1), /^[\w-]{11}$/, (one) => `https://www.youtube.com/watch?v=${one}`);
  if (host === "vimeo.com") {
    const id = /^\/(?:video\/)?(\d{5,12})(?:$|[/?])/.exec(path)?.[1];
    return named("vimeo", id, /^\d+$/, (one) => `https://vimeo.com/${one}`);
  }
  if (host === "bilibili.com") {
    const id = /^\/video\/(BV[0-9A-Za-z]{10}|av\d{1,12})/.exec(path)?.[1] ?? url.searchParams.get("bvid");
    return named(
      "bilibili",
      id,
      /^(?:BV[0-9A-Za-z]{10}|av\d+)$/,
      (one) => `https://www.bilibili.com/video/${one}`,
    );
  }
  if (host === "vk.com" || host === "vkvideo.ru" || host === "vk.ru") {
    const id = /\/video(-?\d{1,12}_\d{1,12})/.exec(path)?.[1] ?? embedded(url);
    return named("vk", id, /^-?\d+_\d+$/, (one) => `https://vkvideo.ru/video${one}`);
  }
  if (host === "rutube.ru") {
    const id = /^\/(?:video|play\/embed|shorts)\/([0-9a-f]{32})/.exec(path)?.[1];
    return named("rutube", id, /^[0-9a-f]{32}$/, (one) => `https://rutube.ru/video/${one}/`);
  }
  return null;
}

function named(
  host: VideoHost,
  id: string | null | undefined,
  shape: RegExp,
  address: (id: string) => string,
): Video | null {
  return id && shape.test(id) ? { host, id, address: address(id) } : null;
}

function embedded({ pathname, searchParams }: URL): string | null {
  if (pathname !== "/video_ext.php") return null;
  return `${searchParams.get("oid")}_${searchParams.get("id")}`;
}

/** What `data-article` says: the article, and the place in it. */
export function articleLinkOf(value: string): { articleId: string; anchor: string | null } | null {
  const [id = "", anchor = ""] = value.trim().split("#", 2);
  if (!uuid.test(id)) return null;
  return { articleId: id.toLowerCase(), anchor: isAnchor(anchor) ? anchor : null };
}

const longestAnchor = 80;

/** Whether it can be the `id` of a heading: letters and digits of any script, joined by hyphens. */
export const isAnchor = (value: string): boolean =>
  value.length <= longestAnchor && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(value);

/** The `id` that a heading of these words gets; empty when there is no letter in them. */
export function anchorOf(words: string): string {
  const joined = words
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ʼ’'`]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "");
  return [...joined].slice(0, 60).join("").replace(/-+$/, "");
}
