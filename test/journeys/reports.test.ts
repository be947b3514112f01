import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a report is made, taken along, and found unchanged by somebody without an account", async () => {
  const { omar, desk, folder } = around;
  const { page, go } = await desk(omar);
  await go("/figures/reports");
  await page.getByText("No report yet").waitFor();
  await page.getByRole("button", { name: "Make a report" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a report" });
  await dialog.getByRole("button", { name: "Brand" }).click();
  await page.getByRole("option", { name: "Kolo Bikes" }).click();
  await dialog.getByRole("button", { name: "Language" }).click();
  await page.getByRole("option", { name: "العربية" }).click();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Make a report" }).click();
  // The first one opens the fonts.
  await page.getByText(/^The report for .* is made and signed\.$/).waitFor({ timeout: 90_000 });

  const row = page.getByRole("row").filter({ hasText: "Kolo Bikes" });
  await row.getByText("Unchanged").waitFor();
  await expectNothingSerious(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: /^PDF/ }).click(),
  ]);
  const path = join(folder, "taken-along.pdf");
  await download.saveAs(path);

  // Made again, it says beforehand that it replaces the first.
  await page.getByRole("button", { name: "Make a report" }).click();
  await dialog.getByRole("button", { name: "Brand" }).click();
  await page.getByRole("option", { name: "Kolo Bikes" }).click();
  await dialog.getByRole("button", { name: "Language" }).click();
  await page.getByRole("option", { name: "العربية" }).click();
  await dialog.getByText("There is edition 1 of this already.").waitFor();
  await page.keyboard.press("Escape");

  const visitor = await page.context().browser()!.newContext({ locale: "en" });
  const outside = await visitor.newPage();
  await outside.goto(new URL("/verify-report", page.url()).href);
  const file = outside.locator("input[type=file]");
  await file.setInputFiles(path);
  await outside.getByRole("heading", { name: "Unchanged", exact: true }).waitFor();
  await outside.getByText(/Byte for byte the report of .*Meridian Care, Kolo Bikes/).waitFor();
  await expectNothingSerious(outside);

  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
  await file.setInputFiles(path);
  await outside.getByRole("heading", { name: "Changed", exact: true }).waitFor();
  expect(await outside.getByText("Meridian Care").count()).toBe(0);
  await visitor.close();
});

test("a report that was made elsewhere in the house appears by itself; who may not make one is offered none", async () => {
  const { person, omar, safra, desk, settled } = around;
  const lead = await person({ name: "Lena Hart", role: "lead" });
  const { page, go } = await desk(lead);
  await go("/figures/reports");
  await page.getByRole("heading", { name: "How anyone can verify a report" }).waitFor();
  expect(await page.getByRole("button", { name: "Make a report" }).count()).toBe(0);
  const { postReport } = await import("../../contract/reports.ts");
  await omar.call(postReport, { body: { period: "2026-02", brand: safra.id } });
  await settled();
  await page.getByRole("row").filter({ hasText: "February 2026" }).getByText("Safra").waitFor();
});
