import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../../../test/database.ts";
import { type SearchFigure, searchFigures } from "./figures.ts";

const database = await freshDatabase();
// The languages are measured side by side, each in a transaction of its own.
const db = database.open(12);
afterAll(() => database.drop());

const figures = await searchFigures(db);
process.stdout.write(
  `\n${["asked", "question", "language", "n", "R@1", "R@5", "MRR@10"].join("\t")}\n${figures
    .map(({ set, what, language, questions, first, five, mrr }) =>
      [set, what, language, questions, first, five, mrr].join("\t"),
    )
    .join("\n")}\n`,
);

/** A little under what is reached: of the questions as they were asked, and the worst of all else. */
const floors: Record<SearchFigure["set"], Record<string, number>> = {
  named: { en: 0.95, ru: 0.96, uk: 0.95, zh: 0.96, ar: 0.95 },
  vague: { en: 0.66, ru: 0.48, uk: 0.55, zh: 0.69, ar: 0.65 },
};
const fingersFloor = { named: 0.88, vague: 0.38 };
const sisterFloor = { named: 0.93, vague: 0.5 };

test.each(figures)("$set, $what, $language: $first first, $five in five, MRR $mrr", (figure) => {
  const { set, what, language, mrr } = figure;
  const floor = language.includes("→")
    ? sisterFloor[set]
    : what.startsWith("as asked")
      ? floors[set][language]!
      : fingersFloor[set];
  expect(mrr).toBeGreaterThanOrEqual(floor);
});

test("each language is measured on as many questions as the others", () => {
  const asked = (set: string) =>
    figures
      .filter((one) => one.set === set && one.what === "as asked")
      .map(({ language, questions }) => [language, questions]);
  expect(asked("named")).toEqual(["en", "ru", "uk", "zh", "ar"].map((language) => [language, 50]));
  expect(asked("vague")).toEqual(["en", "ru", "uk", "zh", "ar"].map((language) => [language, 200]));
});
