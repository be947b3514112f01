import { expect, test } from "vitest";
import { timeZoneOptions } from "./time-zones.ts";

test("zones run from west to east and bear the names their cities have today", () => {
  const ids = timeZoneOptions("UTC").map(({ id }) => id);
  expect(ids).toContain("Europe/Kyiv");
  expect(ids).not.toContain("Europe/Kiev");
  expect(new Set(ids).size).toBe(ids.length);
  const order = ["Pacific/Honolulu", "America/Bogota", "UTC", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai"];
  expect(ids.filter((id) => order.includes(id))).toEqual(order);
});

test("the distance from Greenwich is said with each, also where it is no whole hour", () => {
  const labels = timeZoneOptions("UTC").map(({ label }) => label);
  expect(labels).toContain("Asia/Kolkata (UTC+5:30)");
  expect(labels).toContain("America/Sao Paulo (UTC−3)");
});

test("a zone that this browser does not list stays chosen", () => {
  expect(timeZoneOptions("Etc/GMT+5").map(({ id }) => id)).toContain("Etc/GMT+5");
});
