import PDFDocument from "pdfkit";
import { directionOf, type Locale } from "../../../contract/languages.ts";
import { breakLines, clip } from "./break-lines.ts";
import { colours } from "./colours.ts";
import { Face } from "./face.ts";

export type Tag = "Sect" | "H1" | "H2" | "P" | "Figure" | "Table" | "TR" | "TH" | "TD" | "L" | "LI" | "Code";

export interface Ink {
  size: number;
  strong?: boolean;
  colour?: string;
  align?: "start" | "end" | "centre";
}

/** A4, in points. */
const paper = { width: 595.28, height: 841.89 };
const edge = { side: 46, top: 48, bottom: 62 };

type Element = PDFKit.PDFStructureElement;

/**
 * The pages of a report. Across, places are counted from the side where reading starts, so that an Arabic page is the
 * mirror of an English one; down, from the top. What is drawn inside a tag is read out in that order.
 */
export class Sheet {
  readonly locale: Locale;
  readonly room = paper.width - 2 * edge.side;
  /** How far down the page is filled. */
  y = edge.top;
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: { regular: Face; strong: Face };
  readonly #isMirrored: boolean;
  readonly #parents: Element[] = [];
  readonly #bytes: Promise<Buffer>;

  constructor(locale: Locale, { title, author, keywords, madeAt }: SheetAbout) {
    this.locale = locale;
    const direction = directionOf(locale);
    this.#isMirrored = direction === "rtl";
    const face = (weight: 400 | 600) => new Face(weight, { direction, isChinese: locale === "zh" });
    this.#faces = { regular: face(400), strong: face(600) };
    this.#doc = new PDFDocument({
      size: "A4",
      margin: 0,
      pdfVersion: "1.7",
      lang: locale,
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      autoFirstPage: false,
      font: "",
      info: {
        Title: asMetadata(title),
        Author: asMetadata(author),
        Keywords: keywords,
        Producer: "Tandem",
        Creator: "Tandem",
        CreationDate: new Date(madeAt),
        ModDate: new Date(madeAt),
      },
    });
    const parts: Buffer[] = [];
    this.#doc.on("data", (part: Buffer) => parts.push(part));
    this.#bytes = new Promise((resolve, reject) => {
      this.#doc.on("end", () => resolve(Buffer.concat(parts)));
      this.#doc.on("error", reject);
    });
    for (const [name, font] of Object.entries(this.#faces)) this.#doc.registerFont(name, font as never);
    const root = this.#doc.struct("Document");
    this.#doc.addStructure(root);
    this.#parents.push(root);
    this.nextPage();
  }

  /** Characters that no font of ours has. */
  get missing(): string[] {
    return [...new Set([...this.#faces.regular.missing, ...this.#faces.strong.missing])];
  }

  nextPage(): void {
    this.#doc.addPage();
    this.y = edge.top;
  }

  /** Whether nothing stands on the page yet. */
  get isFresh(): boolean {
    return this.y === edge.top;
  }

  /** Begins another page when less than this is left of the one at hand; says whether it did. */
  need(height: number): boolean {
    if (this.y + height <= paper.height - edge.bottom) return false;
    this.nextPage();
    return true;
  }

  /** What is drawn meanwhile belongs to an element of the document: a section, a table, a row. */
  inside(tag: Tag, draw: () => void): void {
    const element = this.#doc.struct(tag);
    this.#parents.at(-1)!.add(element);
    this.#parents.push(element);
    draw();
    this.#parents.pop();
    element.end();
  }

  /** What is drawn meanwhile is the content of an element: the words of a paragraph, of a cell. */
  tagged(tag: Tag, draw: () => void, { alt, scope }: { alt?: string; scope?: "Row" | "Column" } = {}): void {
    const options = { ...(alt && { alt }), ...(scope && { scope }) };
    const element = this.#doc.struct(tag, options, draw);
    this.#parents.at(-1)!.add(element);
    element.end();
  }

  /** What only adorns is not read out. */
  adorn(draw: () => void): void {
    this.#doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.#doc.endMarkedContent();
  }

  widthOf = (words: string, { size, strong }: Ink): number =>
    (strong ? this.#faces.strong : this.#faces.regular).widthOf(words, this.#seen(size));

  lines = (words: string, width: number, ink: Ink): string[] =>
    breakLines(words, width, (part) => this.widthOf(part, ink));

  clip = (words: string, width: number, ink: Ink): string =>
    clip(words, width, (part) => this.widthOf(part, ink));

  /** One line on its baseline, within `width` from `start` on. */
  line(words: string, { start, width, y }: { start: number; width: number; y: number }, ink: Ink): void {
    const taken = this.widthOf(words, ink);
    const align = ink.align ?? "start";
    const inset = align === "start" ? 0 : align === "end" ? width - taken : (width - taken) / 2;
    this.#doc
      .font(ink.strong ? "strong" : "regular")
      .fontSize(this.#seen(ink.size))
      .fillColor(ink.colour ?? colours.text)
      // Given features, even none, pdfkit leaves the line whole; otherwise it would set its words from left to right.
      .text(words, this.#x(start + inset, taken), y, {
        lineBreak: false,
        baseline: "alphabetic",
        features: [],
      });
  }

  /** Lines from `this.y` on, which it moves below them. */
  paragraph(
    words: string,
    ink: Ink,
    {
      start = 0,
      width = this.room - start,
      leading = 1.45,
    }: Partial<Record<"start" | "width" | "leading", number>> = {},
  ): void {
    for (const line of this.lines(words, width, ink)) {
      this.line(line, { start, width, y: this.y + ink.size }, ink);
      this.y += this.#seen(ink.size) * leading;
    }
  }

  box(
    { start, y, width, height, radius = 0 }: Box & { radius?: number },
    { fill, stroke }: { fill?: string; stroke?: string },
  ): void {
    const x = this.#x(start, width);
    const path = radius
      ? this.#doc.roundedRect(x, y, width, height, radius)
      : this.#doc.rect(x, y, width, height);
    if (fill) path.fill(fill);
    if (stroke) path.lineWidth(0.7).strokeColor(stroke).stroke();
  }

  /** A line through points, each from the starting side and the top. */
  stroke(points: [number, number][], colour: string, width = 0.6): void {
    const doc = this.#doc.lineWidth(width).lineCap("round").lineJoin("round").strokeColor(colour);
    points.forEach(([start, y], i) => {
      if (i) doc.lineTo(this.#x(start, 0), y);
      else doc.moveTo(this.#x(start, 0), y);
    });
    doc.stroke();
  }

  /** A tick looks the same from either side. */
  symbol(
    points: [number, number][],
    { start, y, size }: { start: number; y: number; size: number },
    colour: string,
  ): void {
    const left = this.#x(start, size);
    const doc = this.#doc
      .lineWidth(size / 7)
      .lineCap("round")
      .lineJoin("round")
      .strokeColor(colour);
    points.forEach(([x, down], i) => {
      if (i) doc.lineTo(left + x * size, y + down * size);
      else doc.moveTo(left + x * size, y + down * size);
    });
    doc.stroke();
  }

  /** Puts a foot under each page and gives out the file. */
  async done(foot: (page: number, pages: number, y: number) => void): Promise<Buffer> {
    this.#parents.pop()!.end();
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      this.#doc.markContent("Artifact", { type: "Pagination" });
      foot(page + 1, count, paper.height - edge.bottom + 20);
      this.#doc.endMarkedContent();
    }
    this.#doc.end();
    return this.#bytes;
  }

  /** The same size reads smaller in Arabic. */
  #seen(size: number): number {
    return this.locale === "ar" && size < 12 ? size * 1.09 : size;
  }

  #x(start: number, width: number): number {
    return this.#isMirrored ? paper.width - edge.side - start - width : edge.side + start;
  }
}

interface SheetAbout {
  title: string;
  author: string;
  keywords: string;
  madeAt: string;
}

export interface Box {
  start: number;
  y: number;
  width: number;
  height: number;
}

/** pdfkit puts these into XML as they are. */
const asMetadata = (words: string) => words.replaceAll("&", "＆").replaceAll("<", "‹").replaceAll(">", "›");
