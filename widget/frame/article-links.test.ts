import { expect, test } from "vitest";
import { articleIn } from "./article-links.ts";

const centre = "https://care.example/help/kolo";
test.each([
  [`${centre}/en/articles/12-brakes-squeal`, 12],
  [`${centre}/zh/articles/12`, 12],
  [`${centre}/ar/articles/7-%D8%A7%D9%84#third`, 7],
  [`${centre}/uk/articles/7?from=mail`, 7],
  [`${centre}/en/articles/12-brakes/`, 12],
  [`${centre}/en/articles/12-brakes/more`, null],
  [`${centre}/en/sections/12`, null],
  [`${centre}/en`, null],
  [`${centre}x/en/articles/12`, null],
  ["https://elsewhere.example/en/articles/12", null],
  [`https://elsewhere.example/?${centre}/en/articles/12`, null],
  [`${centre}/en/articles/9999999999`, null],
])("%s leads to article %s", (href, number) => {
  expect(articleIn(centre, href)).toBe(number);
});

test("without a help centre no link leads to an article", () => {
  expect(articleIn(null, "https://care.example/en/articles/12")).toBeNull();
});
