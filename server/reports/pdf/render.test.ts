import { expect, test } from "vitest";
import { sampleData } from "../sample-month.ts";
import { type Printed, renderPdf } from "./render.ts";

const printed: Printed = {
  id: "0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a",
  edition: 1,
  replaces: null,
  data: sampleData(),
  publicUrl: "https://care.meridian.example",
  keySha256: "ab".repeat(32),
};

test("a report that cannot be drawn fails alone: those beside it and after it are drawn", async () => {
  const broken = { ...printed, data: sampleData({ timeZone: "Nowhere/None" }) };
  const [one, two, three] = await Promise.allSettled([
    renderPdf(printed, "en"),
    renderPdf(broken, "en"),
    renderPdf(printed, "en"),
  ]);
  expect([one.status, two.status, three.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((two as PromiseRejectedResult).reason).toBeInstanceOf(RangeError);
  expect((await renderPdf(printed, "en")).subarray(0, 5).toString()).toBe("%PDF-");
});
