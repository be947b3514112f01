import { expect, test } from "vitest";
import { languageFigures } from "./figures.ts";

const floors = { sentences: 0.99, pairs: 0.98, words: 0.96 };

test.each(languageFigures())("$kind in $language are told right in $accuracy of $count", (figure) => {
  expect(figure.accuracy, JSON.stringify(figure.missed)).toBeGreaterThanOrEqual(floors[figure.kind]);
});

test("every kind is measured on enough texts", () => {
  const count = (kind: string, language: string) =>
    languageFigures().find((figure) => figure.kind === kind && figure.language === language)?.count ?? 0;
  for (const language of ["ru", "uk"]) {
    expect(count("sentences", language)).toBeGreaterThanOrEqual(150);
    expect(count("pairs", language)).toBeGreaterThanOrEqual(200);
    expect(count("words", language)).toBeGreaterThanOrEqual(200);
  }
  for (const language of ["zh", "ar", "en", "other"])
    expect(count("sentences", language)).toBeGreaterThanOrEqual(60);
});

test("what is said of the verdicts' certainty holds: p is near the share that is right", () => {
  for (const { kind, language, accuracy, meanP } of languageFigures())
    expect(Math.abs(accuracy - meanP), `${kind} ${language}`).toBeLessThan(0.12);
});
