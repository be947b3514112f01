import { expect, test } from "vitest";
import { freshKey, provisionalKey, withKeys } from "./fresh-key.ts";

test.each([
  ["With the workshop", "with_the_workshop"],
  ["Übergabe Café", "ubergabe_cafe"],
  ["2nd look", "nd_look"],
  ["Ждём завод", "stage"],
  ["等待工厂", "stage"],
  ["x".repeat(60), "x".repeat(36)],
])("%s gets the key %s", (name, key) => {
  expect(freshKey(name, [], "stage")).toBe(key);
  expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
});

test("a key that is taken is counted on", () => {
  expect(freshKey("Open", ["open", "open_2"], "stage")).toBe("open_3");
  expect(freshKey("Ждём", ["stage"], "stage")).toBe("stage_2");
});

test("what is new gets its key when it is kept, what was there keeps its own", () => {
  const items = [
    { key: "diagnosing", names: { en: "Looking into it" } },
    { key: "new 1", names: { ru: "На заводе", en: "At the factory" } },
    { key: "new 2", names: { ru: "Ждём деталь" } },
    { key: "new 3", names: { ru: "Готово" } },
  ];
  expect(withKeys(items, "stage").map(({ key }) => key)).toEqual([
    "diagnosing",
    "at_the_factory",
    "stage",
    "stage_2",
  ]);
  expect(provisionalKey([{ key: "new 1" }])).toBe("new 2");
});
