import { expect, test } from "vitest";
import { questionsIn } from "./questions.ts";

test.each([
  [
    "headings that all ask",
    '<p>Before.</p><h2 id="a">How long?</h2><p>Two days.</p><ul><li><p>Or three.</p></li></ul><h2 id="b">多少钱？</h2><h3 id="c">Note</h3><p>Nothing.</p>',
    [
      { question: "How long?", answer: "Two days.\nOr three." },
      { question: "多少钱？", answer: "Note\nNothing." },
    ],
  ],
  [
    "pieces that open and all ask",
    "<details><summary>متى؟</summary><p>غدًا.</p></details><details><summary>أين؟</summary><p>هنا.</p></details>",
    [
      { question: "متى؟", answer: "غدًا." },
      { question: "أين؟", answer: "هنا." },
    ],
  ],
  [
    "a heading that does not ask",
    '<h2 id="a">How long?</h2><p>Two.</p><h2 id="b">Prices</h2><p>Three.</p>',
    [],
  ],
  ["a question without an answer", '<h2 id="a">How long?</h2><h2 id="b">How much?</h2><p>Three.</p>', []],
  ["a single question", '<h2 id="a">How long?</h2><p>Two.</p>', []],
  ["no questions", "<p>What? Yes.</p>", []],
])("what is questions with answers is told from what is not: %s", (_, html, questions) => {
  expect(questionsIn(html)).toEqual(questions);
});
