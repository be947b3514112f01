import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Locale, locales } from "../../../contract/languages.ts";
import { answerTo, casesOf, type PromiseFigures, promiseFigures } from "./cases.ts";
import { findPromises } from "./find-promises.ts";

const tuesday = new Date("2026-03-10T10:20:00Z");
const find = (
  text: string,
  language: Locale = "en",
  more: { timeZone?: string; dayEndsAt?: string; now?: Date } = {},
) => findPromises(text, { language, now: tuesday, timeZone: "UTC", ...more });
const due = (...asked: Parameters<typeof find>) => find(...asked)[0]?.dueAt?.toISOString() ?? null;

test("a promise is its sentence, with its place, its time and the words that say it", () => {
  const text =
    "Hi Ines, thank you for waiting.\n\nI will find out and come back to you by Thursday. Best, Nina";
  expect(find(text)).toEqual([
    {
      text: "I will find out and come back to you by Thursday.",
      from: 33,
      to: 82,
      dueAt: new Date("2026-03-12T18:00:00Z"),
      dueWords: "by Thursday",
      sure: expect.closeTo(0.95),
    },
  ]);
});

test.each<[Locale, string, string, string]>([
  ["ru", "Уточню и отвечу до четверга включительно.", "до четверга включительно", "2026-03-12T18:00:00.000Z"],
  ["uk", "Дізнаюся й напишу о 15:00.", "о 15:00", "2026-03-10T15:00:00.000Z"],
  ["zh", "我們會在3月12日之前回覆您。", "在3月12日之前", "2026-03-12T18:00:00.000Z"],
  ["ar", "سأتحقّق وأخبرُك بحلول الخميس.", "بحلول الخميس", "2026-03-12T18:00:00.000Z"],
])("its words are told as they were written: %s", (language, text, words, at) => {
  expect(find(text, language)).toMatchObject([{ text, dueWords: words, dueAt: new Date(at) }]);
});

test("a text may make several promises, each by its own time", () => {
  const text =
    "I'll call the carrier today. Your refund is done. We will write to you on Friday, or I'll call.";
  expect(find(text).map(({ dueWords }) => dueWords)).toEqual(["today", "on Friday"]);
});

test("a line that a mail program broke does not break the sentence", () => {
  const text =
    "Thank you for telling us about the lamp, I will ask our mechanic and\ncome back to you by Thursday.";
  expect(find(text)).toMatchObject([{ text, dueWords: "by Thursday" }]);
});

test.each([
  "> I will call you tomorrow.",
  "You wrote “I will call you tomorrow”.",
  '"I will call you tomorrow."',
])("what is quoted promises nothing: %s", (text) => expect(find(text)).toEqual([]));

describe("a time", () => {
  test.each<[string, string, Parameters<typeof find>[2], string]>([
    [
      "is that of where one works",
      "I'll call you tomorrow at 9:00.",
      { timeZone: "Asia/Tokyo" },
      "2026-03-11T00:00:00.000Z",
    ],
    [
      "keeps its hour over a change of clocks",
      "I'll call you on 30 March at 9:00.",
      { timeZone: "Europe/Kyiv" },
      "2026-03-30T06:00:00.000Z",
    ],
    [
      "of a day alone is the end of its work",
      "I'll call you on Thursday.",
      { dayEndsAt: "17:30" },
      "2026-03-12T17:30:00.000Z",
    ],
    [
      "today after work is the end of the day",
      "I'll call you today.",
      { now: new Date("2026-03-10T19:00:00Z") },
      "2026-03-10T23:59:00.000Z",
    ],
    ["that has passed today is tomorrow's", "I'll call you at 9:00.", {}, "2026-03-11T09:00:00.000Z"],
    [
      "in America begins with the month",
      "I'll write to you by 3/12.",
      { timeZone: "America/Chicago" },
      "2026-03-12T23:00:00.000Z",
    ],
    [
      "in working days leaves out the weekend",
      "We'll reply within 4 working days.",
      {},
      "2026-03-16T18:00:00.000Z",
    ],
    [
      "in working days leaves out the weekend of the country",
      "We'll reply within 3 working days.",
      { timeZone: "Asia/Kuwait" },
      "2026-03-15T15:00:00.000Z",
    ],
    [
      "at the end of the month knows its length",
      "We'll send it by the end of February.",
      {},
      "2027-02-28T18:00:00.000Z",
    ],
    [
      "that names the day twice is one",
      "I'll call you on Thursday, 12 March, at 15:00.",
      {},
      "2026-03-12T15:00:00.000Z",
    ],
  ])("%s", (_, text, more, at) => expect(due(text, "en", more)).toBe(at));

  test("long past, or from which on, is not when something is due", () => {
    expect(due("I will look into your letter of 2 March and write back.")).toBeNull();
    expect(due("I will check why it stopped since Friday.")).toBeNull();
    expect(due("We will call you back, but not before Thursday.")).toBeNull();
  });

  test("after something else happens is not known yet", () => {
    expect(find("As soon as we hear from the workshop, we will write within two days.")).toMatchObject([
      { dueAt: null },
    ]);
  });
});

test("a condition of courtesy leaves a promise one, any other does not", () => {
  expect(find("I'll call you tomorrow, if that suits you.")).toHaveLength(1);
  expect(find("I'll call you tomorrow, if you send us the number.")).toEqual([]);
});

test("a language that we do not speak promises nothing", () => {
  expect(
    findPromises("Ich melde mich morgen.", { language: "other", now: tuesday, timeZone: "UTC" }),
  ).toEqual([]);
});

test("whatever is written, what is found stands where it says, in order", () => {
  const bits = locales.flatMap((language) => casesOf(language, "seen").map(({ text }) => text));
  const written = fc
    .array(
      fc.oneof(
        fc.constantFrom(...bits),
        fc.string({ unit: "binary" }),
        fc.constantFrom(" ", "\n", "«", "\u0301", "ﷺ", "…"),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(written, fc.constantFrom(...locales), (text, language) => {
      let end = 0;
      for (const { from, to, text: sentence, dueWords } of find(text, language)) {
        expect(text.slice(from, to)).toBe(sentence);
        expect(from).toBeGreaterThanOrEqual(end);
        if (dueWords !== null) expect(sentence).toContain(dueWords);
        end = to;
      }
    }),
    { numRuns: 150 },
  );
});

test.each(locales)("the sentences from which the rules were made are read right: %s", (language) => {
  const wrong = casesOf(language, "seen").filter((one) => {
    const { promise, due: at } = answerTo(one, language);
    return promise !== one.promise || at !== one.due;
  });
  expect(wrong).toEqual([]);
});

/** On sentences that the rules were not made with; a little below what was measured. */
const floors: Record<Locale, Pick<PromiseFigures, "precision" | "recall" | "rightDue">> = {
  en: { precision: 0.98, recall: 0.98, rightDue: 0.96 },
  ru: { precision: 0.96, recall: 0.98, rightDue: 0.98 },
  uk: { precision: 0.95, recall: 0.98, rightDue: 0.98 },
  zh: { precision: 0.98, recall: 0.91, rightDue: 0.98 },
  ar: { precision: 0.96, recall: 0.91, rightDue: 0.98 },
};

test("promises are found as well as the paper says", () => {
  const figures = promiseFigures("held-out");
  console.table(figures);
  for (const { language, ...measured } of figures)
    for (const [figure, floor] of Object.entries(floors[language]))
      expect([language, figure, measured[figure as "recall"]]).toEqual([
        language,
        figure,
        expect.toSatisfy((share: number) => share >= floor),
      ]);
});
