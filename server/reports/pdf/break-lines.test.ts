import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, clip } from "./break-lines.ts";

/** As on a typewriter; Chinese takes twice the room. */
const widthOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (/\p{sc=Han}|[，。、（）“”]/u.test(character) ? 2 : 1), 0);

test.each([
  ["a line that fits", 20, ["a line that fits"]],
  ["broken at its spaces", 9, ["broken at", "its", "spaces"]],
  ["没有一个请求被忽略，共核查", 12, ["没有一个请求", "被忽略，共核", "查"]],
  // A comma does not begin a line, nor does an opening bracket end one.
  ["没有一个请求，被", 12, ["没有一个请", "求，被"]],
  ["请求没有一（被", 12, ["请求没有一", "（被"]],
  ["sum 7180ed924164ab3f", 8, ["sum", "7180ed92", "4164ab3f"]],
  ["one\ntwo", 20, ["one", "two"]],
  ["", 20, [""]],
])("%j in lines of %i is %j", (text, room, lines) => {
  expect(breakLines(text, room, widthOf)).toEqual(lines);
});

test("nothing is lost, and no line is wider than there is room", () => {
  const words = fc.stringMatching(/^[a-z客户，。（） 0-9]{0,80}$/);
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (text, room) => {
      const lines = breakLines(text, room, widthOf);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(room);
    }),
  );
});

test("a line is cut only where it has to be", () => {
  expect(clip("short", 5, widthOf)).toBe("short");
  expect(clip("rather long", 8, widthOf)).toBe("rather…");
});
