import { expect, test } from "vitest";
import { intentName, lineName, ownName } from "./line-words.ts";

const reader = { t: (key: string) => `usual ${key}`, locale: "ru" } as Parameters<typeof lineName>[1];

test("a line is called as the workspace calls it, else in another of its words, else as usual", () => {
  const called = (names: object) => lineName({ line: "service", names }, reader);
  expect(called({ en: "Guests", ru: "Гости" })).toBe("Гости");
  expect(called({ en: "Guests" })).toBe("Guests");
  expect(called({})).toBe("usual line.service");
});

test("a base intent without a name for the reader has its usual one, not a name in another language", () => {
  expect(intentName("booking", { names: { en: "Tables" } }, reader)).toBe("usual intent.booking");
  expect(intentName("booking", { names: { ru: "Столики" } }, reader)).toBe("Столики");
});

test("an intent of the workspace is called by any name it has, else by its key", () => {
  expect(intentName("catering", { names: { zh: "外烩" } }, reader)).toBe("外烩");
  expect(intentName("catering", undefined, reader)).toBe("catering");
});

test("a name that was emptied is none", () => {
  expect(ownName({ en: "", uk: "Гості" } as object, "ru")).toBe("Гості");
});
