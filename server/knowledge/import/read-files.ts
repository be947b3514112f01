import { isUtf8 } from "node:buffer";
import { basename, dirname, extname, join, normalize } from "node:path/posix";
import { longestArticle } from "../../../contract/article-html.ts";
import type { ArticleImport } from "../../../contract/knowledge.ts";
import { type Locale, locales } from "../../../contract/languages.ts";
import { languageOf } from "../../language/index.ts";
import { cleanArticle } from "../html/clean.ts";
import { fromMarkdown } from "../html/markdown-in.ts";
import { type Block, isBlock, type Piece, readTree, walk, wordsOf, writeTree } from "../html/tree.ts";
import { type FrontMatter, frontMatterOf } from "./front-matter.ts";
import { pageOf } from "./html-page.ts";
import type { SentFile } from "./unpack.ts";

type Problem = NonNullable<ArticleImport["files"][number]["problem"]>;

/** A text of an import, understood but not yet kept. Pictures and links still name the files they came with. */
export interface ReadText {
  name: string;
  about: FrontMatter;
  title: string;
  locale: Locale;
  /** What it shares with its translations. */
  group: string;
  html: string;
  dropped: string[];
  /** Names of the files that it shows, as they came. */
  shows: string[];
}

export interface ReadImport {
  texts: ReadText[];
  others: Map<string, SentFile>;
  problems: { name: string; problem: Problem }[];
}

const isText = /\.(?:md|markdown|mdx|html?|txt)$/i;
const isShown = /\.(?:png|jpe?g|gif|webp|avif|mp4|webm|mp3|pdf|docx?|xlsx?|csv|zip)$/i;
const longestFile = 3_000_000;

/** Reads the texts of an import, and tells which of the other files they may show. */
export function readFiles(files: readonly SentFile[], usual: Locale | undefined): ReadImport {
  const read: ReadImport = { texts: [], others: new Map(), problems: [] };
  for (const file of files) {
    if (!isText.test(file.name)) {
      if (isShown.test(file.name)) read.others.set(normalize(file.name), file);
      else read.problems.push({ name: file.name, problem: "unknown_kind" });
      continue;
    }
    const understood = readText(file, usual);
    if (typeof understood === "string") read.problems.push({ name: file.name, problem: understood });
    else read.texts.push(understood);
  }
  return read;
}

function readText({ name, bytes }: SentFile, usual: Locale | undefined): ReadText | Problem {
  if (bytes.length > longestFile) return "too_long";
  if (!isUtf8(bytes) || bytes.includes(0)) return "not_text";
  const { about, body } = frontMatterOf(bytes.toString("utf8"));
  const isHtml = /\.html?$/i.test(name);
  const page = isHtml ? pageOf(body) : { ...headed(body), summary: null, locale: null };
  const { html: marked, files, remote } = inHand(isHtml ? page.html : page.html, isHtml);
  const cleaned = isHtml ? cleanArticle(marked) : fromMarkdown(marked);
  const html = atHome(cleaned.html, files);
  if (html.length > longestArticle) return "too_long";
  const title = (about.title ?? page.title ?? titleFromName(name)).replace(/\s+/g, " ").slice(0, 200);
  const words = `${title}\n${wordsOf(readTree(html))}`;
  if (!wordsOf(readTree(html)) && files.size === 0) return "no_words";
  const inPath = localeInPath(name);
  const said = about.locale ?? inPath ?? locales.find((one) => one === page.locale) ?? usual;
  const told = languageOf(words.slice(0, 5000), said ?? "en");
  return {
    name,
    about: { ...about, summary: about.summary ?? page.summary ?? undefined },
    title,
    locale: said ?? locales.find((one) => one === told) ?? "en",
    group: about.id ?? withoutLocale(name),
    html,
    dropped: [
      ...cleaned.dropped.filter((one) => one !== "remote-picture" && one !== "picture"),
      ...remote,
    ].sort(),
    shows: [...files.values()],
  };
}

/** A first heading `# …` is the title. */
function headed(markdown: string): { title: string | null; html: string } {
  const found = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(markdown);
  return found
    ? { title: found[1]!.replace(/\s*\{#.*\}$/, ""), html: markdown.slice(found[0].length) }
    : { title: null, html: markdown };
}

const titleFromName = (name: string) => {
  const words = basename(name, extname(name)).replace(/[-_]+/g, " ").trim();
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) || "—";
};

const localeInPath = (name: string): Locale | undefined => {
  const parts = name.toLowerCase().split("/");
  const stem = parts.pop()!.replace(/\.[^.]+$/, "");
  const suffix = /[._-]([a-z]{2})$/.exec(stem)?.[1];
  return locales.find((one) => parts.includes(one)) ?? locales.find((one) => one === suffix);
};

/** The path with its language taken out: what translations of one text share. */
const withoutLocale = (name: string): string => {
  const known = new Set<string>(locales);
  const parts = name.split("/").filter((part) => !known.has(part.toLowerCase()));
  const stem = parts.pop()!.replace(/\.[^.]+$/, "");
  return [...parts, stem.replace(new RegExp(`[._-](?:${locales.join("|")})$`, "i"), "")].join("/");
};

const slot = (nr: number) => `00000000-0000-4000-8000-${String(nr).padStart(12, "0")}`;

/**
 * Puts a stand-in for each file that a text names by its path, so that it comes through the cleaning as a file of ours.
 * Links between the texts of an import stay by their path.
 */
function inHand(
  source: string,
  isHtml: boolean,
): { html: string; files: Map<string, string>; remote: string[] } {
  const files = new Map<string, string>();
  const remote = new Set<string>();
  const standIn = (path: string): string => {
    for (const [id, known] of files) if (known === path) return id;
    const id = slot(files.size + 1);
    files.set(id, path);
    return id;
  };
  const replaced = (path: string, before: string, after: string) => {
    if (/^(?:https?:)?\/\//i.test(path)) {
      remote.add(`remote-picture: ${path.slice(0, 200)}`);
      return before + path + after;
    }
    if (/^(?:data|file|cid|blob):/i.test(path)) return before + path + after;
    return `${before}file:${standIn(decoded(path))}${after}`;
  };
  const pictures = isHtml
    ? source.replace(/(<img\b[^>]*?\bsrc\s*=\s*["'])([^"']+)(["'])/gi, (_, before, path, after) =>
        replaced(path, before, after),
      )
    : source
        .replace(/(!\[[^\]]*\]\()<?([^)\s>]+)>?((?:\s+"[^"]*")?\))/g, (_, before, path, after) =>
          replaced(path, before, after),
        )
        .replace(/(<img\b[^>]*?\bsrc\s*=\s*["'])([^"']+)(["'])/gi, (_, before, path, after) =>
          replaced(path, before, after),
        );
  const linked = pictures.replace(
    isHtml
      ? /(<a\b[^>]*?\bhref\s*=\s*["'])([^"'#:]+\.\w{2,5})((?:#[^"']*)?["'])/gi
      : /((?<!!)\[[^\]]*\]\()<?([^)\s>#:]+\.\w{2,5})>?((?:#[^)\s]*)?\))/g,
    (whole, before: string, path: string, after: string) => {
      if (/^\/\//.test(path)) return whole;
      return isShown.test(path) || isText.test(path)
        ? `${before}file:${standIn(decoded(path))}${after.replace(/#[^"')]*/, "")}`
        : whole;
    },
  );
  return { html: linked, files, remote: [...remote] };
}

function decoded(path: string): string {
  const clean = path.split(/[?#]/)[0]!;
  return URL.canParse(clean, "http://x/") ? decodeURIComponentSafely(clean) : clean;
}

function decodeURIComponentSafely(path: string): string {
  return /%(?![0-9a-f]{2})/i.test(path) || !/%/.test(path)
    ? path
    : Buffer.from(
        path.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString("utf8");
}

/** The stand-ins become the paths they stand for, as an import keeps them until its files are kept. */
function atHome(html: string, files: Map<string, string>): string {
  let done = html;
  for (const [id, path] of files)
    done = done.replaceAll(`data-file="${id}"`, `data-file="path:${encodeURIComponent(path)}"`);
  return done;
}

/** Where a path leads from a text: beside it, or from the top of what was sent, or whatever has that name alone. */
export function resolved<Found>(
  from: string,
  path: string,
  there: ReadonlyMap<string, Found>,
): Found | undefined {
  const beside = there.get(normalize(join(dirname(from), path)));
  if (beside) return beside;
  const fromTop = there.get(normalize(path.replace(/^\/+/, "")));
  if (fromTop) return fromTop;
  const named = [...there].filter(([name]) => basename(name) === basename(path));
  return named.length === 1 ? named[0]![1] : undefined;
}

/** Gives what stands for a path its place: a file, another article, or neither, when its words stay. */
export function placed(
  html: string,
  placeOf: (path: string) => { file: string } | { article: string } | null,
): { html: string; missing: string[] } {
  const missing: string[] = [];
  const place = (one: Piece): Piece[] => {
    if (!isBlock(one)) return [one];
    const path = /^path:(.*)$/.exec(one.attributes["data-file"] ?? "")?.[1];
    const of = one.of.flatMap(place);
    if (path === undefined) return [{ ...one, of }];
    const found = placeOf(decodeURIComponent(path));
    const { "data-file": _, ...rest } = one.attributes;
    if (found && "file" in found) return [{ ...one, of, attributes: { "data-file": found.file, ...rest } }];
    if (found && one.tag === "a") return [{ ...one, of, attributes: { "data-article": found.article } }];
    missing.push(decodeURIComponent(path));
    return of;
  };
  const tree = readTree(html).flatMap(place);
  const kept = tree.filter((one) => !isEmptyFigure(one));
  return { html: cleanArticle(writeTree(kept)).html, missing };
}

const isEmptyFigure = (one: Piece) =>
  isBlock(one, "figure") &&
  !one.attributes["data-video"] &&
  ![...walk((one as Block).of)].some(({ tag }) => tag === "img");
