import { expect, test } from "vitest";
import { suggestionsFor } from "./search-suggestions.ts";

const known = { tag: ["late parcel", "warranty"], brand: ["Kolo Bikes"] };

test.each([
  ["fr", "en", ["from:"]],
  ["refund st", "en", ["refund status:"]],
  ["refund -ta", "en", ["refund -tag:"]],
  ["is:", "en", ["is:open ", "is:closed ", "is:unread ", "is:waiting "]],
  ["is:un", "en", ["is:unread "]],
  ["tag:la", "en", ['tag:"late parcel" ']],
  ['tag:"late p', "en", ['tag:"late parcel" ']],
  ["мет", "ru", ["метка:"]],
  ["это:не", "ru", ["это:непрочитано "]],
  ["标", "zh", ["标签:"]],
  ["brand:ko", "ar", ['brand:"Kolo Bikes" ']],
  ["refund ", "en", []],
  ["broken pedal", "en", []],
  ["tag:warranty", "en", []],
] as const)("“%s” in %s may become %j", (written, locale, texts) =>
  expect(suggestionsFor(written, locale, known).map(({ text }) => text)).toEqual(texts),
);

test("an empty search is told every operator", () =>
  expect(suggestionsFor("", "en", known)).toHaveLength(15));
