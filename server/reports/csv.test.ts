import { expect, test } from "vitest";
import { renderCsv } from "./csv.ts";
import { sampleData, sampleFigures } from "./sample-month.ts";

const id = "0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a";

/** RFC 4180, read by the letter. */
function parse(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let [cell, isQuoted] = ["", false];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[i++]!;
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "," || character === "\r") {
      rows.at(-1)!.push(cell);
      cell = "";
    } else if (character === "\n") rows.push([]);
    else cell += character;
  }
  expect(rows.pop()).toEqual([]);
  const [heads = [], ...rest] = rows;
  expect(new Set(rest.map((row) => row.length))).toEqual(new Set([heads.length]));
  return rest.map((row) => Object.fromEntries(heads.map((head, i) => [head, row[i]!])));
}
const read = (bytes: Buffer) => parse(bytes.toString().slice(1));

test("each thing that has figures is a row, under names that never change", () => {
  const bytes = renderCsv({ id, data: sampleData() }, "ru");
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = read(bytes);
  const sections = Object.groupBy(rows, ({ section }) => section!);
  expect(Object.fromEntries(Object.entries(sections).map(([name, found]) => [name, found!.length]))).toEqual({
    month: 1,
    line: 2,
    brand: 5,
    channel: 5,
    language: 6,
    day: 30,
    open: 4,
  });
  for (const row of rows)
    expect(row).toMatchObject({ report: id, workspace: "Meridian Care", period: "2026-11" });
  expect(sections.month![0]).toMatchObject({
    key: "2026-11",
    total: "20224",
    answered: "20220",
    open: "4",
    promises_kept: "309",
    never_ignored: "true",
    invariant_checks: "8640",
  });
  expect(sections.channel![0]).toMatchObject({ key: "email", name: "Почта" });
  expect(sections.open![1]).toMatchObject({
    key: "11203",
    at: "2026-11-30T14:40:00Z",
    brand: "Lumen 流明科技",
    owner: "陈伟",
    next_step: "reply",
  });
});

test.each([
  ['=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'],
  ["+49 30 1234", "'+49 30 1234"],
  ["-1+1", "'-1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  [" =1", "' =1"],
  ["＝1+1", "'＝1+1"],
  ["\r=1", "'\r=1"],
  ["Kolo, Bikes", "Kolo, Bikes"],
  ['The "Bike" Shop', 'The "Bike" Shop'],
  ["two\r\nlines", "two\r\nlines"],
  ["A=B", "A=B"],
])("a name like %j is shown in a spreadsheet and never run", (name, shown) => {
  const [first] = sampleFigures().byBrand;
  const rows = read(renderCsv({ id, data: sampleData({ byBrand: [{ ...first!, name }] }) }, "en"));
  expect(rows.find(({ section }) => section === "brand")!.name).toBe(shown);
});

test("the same report is the same bytes", () => {
  const bytes = () => renderCsv({ id, data: structuredClone(sampleData()) }, "ar");
  expect(bytes().equals(bytes())).toBe(true);
});

test("what was found broken stands in it, mended or not", () => {
  const invariantBreaks = [{ at: "2026-11-11T03:10:00Z", mendedAt: null, what: "without_owner_or_step" }];
  const rows = read(renderCsv({ id, data: sampleData({ neverIgnored: false, invariantBreaks }) }, "en"));
  expect(rows.at(-1)).toMatchObject({
    section: "break",
    key: "without_owner_or_step",
    at: "2026-11-11T03:10:00Z",
    mended_at: "",
  });
});
