import { expect, test } from "vitest";
import { figuresOf, type StemmedLanguage, stemFigures } from "./stem-figures.ts";

const figures = stemFigures();

test.each<[StemmedLanguage, together: number, wronglyJoined: number]>([
  ["uk", 0.97, 0.03],
  ["ar", 0.97, 0.03],
  ["ru", 0.93, 0.01],
  ["en", 0.94, 0.01],
])(
  "the forms of a word come together and different words stay apart: %s",
  (language, together, wronglyJoined) => {
    for (const { together: reached, wronglyJoined: joined } of Object.values(figures[language])) {
      expect(reached).toBeGreaterThanOrEqual(together);
      expect(joined).toBeLessThanOrEqual(wronglyJoined);
    }
  },
);

test("the figures stand on enough words", () => {
  expect(figures.uk.known.words).toBeGreaterThanOrEqual(250);
  expect(figures.uk.unseen.words).toBeGreaterThanOrEqual(80);
  expect(figures.ar.known.words).toBeGreaterThanOrEqual(80);
});

test("a form apart and a form joined are counted, one of the same root is not", () => {
  const byFirstTwo = (word: string) => word.slice(0, 2);
  expect(figuresOf("\nbank banks bunk\nbaker\n+ bakery bread\n", byFirstTwo)).toEqual({
    words: 3,
    forms: 6,
    together: 4 / 6,
    wronglyJoined: 4 / 6,
  });
  expect(figuresOf("care cares\n+ careful\n", byFirstTwo)).toMatchObject({ together: 1, wronglyJoined: 0 });
});
