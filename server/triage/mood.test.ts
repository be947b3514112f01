import { describe, expect, test } from "vitest";
import { type Locale, locales } from "../../contract/languages.ts";
import { analyse } from "../language/index.ts";
import { moodName, moodOf } from "./mood.ts";
import { casesOf, urgencyAndMoodFigures } from "./urgency-and-mood-figures.ts";

const mood = (text: string, language: Locale) => moodOf(analyse(text, language)).mood;

test("the mood is told rightly in every language, on messages kept for measuring", () => {
  const figures = urgencyAndMoodFigures();
  const right = locales.map((language) => figures[language].moodRight);
  expect(right.reduce((sum, one) => sum + one) / right.length).toBeGreaterThanOrEqual(0.85);
  expect(Math.min(...right)).toBeGreaterThanOrEqual(0.8);
});

test.each(locales)("there are enough messages of each mood in %s", (language) => {
  const cases = casesOf("mood", language);
  for (const label of ["negative", "neutral", "positive"])
    expect(cases.filter((one) => one.label === label).length).toBeGreaterThanOrEqual(40);
});

describe.each<[Locale, { negated: string; unbad: string; polite: string; ironic: string; fault: string }]>([
  [
    "en",
    {
      negated: "I am not happy with it",
      unbad: "Not bad at all",
      polite: "Please send the form, thank you in advance",
      ironic: "Great, it broke again",
      fault: "The pump stops after a minute",
    },
  ],
  [
    "ru",
    {
      negated: "Мне не понравилось",
      unbad: "Совсем не плохо",
      polite: "Пришлите бланк, заранее спасибо",
      ironic: "Спасибо большое, третий раз ломается",
      fault: "Насос останавливается через минуту",
    },
  ],
  [
    "uk",
    {
      negated: "Мені не сподобалось",
      unbad: "Зовсім непогано",
      polite: "Надішліть бланк, дякую заздалегідь",
      ironic: "Чудово, знову зламалося",
      fault: "Насос зупиняється за хвилину",
    },
  ],
  [
    "zh",
    {
      negated: "我不满意",
      unbad: "真不错",
      polite: "请发一下表格，谢谢",
      ironic: "真棒，又坏了",
      fault: "水泵一分钟后停转",
    },
  ],
  [
    "ar",
    {
      negated: "ما عجبني",
      unbad: "مش بطال",
      polite: "ممكن ترسلون النموذج لو سمحتم، شكرا مقدما",
      ironic: "ممتاز، خرب مرة ثانية",
      fault: "المضخة تقف بعد دقيقة",
    },
  ],
])("in %s", (language, { negated, unbad, polite, ironic, fault }) => {
  test("denied praise is negative", () => expect(mood(negated, language)).toBe("negative"));
  test("denied blame is positive", () => expect(mood(unbad, language)).toBe("positive"));
  test("politeness alone is neutral", () => expect(mood(polite, language)).toBe("neutral"));
  test("praise for a failure is irony", () => expect(mood(ironic, language)).toBe("negative"));
  test("a fault told plainly is neutral", () => expect(mood(fault, language)).toBe("neutral"));
});

test.each([
  ["The same hoover 😡", "negative"],
  ["The same hoover ❤️", "positive"],
  ["Опять вы(((", "negative"],
  ["Получил)))", "positive"],
])("signs speak, too: %s", (text, expected) => {
  expect(mood(text, /[а-я]/.test(text) ? "ru" : "en")).toBe(expected);
});

test("praise for what was put right is meant", () => {
  expect(mood("The lamp broke last week and you replaced it within a day, wonderful service", "en")).toBe(
    "positive",
  );
});

test("a reason is in the customer's own words, and has a name", () => {
  const [reason] = moodOf(analyse("Это ПОЗОР", "ru")).reasons;
  expect(reason).toMatchObject({ words: "ПОЗОР" });
  expect(moodName(reason!.concept, "en")).toBe("anger");
});
