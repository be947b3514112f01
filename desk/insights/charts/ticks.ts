/** Steps of time that people count in, in seconds. */
const timeSteps = [
  1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400, 172_800,
  259_200, 604_800, 1_209_600, 2_592_000,
];

/** Where an axis from zero to `most` has its marks: at round numbers, at whole hours or days, at tenths. */
export function niceTicks(most: number, is: "count" | "share" | "duration"): number[] {
  const step = is === "duration" ? timeStep(most) : is === "share" ? shareStep(most) : countStep(most);
  const ticks = [0];
  while (ticks.at(-1)! < most) ticks.push(Number((ticks.at(-1)! + step).toPrecision(12)));
  return ticks.length > 1 ? ticks : [0, step];
}

const wanted = 4;

const timeStep = (most: number) =>
  timeSteps.find((step) => most / step <= wanted) ?? Math.ceil(most / wanted / 2_592_000) * 2_592_000;

const shareStep = (most: number) =>
  [0.01, 0.02, 0.05, 0.1, 0.25].find((step) => most / step <= wanted) ?? 0.25;

function countStep(most: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, most / wanted)));
  return [1, 2, 5, 10].map((times) => times * size).find((step) => most / step <= wanted) ?? 10 * size;
}
