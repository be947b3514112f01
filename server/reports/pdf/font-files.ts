import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import latin from "@fontsource/noto-sans/unicode.json" with { type: "json" };
import arabic from "@fontsource/noto-sans-arabic/unicode.json" with { type: "json" };
import han from "@fontsource-variable/noto-sans-sc/unicode.json" with { type: "json" };
import { create, type Font } from "fontkit";
import { unwrapWoff2 } from "./woff2.ts";

export type Weight = 400 | 600;

/** A file of a font's, with the characters of some scripts. */
export interface FontFile {
  name: string;
  isHan: boolean;
  font: Font;
}

interface Place {
  name: string;
  isHan: boolean;
  ranges: [number, number][];
  open: (weight: Weight) => Font;
}

const root = createRequire(import.meta.url);
const folderOf = (named: string) => join(dirname(root.resolve(`${named}/package.json`)), "files");
const [latinFiles, arabicFiles, hanFiles] = [
  "@fontsource/noto-sans",
  "@fontsource/noto-sans-arabic",
  "@fontsource-variable/noto-sans-sc",
].map(folderOf) as [string, string, string];

const places: Place[] = [
  ...["latin", "cyrillic", "cyrillic-ext", "latin-ext", "greek", "greek-ext", "vietnamese", "devanagari"].map(
    (subset) => fixed(latinFiles, "noto-sans", subset, latin),
  ),
  fixed(arabicFiles, "noto-sans-arabic", "arabic", arabic),
  ...Object.entries(han).map(([subset, ranges]) => ({
    name: `han ${subset}`,
    isHan: true,
    ranges: rangesOf(ranges),
    open: (weight: Weight) => {
      const file = `noto-sans-sc-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`;
      return openFont(join(hanFiles, file)).getVariation({ wght: weight });
    },
  })),
  // Arrows, ticks, letters in circles.
  ...["math", "symbols"].map((subset) => fixed(arabicFiles, "noto-sans-arabic", subset, arabic)),
];

function fixed(folder: string, name: string, subset: string, ranges: Record<string, string>): Place {
  return {
    name: `${name} ${subset}`,
    isHan: false,
    ranges: rangesOf(ranges[subset]!),
    open: (weight) => openFont(join(folder, `${name}-${subset}-${weight}-normal.woff2`)),
  };
}

const openFont = (path: string) => create(unwrapWoff2(readFileSync(path)));

function rangesOf(text: string): [number, number][] {
  return text.split(",").map((range) => {
    const [from, to = from] = range.replace("U+", "").split("-");
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)];
  });
}

const hanBefore = places.toSorted((a, b) => Number(b.isHan) - Number(a.isHan));

/** The files of one weight, each opened when a character of it is needed. */
export class FontFiles {
  readonly #weight: Weight;
  readonly #found = new Map<number, FontFile | null>();

  constructor(weight: Weight) {
    this.#weight = weight;
  }

  /** The file that has a character; of marks that Chinese and Latin both have, the Chinese one if asked. */
  find(codePoint: number, hanFirst: boolean): FontFile | null {
    const key = hanFirst ? -codePoint : codePoint;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    for (const place of hanFirst ? hanBefore : places) {
      if (!place.ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) continue;
      const file = this.#open(place);
      if (!file.font.hasGlyphForCodePoint(codePoint)) continue;
      this.#found.set(key, file);
      return file;
    }
    this.#found.set(key, null);
    return null;
  }

  #open({ name, isHan, open }: Place): FontFile {
    const key = `${name} ${this.#weight}`;
    let file = opened.get(key);
    if (!file) {
      file = { name, isHan, font: eachGlyphAnew(open(this.#weight)) };
      opened.set(key, file);
    }
    return file;
  }
}

/** For as long as the thread lives that draws reports. */
const opened = new Map<string, FontFile>();

/** fontkit remembers a glyph with the first letter it stood for; a bare Arabic shape stands for several. */
function eachGlyphAnew(font: Font): Font {
  const remembered = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) =>
    Object.create(remembered(id), { codePoints: { value: codePoints, enumerable: true } });
  return font;
}
