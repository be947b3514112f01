import fc from "fast-check";
import { expect, test } from "vitest";
import { otherLayouts } from "./keyboard.ts";
import { slipsBetween } from "./near.ts";

test.each([
  ["refund", "refund", 0],
  ["refudn", "refund", 1],
  ["refnd", "refund", 1],
  ["reffund", "refund", 1],
  ["rifund", "refund", 1],
  ["зaмовлення", "замовлення", 1],
  ["battry", "batteries", 4],
  ["طلبي", "طلب", 1],
  ["", "ab", 2],
])("from “%s” to “%s” it is %i slips", (one, other, slips) =>
  expect(slipsBetween(one, other, 3)).toBe(slips),
);

test("slips are counted the same from both sides, and not beyond what is asked", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "я", "退"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.nat(3), (one, other, most) => {
      const slips = slipsBetween(one, other, most);
      expect(slips).toBe(slipsBetween(other, one, most));
      expect(slips).toBeLessThanOrEqual(most + 1);
      expect(slips === 0).toBe(one === other);
    }),
  );
});

test.each([
  ["ghbdtn", "привет"],
  ["gjdthytyyz", "повернення"],
  ["руддщ", "hello"],
  ["hgsghl", "السلام"],
  ["اثممخ", "hello"],
])("“%s” may have been meant as “%s”", (typed, meant) => expect(otherLayouts(typed)).toContain(meant));
