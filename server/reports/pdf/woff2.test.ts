import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { create, type Font } from "fontkit";
import { expect, test } from "vitest";
import { unwrapWoff2 } from "./woff2.ts";

const root = createRequire(import.meta.url);
const fileOf = (named: string, file: string) =>
  readFileSync(join(dirname(root.resolve(`${named}/package.json`)), "files", file));
const outlines = (font: Font) =>
  Array.from({ length: font.numGlyphs }, (_, id) => JSON.stringify(font.getGlyph(id).path.commands));

test.each([
  ["@fontsource/noto-sans", "noto-sans-latin-400-normal.woff2"],
  ["@fontsource/noto-sans", "noto-sans-cyrillic-600-normal.woff2"],
  ["@fontsource/noto-sans", "noto-sans-vietnamese-400-normal.woff2"],
  ["@fontsource/noto-sans-arabic", "noto-sans-arabic-arabic-400-normal.woff2"],
  ["@fontsource-variable/noto-sans-sc", "noto-sans-sc-119-wght-normal.woff2"],
])("%s, %s: unwrapped it has the outlines that fontkit finds in the wrapping", (named, file) => {
  const wrapped = fileOf(named, file);
  expect(outlines(create(unwrapWoff2(wrapped)))).toEqual(outlines(create(wrapped)));
});

test("the Chinese font gets heavier with its weight", () => {
  const font = create(
    unwrapWoff2(fileOf("@fontsource-variable/noto-sans-sc", "noto-sans-sc-119-wght-normal.woff2")),
  );
  const inkOf = (weight: number) => {
    const glyph = font.getVariation({ wght: weight }).layout("的").glyphs[0]!;
    return areaOf(glyph.path.commands);
  };
  expect(inkOf(600)).toBeGreaterThan(inkOf(400) * 1.2);
});

/** By the shoelace formula, curves taken as their end points: good enough to tell bold from regular. */
function areaOf(commands: { command: string; args: number[] }[]): number {
  let [area, x, y] = [0, 0, 0];
  let [startX, startY] = [0, 0];
  for (const { command, args } of commands) {
    const [nextX, nextY] = command === "closePath" ? [startX, startY] : (args.slice(-2) as [number, number]);
    if (command === "moveTo") [startX, startY] = [nextX, nextY];
    else area += x * nextY - nextX * y;
    [x, y] = [nextX, nextY];
  }
  return Math.abs(area / 2);
}

test.each([
  ["not a font", Buffer.alloc(100)],
  [
    "a font cut in the middle",
    fileOf("@fontsource/noto-sans", "noto-sans-latin-400-normal.woff2").subarray(0, 900),
  ],
])("%s is refused", (_, bytes) => {
  expect(() => unwrapWoff2(bytes)).toThrow();
});
