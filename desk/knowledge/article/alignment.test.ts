import fc from "fast-check";
import { expect, test } from "vitest";
import { aligned, type Block } from "./alignment.ts";

const block = (tag: string, length: number, ...fixed: string[]): Block => ({ tag, length, fixed });

test("blocks of the same kind stand for each other in their order", () => {
  const source = [block("p", 80), block("h2", 12), block("ol", 300), block("p", 60)];
  expect(aligned(source, source)).toEqual([0, 1, 2, 3]);
});

test("what the source says anew has no counterpart, and does not move the rest", () => {
  const source = [block("p", 80), block("aside", 50), block("h2", 12), block("p", 90, "14")];
  const translation = [block("p", 85), block("h2", 15), block("p", 70, "14")];
  expect(aligned(source, translation)).toEqual([0, 2, 3]);
});

test("a number or a picture that both have tells which of two paragraphs is meant", () => {
  const source = [block("p", 100, "30"), block("p", 100, "kolo.example")];
  expect(aligned(source, [block("p", 40, "kolo.example")])).toEqual([1]);
});

const anyBlock = fc.record({
  tag: fc.constantFrom("p", "h2", "ul"),
  length: fc.nat(500),
  fixed: fc.array(fc.constantFrom("1", "2", "kolo"), { maxLength: 2 }),
});

test("pairs keep the order of both texts, and none is used twice", () => {
  const texts = fc.array(anyBlock, { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (source, translation) => {
      const pairs = aligned(source, translation);
      expect(pairs).toHaveLength(translation.length);
      const used = pairs.filter((pair) => pair !== null);
      expect(used).toEqual([...new Set(used)].toSorted((a, b) => a - b));
      for (const pair of used) expect(pair).toBeLessThan(source.length);
    }),
  );
});
