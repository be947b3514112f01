import { expect, test } from "vitest";
import { languageOf } from "./index.ts";

test.each([
  ["Where is my order?", "en"],
  ["app闪退", "zh"],
  ["退款", "zh"],
  ["شكرا", "ar"],
  ["AB-1204 لم يصل الطلب حتى الآن", "ar"],
  ["Где мой заказ? Вы обещали.", "ru"],
  ["Де моє замовлення?", "uk"],
  ["Помилка E17 на https://example.com/very/long/latin/address", "uk"],
  ["12345 !!! 🙂", "unknown"],
])("%s is %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test("the usual language decides where letters do not", () => {
  expect(languageOf("все супер", "uk")).toBe("uk");
  expect(languageOf("все супер", "ru")).toBe("ru");
  expect(languageOf("12", "ar")).toBe("ar");
});
