import { expect, test } from "vitest";
import type { TranslationLine } from "../../contract/knowledge.ts";
import { languagesOf, readyOf, type Standing, standingOf } from "./standing.ts";

const line = (locale: TranslationLine["locale"], told: Partial<TranslationLine> = {}): TranslationLine => ({
  locale,
  title: "Chain",
  state: "published",
  hasChanges: false,
  isBehind: false,
  publishedAt: null,
  publishAt: null,
  withdrawAt: null,
  ...told,
});

test.each<[Partial<TranslationLine> | undefined, Standing]>([
  [undefined, "missing"],
  [{ state: "draft", hasChanges: true }, "draft"],
  [{ state: "scheduled" }, "scheduled"],
  [{}, "published"],
  [{ hasChanges: true }, "changed"],
  [{ isBehind: true }, "behind"],
  [{ isBehind: true, hasChanges: true }, "behind"],
])("a language of an article that is %j is %s", (told, standing) => {
  expect(standingOf(told && line("ru", told))).toBe(standing);
});

test("the source stands first among the languages, and one that nobody asks for is left out", () => {
  const languages = languagesOf({
    sourceLocale: "uk",
    translations: [line("en"), line("uk")],
    missing: ["ar"],
  });
  expect(languages.map(({ locale, translation }) => [locale, Boolean(translation)])).toEqual([
    ["uk", true],
    ["en", true],
    ["ar", false],
  ]);
});

test("what says nothing new is not ready to be published", () => {
  const lines = [line("en"), line("ru", { hasChanges: true }), line("ar", { state: "draft" })];
  expect(readyOf(lines).map(({ locale }) => locale)).toEqual(["ru", "ar"]);
});
