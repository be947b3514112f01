import { expect, test } from "vitest";
import { orderedId } from "./ordered-id.ts";

test("ids made one after the other sort in that order, also within a millisecond", () => {
  const ids = Array.from({ length: 50_000 }, () => orderedId());

  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("ids keep their order when the clock is set back", () => {
  const ahead = Date.now() + 60_000;
  const before = orderedId(ahead);
  const after = orderedId(ahead - 30_000);

  expect(after > before).toBe(true);
});

test("an id is a UUID of version 7 that tells its time", () => {
  const id = orderedId(Date.parse("2100-01-01T00:00:00Z"));

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(Date.parse("2100-01-01T00:00:00Z"));
});
