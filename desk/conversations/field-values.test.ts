import { expect, test } from "vitest";
import type { Field } from "../../contract/lines.ts";
import { fieldsFor, isFilled, readValue } from "./field-values.ts";

const field = (key: string, intents: string[] = []): Field => ({
  key,
  names: {},
  kind: "text",
  choices: [],
  required: false,
  intents,
});

test("a field without intents is asked of all matters, one with them of those alone", () => {
  const fields = [field("order"), field("guests", ["booking"])];
  expect(fieldsFor(fields, "booking").map(({ key }) => key)).toEqual(["order", "guests"]);
  expect(fieldsFor(fields, "complaint").map(({ key }) => key)).toEqual(["order"]);
  expect(fieldsFor(fields, null).map(({ key }) => key)).toEqual(["order"]);
});

test.each([
  ["12", 12],
  ["3,5", 3.5],
  ["1 200", 1200],
  ["١٢٫٥", 12.5],
  ["−4", -4],
  ["four", undefined],
  ["1.2.3", undefined],
  ["", null],
])("the number %j is kept as %j", (written, kept) => {
  expect(readValue("number", written)).toBe(kept);
});

test("white space alone empties a field", () => {
  expect(readValue("text", "  ")).toBe(null);
  expect(readValue("text", " KB-7 ")).toBe("KB-7");
});

test("zero and “no” are answers", () => {
  expect([0, false, "", undefined].map(isFilled)).toEqual([true, true, false, false]);
});
