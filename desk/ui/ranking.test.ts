import { expect, test } from "vitest";
import { ranked, rankOf, unlike } from "./ranking.ts";

const names = [
  "Close",
  "Clocks",
  "Undo send",
  "Снять с паузы",
  "Рабочее пространство",
  "المحادثات",
  "预设回复",
];
const found = (written: string) => ranked(names, written, (name) => [name]);

test.each([
  ["clo", ["Close", "Clocks"]],
  ["send", ["Undo send"]],
  ["send undo", ["Undo send"]],
  ["паузы", ["Снять с паузы"]],
  ["раб прост", ["Рабочее пространство"]],
  ["محادثات", ["المحادثات"]],
  ["回复", ["预设回复"]],
  ["clsoe", ["Close"]],
  ["cloose", ["Close"]],
  ["clcks", ["Clocks"]],
  ["прсотранство", ["Рабочее пространство"]],
  ["zebra", []],
])("“%s” finds %o", (written, expected) => {
  expect(found(written)).toEqual(expected);
});

test("what was written whole comes before what only begins so, and that before what has it within", () => {
  const all = ["Do not disturb the tag", "Tags", "Untagged", "Tag"];
  expect(ranked(all, "tag", (name) => [name])).toEqual(["Tag", "Tags", "Do not disturb the tag", "Untagged"]);
});

test("nothing written leaves everything as it was", () => {
  expect(found("  ")).toEqual(names);
});

test("marks and forms of a letter are no matter", () => {
  expect(rankOf("ещё", ["еще"])).toBe(0);
  expect(rankOf("ґанок", ["ганок"])).toBe(0);
  expect(rankOf("الاتمتة", ["الأتمتة"])).toBe(0);
  expect(rankOf("зв'язок", ["Зв’язок"])).toBe(0);
});

test("of several names of one thing the nearest counts", () => {
  expect(rankOf("solve", ["Close", "Solve"])).toBe(0);
  expect(rankOf("solve", ["Close"])).toBe(unlike);
});
