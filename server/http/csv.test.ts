import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+49 30 123", "'+49 30 123"],
  ["-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["  =HYPERLINK(1)", "'  =HYPERLINK(1)"],
  ["\t=1", "'\t=1"],
  ["＝1", "'＝1"],
  ["two - three", "two - three"],
  ["ines@kolo.example", "ines@kolo.example"],
  ["Иван, «Коло»", '"Иван, «Коло»"'],
  ['She said "no"', '"She said ""no"""'],
  ["one\ntwo", '"one\ntwo"'],
])("%j stands in a table as words, never as a formula", (given, expected) => {
  expect(csvLine([given])).toBe(`${expected}\r\n`);
});

test("figures stay figures, and what is not there is empty", () => {
  expect(csvLine([-5, null, "x"])).toBe("-5,,x\r\n");
});
