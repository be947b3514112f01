import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrast, grounds, onColour, type Rgb, readColour, themeOf } from "./colours.ts";

const rgb = (text: string): Rgb =>
  text.startsWith("#")
    ? readColour(text.length === 4 ? text.replace(/[^#]/g, "$&$&") : text)!
    : (text.match(/\d+/g)!.map(Number) as unknown as Rgb);
const anyColour = fc
  .tuple(...[0, 0, 0].map(() => fc.integer({ min: 0, max: 255 })))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`);

test.each([
  ["#ffffff", "#000000", 21],
  ["#767676", "#ffffff", 4.54],
  ["#1f7a5c", "#ffffff", 5.27],
])("the contrast of %s and %s is %d", (one, other, expected) => {
  expect(contrast(rgb(one), rgb(other))).toBeCloseTo(expected, 1);
});

test.each(["", "red", "#12", "#12345g", "url(x)", null, undefined])("%s is no colour", (colour) => {
  expect(readColour(colour)).toBeNull();
});

describe.each(["light", "dark"] as const)("in the %s, whatever the brand's colour", (mode) => {
  test("words on it, and its own words on the page, can be read", () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        const theme = themeOf(colour, mode);
        expect(contrast(rgb(theme.brand), rgb(theme.onBrand))).toBeGreaterThanOrEqual(4.5);
        for (const ground of Object.values(grounds[mode]))
          expect(contrast(rgb(theme.accent), ground)).toBeGreaterThanOrEqual(4.4);
        expect(contrast(rgb(theme.accent), grounds[mode].raised)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(theme.accent), rgb(theme.tint))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 500 },
    );
  });
});

test("a brand's colour that can be read stays as it is", () => {
  expect(themeOf("#1f7a5c", "light")).toMatchObject({ brand: "rgb(31,122,92)", onBrand: "#fff" });
});

test("on yellow the words are black", () => {
  expect(onColour(rgb("#ffd400"))).toBe("#000");
});
