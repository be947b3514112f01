import fc from "fast-check";
import { expect, test } from "vitest";
import { changesBetween } from "./block-changes.ts";

const told = (before: string, after: string) =>
  changesBetween([...before], [...after])
    .map(({ kind, html }) => ({ same: html, added: `+${html}`, removed: `-${html}` })[kind])
    .join(" ");

test.each([
  ["abc", "abc", "a b c"],
  ["abc", "abxc", "a b +x c"],
  ["abc", "ac", "a -b c"],
  ["abc", "axc", "a -b +x c"],
  ["", "ab", "+a +b"],
  ["ab", "", "-a -b"],
])("from %j to %j is %j", (before, after, changes) => {
  expect(told(before, after)).toBe(changes);
});

const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 15 });

test("both texts can be read from what became of their blocks", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween(before, after);
      const without = (kind: string) => changes.filter((each) => each.kind !== kind).map(({ html }) => html);
      expect(without("added")).toEqual(before);
      expect(without("removed")).toEqual(after);
    }),
  );
});
