import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import { isFunctionWord } from "./function-words.ts";

test.each([
  ["How do I change a flat tyre?", "en", ["change", "flat", "tyre"]],
  ["Як мені повернути гроші за шолом?", "uk", ["повернути", "гроші", "шолом"]],
  ["Где же мой заказ и когда он придёт?", "ru", ["заказ", "придёт"]],
  ["怎么退款", "zh", ["退款"]],
  ["متى تصل أموالي من المتجر", "ar", ["تصل", "أموالي", "المتجر"]],
  ["Turn the battery on", "en", ["Turn", "battery"]],
] as const)("of “%s” remains what it is about", (question, language, telling) => {
  const { tokens } = analyse(question, language);
  expect(tokens.filter(({ folded }) => !isFunctionWord(folded)).map(({ text }) => text)).toEqual(telling);
});
