import { parentPort } from "node:worker_threads";
import sanitizeHtml from "sanitize-html";
import type { CleaningJob, CleaningResult } from "./clean-html.ts";

const colour = [/^#[0-9a-f]{3,8}$/i, /^(?:rgb|hsl)a?\([\d\s.,%/]{3,60}\)$/i, /^[a-z]{3,25}$/i];
const length = [/^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|ch|%)?$/i, /^auto$/i];
const lengths = [/^(?:(?:-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|ch|%)?|auto)\s?){1,4}$/i];
const border = [/^[\w\s#.,()%-]{1,60}$/];
const word = [/^[a-z-]{2,25}$/i];

const styles: Record<string, RegExp[]> = {
  color: colour,
  "background-color": colour,
  "font-weight": [/^(?:\d{3}|bold|bolder|lighter|normal)$/i],
  "font-style": word,
  "font-size": [...length, /^(?:xx?-)?(?:small|large)$|^medium$|^smaller$|^larger$/i],
  "font-family": [/^[\w\s"',.-]{1,200}$/],
  "text-align": word,
  "text-decoration": [/^[a-z\s-]{3,40}$/i],
  "text-indent": length,
  "vertical-align": word,
  direction: [/^(?:ltr|rtl)$/i],
  "unicode-bidi": word,
  "white-space": word,
  "line-height": [...length, /^normal$/i],
  "list-style-type": word,
  "border-collapse": word,
  "border-spacing": lengths,
  width: length,
  "max-width": length,
  height: length,
};
for (const side of ["", "-top", "-right", "-bottom", "-left"]) {
  styles[`border${side}`] = border;
  styles[`padding${side}`] = lengths;
  // Negative margins would let a mail paint over the desk around it.
  styles[`margin${side}`] = [/^(?:(?:\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|ch|%)?|auto)\s?){1,4}$/i];
}

const settings = (remoteImages: boolean): sanitizeHtml.IOptions => ({
  allowedTags:
    "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split(
      " ",
    ),
  allowedAttributes: {
    "*": ["dir", "lang", "style", "title", "align", "valign", "bgcolor"],
    a: ["href", "target", "rel"],
    img: ["src", "alt", "width", "height", "data-cid", "data-src"],
    table: ["width", "height", "border", "cellpadding", "cellspacing"],
    td: ["colspan", "rowspan", "width", "height"],
    th: ["colspan", "rowspan", "width", "height"],
    col: ["span", "width"],
    font: ["color", "size", "face"],
    // Who is named in a note of ours; in a mail from elsewhere it names nobody.
    span: ["data-mention"],
    ol: ["start", "type"],
    blockquote: ["type"],
  },
  allowedStyles: { "*": styles },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https", "data"] },
  allowProtocolRelative: false,
  nonTextTags: [
    "script",
    "style",
    "textarea",
    "option",
    "noscript",
    "title",
    "template",
    "xmp",
    "noembed",
    "iframe",
  ],
  nestingLimit: 200,
  transformTags: {
    a: (tagName, { href, title, dir, lang, style }) => ({
      tagName,
      attribs: given({
        href,
        title,
        dir,
        lang,
        style,
        target: "_blank",
        rel: "noopener noreferrer nofollow",
      }),
    }),
    img: (tagName, attributes) => ({ tagName, attribs: given(imageSource(attributes, remoteImages)) }),
  },
});

function imageSource(
  { src = "", ...rest }: sanitizeHtml.Attributes,
  remoteImages: boolean,
): Record<string, string | undefined> {
  const address = src.trim();
  const { "data-cid": _cid, "data-src": _src, ...kept } = rest;
  if (/^cid:/i.test(address)) return { ...kept, "data-cid": unescaped(address.slice(4)) };
  if (/^https?:\/\//i.test(address))
    return remoteImages ? { ...kept, src: address } : { ...kept, "data-src": address };
  if (/^\/\//.test(address)) return { ...kept, [remoteImages ? "src" : "data-src"]: `https:${address}` };
  // Pictures in the mail itself cannot call home; SVG can carry more than a picture.
  if (/^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,/i.test(address)) return { ...kept, src: address };
  return kept;
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function given(attributes: Record<string, string | undefined>): sanitizeHtml.Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const blocked = settings(false);
const allowed = settings(true);

parentPort?.on("message", ({ id, html, remoteImages }: CleaningJob) => {
  let cleaned: string | null = null;
  try {
    cleaned = sanitizeHtml(html, remoteImages ? allowed : blocked);
  } catch {
    // Too deep for the stack: the caller shows the text instead.
  }
  parentPort?.postMessage({ id, html: cleaned } satisfies CleaningResult);
});
