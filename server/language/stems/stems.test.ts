import { expect, test } from "vitest";
import type { Language } from "../../../contract/languages.ts";
import { foldWord } from "../fold.ts";
import { stem } from "./index.ts";

const stems = (words: string, language: Language) =>
  new Set(words.split(" ").map((word) => stem(foldWord(word), language))).size;

test.each<[Language, string]>([
  ["en", "connection connected connecting"],
  ["en", "break broke broken"],
  ["ru", "ошибка ошибок ошибками"],
  ["ru", "заказ заказать заказал закажу"],
  ["uk", "доставка доставки доставкою доставок доставлено доставте"],
  ["uk", "ніч ночі ночами"],
  ["uk", "знайти знайшов знайду"],
  ["uk", "сплачу сплатив сплачено"],
  ["uk", "пристрій пристрою пристроєм"],
  ["ar", "طلب الطلب وطلبي للطلب طلباتكم"],
  ["ar", "استلم يستلم تستلم استلام الاستلام"],
  ["ar", "يعمل تعمل عمل"],
  ["ar", "يصل تصل وصلت وصلني"],
])("%s: %s come to one stem", (language, words) => {
  expect(stems(words, language)).toBe(1);
});

test.each<[Language, string]>([
  ["uk", "чек чекаю"],
  ["uk", "година годинник"],
  ["uk", "замок замовлення"],
  ["ru", "печать печаль"],
  ["ar", "تلفون تلف"],
  ["ar", "تحديث حديث"],
  ["ar", "بطاقة طاقة"],
  ["ar", "وقت قت"],
])("%s: %s stay apart", (language, words) => {
  expect(stems(words, language)).toBe(words.split(" ").length);
});

test("a language that is not ours keeps its words", () => {
  expect(stem("bestellungen", "other")).toBe("bestellungen");
  expect(stem("退款", "zh")).toBe("退款");
});

test("no word loses all of itself, and as many words as there are come through alike", () => {
  for (const language of ["en", "ru", "uk", "ar"] as const)
    for (const word of ["а", "ся", "тися", "ий", "ування", "s", "ing", "ال", "والها", "ون", "للل", ""])
      if (word) expect(stem(word, language)).not.toBe("");
  const first = stem("замовленнями", "uk");
  for (let i = 0; i < 20_000; i++) stem(`слово${i}`, "uk");
  expect(stem("замовленнями", "uk")).toBe(first);
});
