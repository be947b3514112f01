import { expect, test } from "vitest";
import { marked, wordsToPutIn } from "./put-in.ts";

test("a link carries the title, whatever signs stand in it", () => {
  const article = {
    title: 'Chains & "links" <new>',
    url: "https://help.kolo.example/en/7?a=1&b=2",
    html: "<p>x</p>",
  };
  expect(wordsToPutIn(article, "link")).toBe(
    '<a href="https://help.kolo.example/en/7?a=1&amp;b=2">Chains &amp; &quot;links&quot; &lt;new&gt;</a> ',
  );
  expect(wordsToPutIn(article, "text")).toBe("<p>x</p>");
});

test.each([
  ["Where is my order", [[12, 17]], "Where is my [order]"],
  [
    "Где заказ",
    [
      [4, 9],
      [0, 3],
    ],
    "[Где] [заказ]",
  ],
  ["nothing", [], "nothing"],
  [
    "twice",
    [
      [0, 3],
      [1, 4],
    ],
    "[twi]ce",
  ],
] as const)("in %j what was looked for is marked", (text, marks, shown) => {
  expect(
    marked(text, marks)
      .map(({ words, isMarked }) => (isMarked ? `[${words}]` : words))
      .join(""),
  ).toBe(shown);
});
