import { expect, test } from "vitest";
import { readReportSearch, spanOf } from "./filters.ts";

test.each([
  [
    { days: "90", language: "uk", place: "chat" },
    { days: 90, language: "uk", place: "chat" },
  ],
  [{ days: "28", place: "pub", settled: "no" }, {}],
])("a report reads from its address what it understands: %j", (search, read) => {
  expect(readReportSearch(search)).toEqual(read);
});

test("a report tells of the last four weeks, from a whole hour", () => {
  expect(spanOf({}, Date.parse("2026-11-22T10:42:07Z"))).toEqual({ from: "2026-10-25T10:00:00.000Z" });
  expect(spanOf({ days: 7 }, Date.parse("2026-11-22T10:42:07Z"))).toEqual({
    from: "2026-11-15T10:00:00.000Z",
  });
});
