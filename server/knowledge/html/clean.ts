import sanitizeHtml from "sanitize-html";
import {
  articleLinkOf,
  attributesOf,
  blockTags,
  deepestArticle,
  linkSchemes,
  videoOf,
  wordTags,
} from "../../../contract/article-html.ts";
import { arrange } from "./arrange.ts";
import { readTree, writeTree } from "./tree.ts";

export interface Cleaned {
  html: string;
  /** What was taken out, by what it was: `script`, `form`, `remote-picture`. */
  dropped: string[];
}

/** What readers would miss, or the writer should know of, when it is taken out. Mere marks of layout are not told. */
const told = new Set(
  "script style iframe object embed applet form input button select textarea svg math canvas audio video source link meta base template noscript frame frameset portal dialog marquee".split(
    " ",
  ),
);

/** Other names for our pieces. */
const sameAs: Record<string, string> = {
  h1: "h2",
  h5: "h4",
  h6: "h4",
  b: "strong",
  i: "em",
  cite: "em",
  var: "em",
  del: "s",
  strike: "s",
  ins: "u",
  samp: "code",
  tt: "code",
  tfoot: "tbody",
  dl: "ul",
  dt: "li",
  dd: "li",
  div: "p",
  section: "p",
  article: "p",
  main: "p",
  header: "p",
  footer: "p",
  address: "p",
  center: "p",
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const ownFile = new RegExp(`^(?:file:|(?:https?://[^/]+)?/api/v1/article-files/)(${uuid.source})$`, "i");

/**
 * HTML from anywhere as an article may have it: the pieces of `contract/article-html.ts` and nothing else, each where it
 * may stand. What was cleaned once comes out as it is.
 */
export function cleanArticle(html: string): Cleaned {
  const dropped = new Set<string>();
  const safe = sanitizeHtml(html, {
    allowedTags: [...blockTags, ...wordTags],
    allowedAttributes: {
      "*": ["dir", "lang"],
      ...Object.fromEntries(Object.entries(attributesOf).map(([tag, names]) => [tag, [...names]])),
    },
    allowedClasses: { code: [/^language-[\w+#-]{1,30}$/] },
    allowedSchemes: [...linkSchemes],
    allowProtocolRelative: false,
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "noscript",
      "template",
      "xmp",
      "noembed",
      "noframes",
      "title",
      "svg",
      "math",
      "object",
      "plaintext",
    ],
    nestingLimit: deepestArticle * 2,
    onOpenTag: (name) => {
      if (told.has(name)) dropped.add(name);
    },
    transformTags: {
      ...Object.fromEntries(
        Object.entries(sameAs).map(([from, to]) => [from, sanitizeHtml.simpleTransform(to, {})]),
      ),
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
      img: (tagName, attributes) => {
        const kept = pictureAttributes(attributes);
        if (!kept["data-file"])
          dropped.add(/^data:/i.test(attributes.src ?? "") ? "picture" : "remote-picture");
        return { tagName, attribs: kept };
      },
      iframe: (tagName, { src = "" }) => {
        const video = videoOf(src.startsWith("//") ? `https:${src}` : src);
        const attribs: sanitizeHtml.Attributes = {};
        if (!video) return { tagName, attribs };
        dropped.delete("iframe");
        attribs["data-video"] = video.address ?? `file:${video.id}`;
        return { tagName: "figure", attribs };
      },
    },
  });
  return { html: writeTree(arrange(readTree(safe))), dropped: [...dropped].sort() };
}

function linkAttributes(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { dir, lang, href = "" } = attributes;
  const around = { ...(dir && { dir }), ...(lang && { lang }) };
  const article = articleLinkOf(attributes["data-article"] ?? href.replace(/^article:/i, ""));
  const isArticle = attributes["data-article"] !== undefined || /^article:/i.test(href);
  if (isArticle && article)
    return { ...around, "data-article": article.articleId + (article.anchor ? `#${article.anchor}` : "") };
  const file = uuid.exec(attributes["data-file"] ?? "")?.[0] ?? ownFile.exec(href.trim())?.[1];
  if (file) return { ...around, "data-file": file.toLowerCase() };
  return { ...around, ...(href && { href: href.trim() }) };
}

function pictureAttributes(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const file =
    uuid.exec(attributes["data-file"] ?? "")?.[0] ?? ownFile.exec((attributes.src ?? "").trim())?.[1];
  const size = (name: "width" | "height") => /^\d{1,4}$/.exec(attributes[name] ?? "")?.[0];
  const [width, height] = [size("width"), size("height")];
  return {
    ...(file && { "data-file": file.toLowerCase() }),
    alt: (attributes.alt ?? "").slice(0, 500),
    ...(width && { width }),
    ...(height && { height }),
  };
}
