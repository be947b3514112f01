import bidiFactory from "bidi-js";
import type { Glyph, GlyphPosition, PathCommand } from "fontkit";
import { type FontFile, FontFiles, type Weight } from "./font-files.ts";
import { type Outline, trueType, unitsPerEm } from "./true-type.ts";

const bidi = bidiFactory();

/** A glyph with the dots that sit on it, drawn as one. */
interface Drawn {
  id: number;
  advanceWidth: number;
  /** What a reader of the PDF is told that it says, in the order of reading. */
  codePoints: number[];
  parts: { file: FontFile; glyph: Glyph; x: number; y: number }[];
}

interface Line {
  glyphs: Drawn[];
  positions: GlyphPosition[];
  advanceWidth: number;
}

/** A stretch of a line in one direction and from one file. */
interface Run {
  level: number;
  file: FontFile;
  text: string;
}

/** Marks that Chinese writes as wide as a character and Latin narrow. */
const wideInChinese = /[‘’“”…—]/u;
/** Says how text runs and is not seen: directions, isolates, joiners that nothing joins, the byte order mark. */
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/u;
/** U+FFFD. */
const unknown = 0xfffd;

/**
 * One weight of the report's type, for all scripts: what pdfkit takes for a font of fontkit's. It orders a line's
 * characters by the Unicode bidirectional algorithm, has each stretch shaped by the file that knows its script, and
 * makes one font of all glyphs that were used.
 *
 * A letter is one glyph with its dots: Noto composes Arabic letters of a bare shape and dots, and one shape would
 * otherwise stand for several letters, of which the text of the PDF could name only one.
 */
export class Face {
  readonly postscriptName: string;
  readonly unitsPerEm = unitsPerEm;
  readonly ascent = 1069;
  readonly descent = -293;
  readonly capHeight = 714;
  readonly xHeight = 536;
  readonly lineGap = 0;
  readonly italicAngle = 0;
  readonly bbox = { minX: -1000, minY: -800, maxX: 3000, maxY: 1400 };
  readonly post = { isFixedPitch: false };
  readonly head = { macStyle: { italic: false } };

  /** Characters that no file has. */
  readonly missing = new Set<string>();
  readonly #files: FontFiles;
  readonly #direction: "ltr" | "rtl";
  readonly #isChinese: boolean;
  readonly #drawn = new Map<string, Drawn>();
  readonly #byId: Drawn[] = [];
  readonly #lines = new Map<string, Line>();

  constructor(weight: Weight, { direction, isChinese }: { direction: "ltr" | "rtl"; isChinese: boolean }) {
    this.postscriptName = `TandemReport-${weight === 400 ? "Regular" : "SemiBold"}`;
    this.#files = new FontFiles(weight);
    this.#direction = direction;
    this.#isChinese = isChinese;
    this.#byId.push({ id: 0, advanceWidth: 600, codePoints: [0], parts: [] });
  }

  /** The line from left to right as it is drawn. */
  layout(text: string): Line {
    let line = this.#lines.get(text);
    if (!line) {
      line = { glyphs: [], positions: [], advanceWidth: 0 };
      for (const run of this.#runs(text.normalize("NFC"))) this.#shape(run, line);
      this.#lines.set(text, line);
    }
    return line;
  }

  /** In points, at a size in points. */
  widthOf(text: string, size: number): number {
    return (this.layout(text).advanceWidth * size) / unitsPerEm;
  }

  #runs(text: string): Run[] {
    const levels = bidi.getEmbeddingLevels(text, this.#direction);
    const runs: Run[] = [];
    let before: FontFile | null = null;
    for (let at = 0; at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      const level = levels.levels[at]!;
      at += character.length;
      if (unseen.test(character)) continue;
      const mirrored = level & 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
      const shown = this.#fileOf(mirrored, before);
      const last = runs.at(-1);
      if (last?.level === level && last.file === shown.file) last.text += shown.character;
      else runs.push({ level, file: shown.file, text: shown.character });
      before = shown.file;
    }
    return reordered(runs);
  }

  /** A mark, a joiner or a space comes from the file of the letter before it where that has it. */
  #fileOf(character: string, before: FontFile | null): { file: FontFile; character: string } {
    const codePoint = character.codePointAt(0)!;
    if (before && /[\p{M}\p{Zs}\u200C\u200D]/u.test(character) && before.font.hasGlyphForCodePoint(codePoint))
      return { file: before, character };
    const file = this.#files.find(codePoint, this.#isChinese && wideInChinese.test(character));
    if (file) return { file, character };
    this.missing.add(character);
    return { file: this.#files.find(unknown, false)!, character: String.fromCodePoint(unknown) };
  }

  #shape({ level, file, text }: Run, line: Line): void {
    const isRightToLeft = (level & 1) === 1;
    const { glyphs, positions } = file.font.layout(
      text,
      undefined,
      undefined,
      undefined,
      isRightToLeft ? "rtl" : "ltr",
    );
    let pen = 0;
    const placed = glyphs.map((glyph, i) => {
      const { xAdvance, xOffset, yOffset } = positions[i]!;
      const at = { file, glyph, pen, xAdvance, x: pen + xOffset, y: yOffset };
      pen += xAdvance;
      return at;
    });
    // fontkit gives glyphs as they are drawn; a mark follows its letter as it is read.
    if (isRightToLeft) placed.reverse();
    const letters: (typeof placed)[] = [];
    for (const at of placed) {
      if (letters.length && isMark(at.glyph) && at.xAdvance === 0) letters.at(-1)!.push(at);
      else letters.push([at]);
    }
    if (isRightToLeft) letters.reverse();
    for (const [letter, ...marks] of letters) {
      const glyph = (advance: number, all: typeof placed, from: number) => {
        const codePoints = all.flatMap((at) =>
          at.glyph.codePoints.map((point) => asRead(point, isRightToLeft)),
        );
        const parts = all.map((at) => ({ file, glyph: at.glyph, x: at.x - from, y: at.y }));
        return { drawn: this.#draw(advance, codePoints, parts), advance };
      };
      const { pen, xAdvance, glyph: base } = letter!;
      // A dot belongs to its letter. A vowel has a name of its own, and whoever reads the text backwards from the
      // glyphs must come to it after its letter.
      const dots = marks.filter((at) => at.glyph.codePoints.length === 0);
      const vowels = marks.filter((at) => at.glyph.codePoints.length > 0);
      const from = isRightToLeft ? pen : pen + xAdvance;
      const body = { ...glyph(base.advanceWidth, [letter!, ...dots], pen), advance: xAdvance };
      const over = vowels.map((at) => glyph(0, [at], from));
      for (const { drawn, advance } of isRightToLeft ? [...over.reverse(), body] : [body, ...over]) {
        line.glyphs.push(drawn);
        line.positions.push({ xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0 });
      }
      line.advanceWidth += xAdvance;
    }
  }

  #draw(advanceWidth: number, codePoints: number[], parts: Drawn["parts"]): Drawn {
    const where = parts.map(({ file, glyph, x, y }) => `${file.name}/${glyph.id}@${x},${y}`).join(" ");
    const key = `${where} ${codePoints.join(",")}`;
    let drawn = this.#drawn.get(key);
    if (!drawn) {
      drawn = { id: this.#byId.length, advanceWidth, codePoints, parts };
      this.#drawn.set(key, drawn);
      this.#byId.push(drawn);
    }
    return drawn;
  }

  getGlyph(id: number): Drawn {
    return this.#byId[id]!;
  }

  /** What has been drawn and nothing else, as a font of its own. */
  createSubset(): { includeGlyph(id: number): number; encode(): Buffer } {
    const used = new Map([[0, 0]]);
    return {
      includeGlyph: (id) => {
        if (!used.has(id)) used.set(id, used.size);
        return used.get(id)!;
      },
      encode: () =>
        trueType(
          [...used.keys()].map((id) => outlineOf(this.getGlyph(id))),
          this,
        ),
    };
  }
}

/** A bracket that was turned to be drawn from right to left is told as it was written. */
function asRead(codePoint: number, isRightToLeft: boolean): number {
  const written = isRightToLeft && bidi.getMirroredCharacter(String.fromCodePoint(codePoint));
  return written ? written.codePointAt(0)! : codePoint;
}

/** Noto's dots have no code point of their own. */
const isMark = ({ codePoints }: Glyph) =>
  codePoints.every((codePoint) => /[\p{M}\u200C\u200D]/u.test(String.fromCodePoint(codePoint)));

function outlineOf({ parts, advanceWidth }: Drawn): Outline {
  const commands: PathCommand[] = parts.flatMap(({ glyph, x, y }) =>
    glyph.path.commands.map(({ command, args }) => ({
      command,
      args: args.map((value, i) => value + (i % 2 ? y : x)),
    })),
  );
  return { commands, advance: advanceWidth };
}

/** Unicode Standard Annex 9, rule L2, on stretches of one level each. */
function reordered(runs: Run[]): Run[] {
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  const shown = [...runs];
  for (let level = highest; level >= 1; level--)
    for (let from = 0; from < shown.length; from++) {
      let to = from;
      while (to < shown.length && shown[to]!.level >= level) to++;
      if (to - from > 1) shown.splice(from, to - from, ...shown.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  return shown;
}
