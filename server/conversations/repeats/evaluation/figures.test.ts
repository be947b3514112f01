import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { locales } from "../../../../contract/languages.ts";
import { baseModel } from "../../../triage/index.ts";
import { weights } from "../weights.ts";
import { repeatFigures, wildFigures } from "./figures.ts";
import { findWeights, tuningExamples } from "./find-weights.ts";
import { pairsOf } from "./pairs.ts";

test.each(locales)("there are enough pairs in %s, of both kinds, also held out", (language) => {
  const pairs = pairsOf(language);
  const held = pairs.filter(({ isHeldOut }) => isHeldOut);
  expect(pairs.length).toBeGreaterThanOrEqual(150);
  expect(held.filter(({ isSame }) => isSame).length).toBeGreaterThanOrEqual(15);
  expect(held.filter(({ isSame }) => !isSame).length).toBeGreaterThanOrEqual(15);
});

test("the weights are those that the pairs give", async () => {
  expect(findWeights(tuningExamples(await baseModel()))).toEqual(weights);
});

test("what is taken for a repeat is one, in pairs that nothing was learnt from", async () => {
  const figures = await repeatFigures({ isHeldOut: true });
  const all = figures.find(({ language }) => language === "all")!;
  expect(all.precision).toBeGreaterThanOrEqual(0.9);
  expect(all.recall).toBeGreaterThanOrEqual(0.6);
  for (const one of figures) {
    expect(one.precision).toBeGreaterThanOrEqual(0.8);
    expect(one.recall).toBeGreaterThanOrEqual(0.5);
  }
});

test("different matters in long letters of one customer are seldom taken for one", async () => {
  const { pairs, wrong } = await wildFigures({ isHeldOut: true });
  expect(pairs).toBeGreaterThan(100);
  expect(wrong).toBeLessThanOrEqual(0.04);
});

test("the paper says what was measured", async () => {
  const share = (n: number) => `${(100 * n).toFixed(0)} %`;
  const paper = await readFile(join(import.meta.dirname, "../../../../docs/first-contact.md"), "utf8");
  const held = await repeatFigures({ isHeldOut: true });
  const learnt = await repeatFigures({ isHeldOut: false });
  const rows = held.map(
    ({ language, pairs, precision, recall }, at) =>
      `| ${language} | ${pairs} | ${share(precision)} | ${share(recall)} | ${learnt[at]!.pairs} | ${share(learnt[at]!.precision)} | ${share(learnt[at]!.recall)} |`,
  );
  expect(paper).toContain(rows.join("\n"));
  const wild = [await wildFigures({ isHeldOut: true }), await wildFigures({ isHeldOut: false })];
  expect(paper).toContain(
    `${wild[0]!.pairs} pairs held out, ${(100 * wild[0]!.wrong).toFixed(1)} %; ${wild[1]!.pairs} others, ${(100 * wild[1]!.wrong).toFixed(1)} %`,
  );
});
