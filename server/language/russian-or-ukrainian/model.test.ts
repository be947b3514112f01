import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ukrainianLogit } from "./model.ts";
import { fittedTo, quantised, readExamples } from "./train.ts";

test("the words in the repository give the weights in the repository, byte for byte", () => {
  const trained = quantised(fittedTo(readExamples()));
  expect(Buffer.from(trained.buffer).equals(readFileSync(join(import.meta.dirname, "weights.bin")))).toBe(
    true,
  );
});

test("a word that only one language has is told by its n-grams alone, one that both have is not", () => {
  for (const word of ["дуже", "треба", "замовлення", "чекаю", "посилка"])
    expect(ukrainianLogit(word), word).toBeGreaterThan(0.5);
  for (const word of ["очень", "нужно", "спасибо", "когда", "заказ"])
    expect(ukrainianLogit(word), word).toBeLessThan(-0.5);
  for (const word of ["супер", "телефон", "карта", "номер"])
    expect(Math.abs(ukrainianLogit(word)), word).toBeLessThan(2.2);
});
