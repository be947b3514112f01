import { Parser } from "htmlparser2";
import { attributionAt } from "./quote-headers.ts";
import { tagRole } from "./quoted-html.ts";
import type { MailLine } from "./quoted-text.ts";

/** An HTML mail read as lines of text. */
export interface HtmlText {
  text: string;
  lines: MailLine[];
  /** Whether the markup itself told what is quoted. */
  marksQuotes: boolean;
  forwarded: boolean;
  /** Too long or too deep to be read wholly. */
  cut: boolean;
}

const mostCharacters = 2_000_000;
const mostDepth = 1_000;

/** Plain text of an HTML mail: lines where a reader sees lines, links in angle brackets behind their words. */
export function textOfHtml(html: string): string {
  return readHtml(html).text;
}

/** The charset an HTML page says it is in. */
export function metaCharset(bytes: Buffer): string | undefined {
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,30})/i.exec(bytes.toString("latin1", 0, 2_000))?.[1];
}

export function readHtml(html: string): HtmlText {
  const writer = new LineWriter();
  const cut = html.length > mostCharacters;
  const parser = new Parser(writer, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  });
  try {
    parser.write(cut ? html.slice(0, mostCharacters) : html);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const lines = withoutTags(html.slice(0, mostCharacters)).map((text) => ({
      text,
      quoted: false,
      signature: false,
    }));
    return {
      text: lines.map((line) => line.text).join("\n"),
      lines,
      marksQuotes: false,
      forwarded: false,
      cut: true,
    };
  }
  const lines = writer.finish();
  return {
    text: lines
      .map((line) => line.text)
      .join("\n")
      .trim(),
    lines,
    marksQuotes: writer.marksQuotes,
    forwarded: writer.forwarded,
    cut,
  };
}

class TooDeep extends Error {}

const silent = new Set([
  "head",
  "style",
  "script",
  "title",
  "template",
  "object",
  "applet",
  "svg",
  "math",
  "select",
]);
const blocks = new Set(
  "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const spaced = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "dl"]);

interface Frame {
  tag: string;
  silent: boolean;
  pre: boolean;
  spaced: boolean;
  quote: boolean;
  /** A frame around a quote: quoted until the blockquote inside it has ended. */
  frame: "before" | "after" | null;
  signature: boolean;
  link: string | null;
  linkFrom: number;
  list: { ordered: boolean; nr: number } | null;
}

/** Builds lines while the parser walks the tags. A class because it lives as long as the parser and holds its state. */
class LineWriter {
  marksQuotes = false;
  forwarded = false;
  private lines: MailLine[] = [];
  private stack: Frame[] = [];
  private pieces: string[] = [];
  private role: { quoted: boolean; signature: boolean; depth: number } | null = null;
  private hasContent = false;
  private hardSpace = false;
  private pendingSpace = false;
  private blankWanted = false;
  private quotedToEnd = false;

  onopentag(tag: string, attributes: Record<string, string>): void {
    if (this.stack.length >= mostDepth) throw new TooDeep();
    const parent = this.stack.at(-1);
    const hidden = isHidden(attributes);
    if (tag === "br") this.lineBreak();
    else if (tag === "img") this.image(attributes);
    else if (blocks.has(tag)) this.endLine();
    const spacedTag = spaced.has(tag) && !isTight(tag, attributes);
    if (spacedTag) this.blankWanted = this.lines.length > 0;

    const frame: Frame = {
      tag,
      silent: Boolean(parent?.silent) || silent.has(tag) || hidden,
      pre: Boolean(parent?.pre) || tag === "pre" || /white-space\s*:\s*pre/i.test(attributes.style ?? ""),
      spaced: spacedTag,
      quote: Boolean(parent?.quote),
      frame: null,
      signature: Boolean(parent?.signature),
      link: tag === "a" ? (attributes.href ?? null) : null,
      linkFrom: this.pieces.length,
      list:
        tag === "ul" || tag === "ol"
          ? { ordered: tag === "ol", nr: Number(attributes.start ?? 1) || 1 }
          : null,
    };
    this.applyRole(tag, attributes, frame);
    this.stack.push(frame);
    if (tag === "li") this.bullet();
    if (tag === "hr" && !frame.silent) {
      this.write("----------");
      this.endLine();
    }
    if ((tag === "td" || tag === "th") && this.hasContent) this.pendingSpace = true;
  }

  ontext(text: string): void {
    const frame = this.stack.at(-1);
    if (frame?.silent) return;
    if (frame?.pre) {
      const [first, ...rest] = text.split(/\r\n|\r|\n/);
      if (first) this.write(first);
      for (const line of rest) {
        this.lineBreak();
        if (line) this.write(line);
      }
      return;
    }
    const words = text.split(/[ \t\r\n\f]+/);
    if (words.length > 1 && words[0] === "") this.pendingSpace = this.hasContent;
    const content = words.filter((word) => word !== "").join(" ");
    if (content) this.write(content);
    if (words.length > 1 && words.at(-1) === "") this.pendingSpace = this.hasContent;
  }

  onclosetag(tag: string): void {
    const frame = this.stack.at(-1);
    if (!frame) return;
    // The parser closes what is left open in order, so the top of the stack is the tag that ends.
    this.stack.pop();
    if (frame.link && !frame.silent) this.closeLink(frame);
    if (blocks.has(tag)) this.endLine();
    if (frame.spaced) this.blankWanted = this.lines.length > 0;
    if (tag === "blockquote" && frame.quote) this.leaveQuote();
  }

  finish(): MailLine[] {
    this.endLine();
    while (this.lines.at(-1)?.text === "") this.lines.pop();
    return this.lines;
  }

  private applyRole(tag: string, attributes: Record<string, string>, frame: Frame): void {
    const role = tagRole(tag, attributes);
    if (!role) return;
    if (role === "forward") this.forwarded = true;
    else if (role === "signature") frame.signature = true;
    else if (role === "quote-from-here") this.markToEnd();
    else if (role === "quote-frame") frame.frame = "before";
    else if (role === "quote" || this.isIntroduced()) frame.quote = true;
    if (frame.quote || frame.frame) this.marksQuotes = true;
  }

  private markToEnd(): void {
    this.quotedToEnd = true;
    this.marksQuotes = true;
    // Outlook draws a line between the answer and this mark.
    const last = this.lines.at(-1);
    if (last && /^-{10}$/.test(last.text)) last.quoted = true;
  }

  /** A bare blockquote is a quotation when the line above it says so, or when it stands in a quoting frame. */
  private isIntroduced(): boolean {
    if (this.stack.some((frame) => frame.frame === "before")) return true;
    const above = this.lines
      .slice(-8)
      .filter((line) => line.text !== "")
      .slice(-4);
    const lineAt = (i: number) => above[i]?.text ?? null;
    return above.some((_, i) => {
      const found = attributionAt(lineAt, i);
      return found !== null && i + found.lines === above.length;
    });
  }

  private leaveQuote(): void {
    const outer = this.stack.findLast((frame) => frame.frame !== null);
    if (outer) outer.frame = "after";
  }

  private bullet(): void {
    const list = this.stack.findLast((frame) => frame.list)?.list;
    if (this.stack.at(-1)?.silent) return;
    this.write(list?.ordered ? `${list.nr++}.` : "-");
    this.pendingSpace = true;
  }

  private image({ alt, src }: Record<string, string>): void {
    if (this.stack.at(-1)?.silent || !alt || alt.length > 200 || /^cid:/i.test(src ?? "")) return;
    // Emoji come as pictures from some programs: their alternative text is the emoji.
    this.write(/^\p{Extended_Pictographic}/u.test(alt) ? alt : `[${alt}]`);
  }

  private closeLink(frame: Frame): void {
    const href = frame.link!.trim();
    const words = this.pieces.slice(frame.linkFrom).join("").trim();
    if (!/^(?:https?|mailto|tel):/i.test(href) || href.length > 2_000 || !words) return;
    const plain = (url: string) =>
      url
        .toLowerCase()
        .replace(/^(?:https?:\/\/|mailto:|tel:)/, "")
        .replace(/[/\s]+$/, "");
    if (plain(words) === plain(href) || plain(href).replace(/^www\./, "") === plain(words)) return;
    this.write(/^mailto:|^tel:/i.test(href) ? ` <${href.replace(/^(?:mailto|tel):/i, "")}>` : ` <${href}>`);
  }

  private write(text: string): void {
    this.role ??= this.roleHere();
    if (this.pendingSpace && this.hasContent) this.pieces.push(" ");
    this.pendingSpace = false;
    this.pieces.push(text);
    if (/[^\u00a0\u200b-\u200f\ufeff]/.test(text)) this.hasContent = true;
    else this.hardSpace = true;
  }

  private roleHere() {
    const top = this.stack.at(-1);
    const frame = this.stack.findLast((one) => one.frame !== null);
    const quoted = this.quotedToEnd || Boolean(top?.quote) || frame?.frame === "before";
    return { quoted, signature: Boolean(top?.signature) && !quoted, depth: quoted ? this.quoteDepth() : 0 };
  }

  private quoteDepth(): number {
    let depth = 0;
    for (const frame of this.stack) if (frame.tag === "blockquote" && frame.quote) depth++;
    return Math.min(depth, 20);
  }

  private lineBreak(): void {
    if (this.stack.at(-1)?.silent) return;
    if (this.hasContent || this.hardSpace) this.endLine();
    else this.push({ text: "", ...this.plainRole() });
  }

  private endLine(): void {
    this.pendingSpace = false;
    if (this.hasContent) {
      const { quoted, signature, depth } = this.role ?? this.roleHere();
      const text = this.pieces
        .join("")
        .replace(/\u00a0/g, " ")
        .trimEnd();
      if (this.blankWanted && this.lines.at(-1)?.text !== "") this.push({ text: "", quoted, signature });
      this.push({ text: depth ? `${">".repeat(depth)} ${text}` : text, quoted, signature });
      this.blankWanted = false;
    } else if (this.hardSpace) this.push({ text: "", ...this.plainRole() });
    this.pieces = [];
    this.role = null;
    this.hasContent = false;
    this.hardSpace = false;
    // A link that runs over several lines ends on the last one.
    for (const frame of this.stack) frame.linkFrom = 0;
  }

  private plainRole() {
    const { quoted, signature } = this.roleHere();
    return { quoted, signature };
  }

  private push(line: MailLine): void {
    if (line.text === "" && (this.lines.length === 0 || this.lines.at(-1)!.text === "")) return;
    this.lines.push(line);
  }
}

function isHidden({ style, hidden }: Record<string, string>): boolean {
  return hidden !== undefined || /display\s*:\s*none|mso-hide\s*:\s*all/i.test((style ?? "").slice(0, 1_000));
}

/** Paragraphs without space around them: each line of Outlook is one. */
function isTight(tag: string, attributes: Record<string, string>): boolean {
  if (/MsoNormal|MsoPlainText|MsoListParagraph/i.test(attributes.class ?? "")) return true;
  return tag === "p" && /margin(?:-top|-bottom)?\s*:\s*0/i.test((attributes.style ?? "").slice(0, 500));
}

/** What remains of a page too deep to parse: its words between the tags, in one pass. */
function withoutTags(html: string): string[] {
  return html
    .replace(/<(?:style|script|head)\b[^>]{0,500}>/gi, "\n")
    .replace(/<(?:br|\/?div|\/?p|\/?tr|\/?li)\b[^>]{0,500}>/gi, "\n")
    .replace(/<[^<>]{0,2000}>/g, "")
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
