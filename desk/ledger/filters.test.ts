import { expect, test } from "vitest";
import { readLedgerFilters } from "./filters.ts";

test("what stands in the URL is read, and what makes no sense is left out", () => {
  expect(
    readLedgerFilters({
      period: "own",
      from: "2026-02-01",
      to: "tomorrow",
      brand: "0199d3b0",
      line: "sales",
      channel: "chat",
      list: "late",
    }),
  ).toEqual({ period: "own", from: "2026-02-01", brand: "0199d3b0", channel: "chat", list: "late" });
});

test("the usual needs no word, and days belong to an own range", () => {
  expect(readLedgerFilters({ period: "week", list: "open", from: "2026-02-01" })).toEqual({});
  expect(readLedgerFilters({ period: "today", from: "2026-02-01" })).toEqual({ period: "today" });
});
