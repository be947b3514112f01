import type { PathCommand } from "fontkit";
import { sfnt } from "./sfnt.ts";

/** A glyph as lines and curves, in units of the font. */
export interface Outline {
  commands: PathCommand[];
  advance: number;
}

interface Point {
  x: number;
  y: number;
  on: boolean;
}

export const unitsPerEm = 1000;

/**
 * A TrueType font of these glyphs, the first of which is the missing one: what a PDF asks of an embedded font
 * (ISO 32000-1, 9.9), and nothing else. Glyphs of several files become one font by it.
 */
export function trueType(
  glyphs: Outline[],
  { ascent, descent }: { ascent: number; descent: number },
): Buffer {
  const drawn = glyphs.map(({ commands }) => contoursOf(commands));
  const outlines = drawn.map(outlineBytes);
  const points = drawn.flat(2);
  const box = boxOf(points);

  const loca = new Table();
  let offset = 0;
  loca.u32(0);
  for (const { length } of outlines) {
    offset += length;
    loca.u32(offset);
  }

  const metrics = new Table();
  for (const [i, { advance }] of glyphs.entries())
    metrics.u16(Math.round(advance)).i16(boxOf(drawn[i]!.flat())[0]);

  // No dates: the same glyphs are to be the same bytes tomorrow.
  const head = new Table().u32(0x10000).u32(0x10000).u32(0).u32(0x5f0f3cf5).u16(3).u16(unitsPerEm);
  head
    .u32(0)
    .u32(0)
    .u32(0)
    .u32(0)
    .i16(...box)
    .u16(0)
    .u16(6)
    .i16(2)
    .i16(1)
    .i16(0);
  const widest = Math.max(...glyphs.map(({ advance }) => Math.round(advance)));
  const hhea = new Table().u32(0x10000).i16(ascent, descent, 0).u16(widest).i16(box[0], 0, box[2], 1, 0, 0);
  hhea.i16(0, 0, 0, 0, 0).u16(glyphs.length);
  const maxp = new Table().u32(0x10000).u16(glyphs.length);
  maxp.u16(Math.max(...drawn.map((contours) => contours.flat().length)));
  maxp.u16(Math.max(...drawn.map((contours) => contours.length)));
  for (const value of [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]) maxp.u16(value);

  return sfnt(
    0x10000,
    new Map([
      ["glyf", Buffer.concat(outlines)],
      ["head", head.done()],
      ["hhea", hhea.done()],
      ["hmtx", metrics.done()],
      ["loca", loca.done()],
      ["maxp", maxp.done()],
    ]),
  );
}

function contoursOf(commands: PathCommand[]): Point[][] {
  const contours: Point[][] = [];
  let contour: Point[] = [];
  for (const { command, args } of commands) {
    const [x = 0, y = 0, toX = 0, toY = 0] = args;
    if (command === "moveTo") {
      contour = [{ x, y, on: true }];
      contours.push(contour);
    } else if (command === "lineTo") contour.push({ x, y, on: true });
    else if (command === "quadraticCurveTo") contour.push({ x, y, on: false }, { x: toX, y: toY, on: true });
    else if (command === "bezierCurveTo") throw new Error("TrueType has no cubic curves");
  }
  return contours
    .map((points) => closed(points).filter((point, i, all) => !isImplied(point, i, all)))
    .filter((points) => points.length > 2)
    .map((points) => points.map(({ x, y, on }) => ({ x: Math.round(x), y: Math.round(y), on })));
}

/** A contour ends where it began; TrueType takes that as said. */
function closed(points: Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  const returns = points.length > 1 && last!.on && last!.x === first!.x && last!.y === first!.y;
  return returns ? points.slice(0, -1) : points;
}

/** A point half-way between two that steer the curve is there without being written. */
function isImplied(point: Point, i: number, all: Point[]): boolean {
  const [before, after] = [all[(i || all.length) - 1]!, all[(i + 1) % all.length]!];
  if (!point.on || before.on || after.on) return false;
  const off = Math.abs(before.x + after.x - 2 * point.x) + Math.abs(before.y + after.y - 2 * point.y);
  return off < 0.01;
}

const [onCurve, shortX, shortY, sameX, sameY] = [1, 2, 4, 16, 32];

/** OpenType specification, "glyf": simple glyph description. */
function outlineBytes(contours: Point[][]): Buffer {
  if (!contours.length) return Buffer.alloc(0);
  const out = new Table().i16(contours.length, ...boxOf(contours.flat()));
  let end = -1;
  for (const points of contours) {
    end += points.length;
    out.u16(end);
  }
  out.u16(0);
  const [flags, xs, ys] = [new Table(), new Table(), new Table()];
  let [x, y] = [0, 0];
  for (const point of contours.flat()) {
    const across = delta(point.x - x, shortX!, sameX!, xs);
    const up = delta(point.y - y, shortY!, sameY!, ys);
    flags.u8((point.on ? onCurve! : 0) | across | up);
    ({ x, y } = point);
  }
  const bytes = Buffer.concat([out.done(), flags.done(), xs.done(), ys.done()]);
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** Writes a step as short as it can be written, and returns the flags that say how. */
function delta(step: number, short: number, same: number, to: Table): number {
  if (step === 0) return same;
  if (Math.abs(step) < 256) {
    to.u8(Math.abs(step));
    return short | (step > 0 ? same : 0);
  }
  to.i16(step);
  return 0;
}

function boxOf(points: Point[]): [number, number, number, number] {
  const box: [number, number, number, number] = [0, 0, 0, 0];
  if (!points.length) return box;
  box.splice(0, 4, ...[Infinity, Infinity, -Infinity, -Infinity]);
  for (const { x, y } of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

class Table {
  readonly #bytes: number[] = [];
  u8(value: number): this {
    this.#bytes.push(value & 255);
    return this;
  }
  u16(value: number): this {
    return this.u8(value >> 8).u8(value);
  }
  i16(...values: number[]): this {
    for (const value of values) this.u16(value);
    return this;
  }
  u32(value: number): this {
    return this.u16(value >>> 16).u16(value);
  }
  done = () => Buffer.from(this.#bytes);
}
