import { expect, test } from "vitest";
import type { Locale } from "../../contract/languages.ts";
import { analyse } from "../language/index.ts";
import { thingsIn } from "./things.ts";

const asked = (text: string, language: Locale) => thingsIn(analyse(text, language), language);

test.each<[Locale, string]>([
  ["en", "Is there a ramp for my mother’s wheelchair?"],
  ["ru", "Сможет ли бабушка подняться по лестнице?"],
  ["uk", "Чи є у вас пандус?"],
  ["zh", "坐輪椅可以進嗎"],
  ["ar", "هل يوجد مصعد أو منحدر؟"],
])("stairs are asked for by who cannot climb them (%s)", (language, text) => {
  expect(asked(text, language)).toContain("stairs");
});

test.each<[Locale, string, string]>([
  ["en", "I can’t afford it before payday", "paying_later"],
  ["ru", "застряли в пробке, придержите места", "running_late"],
  ["uk", "вдова просить його нотатки", "someone_died"],
  ["zh", "孩子对花生过敏", "nuts_and_allergens"],
  ["ar", "انتقلنا إلى شقة جديدة", "moving_house"],
])("what is not named is told by what stands beside it (%s, %s)", (language, text, thing) => {
  expect(asked(text, language)).toContain(thing);
});

test("an ordinary sentence asks for nothing of it", () => {
  for (const [text, language] of [
    ["Good morning, thank you for your answer", "en"],
    ["Спасибо, всё понятно", "ru"],
    ["Дякую за вашу відповідь", "uk"],
    ["谢谢你的回答", "zh"],
    ["شكرا جزيلا", "ar"],
  ] as const)
    expect([text, asked(text, language)]).toEqual([text, []]);
});
