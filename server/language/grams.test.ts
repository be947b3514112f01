import { expect, test } from "vitest";
import { gramsOf } from "./grams.ts";

test("a word of one language shares its grams with its sister in the other", () => {
  expect(gramsOf("доставка")).toEqual(["дост", "оста", "став", "тавк", "авка"]);
  expect(gramsOf("Відповідь")).toEqual(gramsOf("видповид"));
  expect(gramsOf("ґарантія")).toEqual(gramsOf("гарантия"));
  expect(gramsOf("зв'язок")).toEqual(["звяз", "вязо", "язок"]);
  expect(gramsOf("объект")).toEqual(gramsOf("обект"));
  expect(gramsOf("электро")).toEqual(gramsOf("єлектро"));
});

test("a short word is its only gram, and none is none", () => {
  expect(gramsOf("чек")).toEqual(["чек"]);
  expect(gramsOf("退款")).toEqual(["退款"]);
  expect(gramsOf("")).toEqual([]);
  expect(gramsOf("ananananan")).toEqual(["anan", "nana"]);
});
