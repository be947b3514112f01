import { expect, test } from "vitest";
import { countOf } from "./count.ts";

test.each([
  ["", "en", 0, 0],
  ["The chain, and how to oil it.", "en", 7, 1],
  ["Об’єднати п'ять будь-яких замовлень", "uk", 4, 1],
  ["重置密码 iPhone 15", "zh", 6, 1],
  ["كيف أُعيدُ الطلب؟", "ar", 3, 1],
] as const)("%j in %s has %i words and takes %i minutes", (text, locale, words, minutes) => {
  expect(countOf(text, locale)).toEqual({ words, minutes });
});

test("a long text takes as long as its language is read", () => {
  expect(countOf("word ".repeat(1190), "en").minutes).toBe(5);
  expect(countOf("字".repeat(1020), "zh").minutes).toBe(4);
});
