import { expect, test } from "vitest";
import { hueOf } from "./hue.ts";

test("a person keeps their hue, and a hundred people share all of them", () => {
  expect(hueOf("nina")).toBe(hueOf("nina"));
  const hues = new Set(Array.from({ length: 300 }, (_, index) => hueOf(`person ${index}`)));
  expect(hues.size).toBe(24);
});
