import { describe, expect, test } from "vitest";
import { type Locale, locales } from "../../contract/languages.ts";
import { analyse } from "../language/index.ts";
import { urgencyName, urgencyOf } from "./urgency.ts";
import { casesOf, urgencyAndMoodFigures } from "./urgency-and-mood-figures.ts";

const urgency = (text: string, language: Locale) => urgencyOf(analyse(text, language));
const figures = urgencyAndMoodFigures();

test("urgency is told rightly in every language, on messages kept for measuring", () => {
  console.log(figures);
  const right = locales.map((language) => figures[language].urgencyRight);
  expect(right.reduce((sum, one) => sum + one) / right.length).toBeGreaterThanOrEqual(0.85);
  expect(Math.min(...right)).toBeGreaterThanOrEqual(0.8);
});

describe.each(locales)("in %s", (language) => {
  test("danger to life or health is never missed", () => {
    const missed = casesOf("urgency", language).filter(
      ({ text, label }) => label === "danger" && urgency(text, language).level !== "critical",
    );
    expect(missed).toEqual([]);
  });

  test("what only looks like danger seldom shouts", () => {
    expect(figures[language].lookAlikesThatShout).toBeLessThanOrEqual(0.05);
  });

  test("the lists are long enough to mean something, and each message is there once", () => {
    const cases = casesOf("urgency", language);
    const count = (label: string) => cases.filter((one) => one.label === label).length;
    expect(count("danger")).toBeGreaterThanOrEqual(60);
    expect(count("harmless")).toBeGreaterThanOrEqual(60);
    expect(cases.length - count("danger") - count("harmless")).toBeGreaterThanOrEqual(120);
    expect(new Set(cases.map(({ text }) => text)).size).toBe(cases.length);
  });
});

test.each<[Locale, string, string, string]>([
  ["en", "My charger CAUGHT FIRE", "CAUGHT FIRE", "danger: fire"],
  ["ru", "Из розетки идёт Дым", "Дым", "опасность: дым"],
  ["uk", "Тут пожежа", "пожежа", "небезпека: вогонь"],
  ["zh", "充電器著火了，冒煙", "冒煙", "危险：冒烟"],
  ["ar", "الشاحن فيه حريق", "حريق", "خطر: حريق"],
])("the reason is in the customer's own words, and has a name (%s)", (language, text, words, name) => {
  const { reasons } = urgency(text, language);
  const reason = reasons.find((one) => one.words === words);
  expect(reason && urgencyName(reason.concept, language)).toBe(name);
});

test.each<[Locale, string]>([
  ["en", "There is no smoke and no sign of fire"],
  ["ru", "Дыма нет, запаха гари тоже не было"],
  ["uk", "Диму немає, пожежі не було"],
  ["zh", "没有冒烟，也没有着火"],
  ["ar", "ما في دخان ولا يوجد حريق"],
])("denied danger is none (%s)", (language, text) => {
  expect(urgency(text, language).level).not.toBe("critical");
});

test.each<[Locale, string, string]>([
  ["en", "This is urgent", "It is not urgent"],
  ["ru", "Это срочно", "Это не срочно"],
  ["uk", "Це терміново", "Це не терміново"],
  ["zh", "很急", "不急"],
  ["ar", "أنا مستعجل", "أنا مش مستعجل"],
])("haste and its denial (%s)", (language, haste, none) => {
  expect([urgency(haste, language).level, urgency(none, language).level]).toEqual(["high", "low"]);
});

test("danger told in several ways is surer", () => {
  const once = urgency("the heater is smoking", "en").p;
  expect(urgency("the heater is smoking, sparks everywhere and my hand is bleeding", "en").p).toBeGreaterThan(
    once,
  );
  expect(once).toBeLessThan(1);
});

test("anger in capitals is urgent, the same words said quietly are not", () => {
  expect(urgency("WHAT A TERRIBLE SHOP!!!", "en").level).toBe("high");
  expect(urgency("what a terrible shop", "en").level).toBe("normal");
});

test("an empty message is normal", () => {
  expect(urgency("", "en")).toMatchObject({ level: "normal", reasons: [] });
});
