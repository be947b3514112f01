import { expect, test } from "vitest";
import { triageFigures } from "../server/triage/figures.ts";
import { figuresAsTables } from "./figures.ts";

test("how well the five languages are understood is printed", async () => {
  const tables = await figuresAsTables();
  console.log(tables);
  expect(tables.split("\n").length).toBeGreaterThan(40);
});

/** What must hold in the worst language, and in the mean of all. */
const floors = {
  line: [0.93, 0.95],
  first: [0.85, 0.9],
  inThree: [0.95, 0.97],
  atOnce: [0.88, 0.92],
  afterNight: [0.88, 0.92],
  undisturbed: [0.93, 0.95],
} as const;

test.each(Object.entries(floors))("triage reaches its aim: %s", async (figure, [worst, mean]) => {
  const figures = (await triageFigures()).map((one) => one[figure as keyof typeof floors]);
  expect(Math.min(...figures)).toBeGreaterThanOrEqual(worst);
  expect(figures.reduce((sum, one) => sum + one, 0) / figures.length).toBeGreaterThanOrEqual(mean);
});
