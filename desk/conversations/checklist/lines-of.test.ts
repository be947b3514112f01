import { expect, test } from "vitest";
import { linesOf } from "./lines-of.ts";

test.each([
  ["Call back\n\n Send the parts \r\nClose", ["Call back", "Send the parts", "Close"]],
  ["- [ ] Позвонить\n- [x] Отправить", ["Позвонить", "Отправить"]],
  ["1. Зателефонувати\n2) Надіслати", ["Зателефонувати", "Надіслати"]],
  ["1、打电话\n２．寄出", ["打电话", "寄出"]],
  ["١. اتصل بالعميل\n• أرسل القطعة", ["اتصل بالعميل", "أرسل القطعة"]],
  ["10-inch wheel\n3 spokes", ["10-inch wheel", "3 spokes"]],
  ["  \n", []],
])("%j", (text, items) => {
  expect(linesOf(text)).toEqual(items);
});

test("a text of thousands of lines is a hundred items, each no longer than one may be", () => {
  const items = linesOf(`${"x".repeat(900)}\n`.repeat(3_000));
  expect(items).toHaveLength(100);
  expect(items[0]).toHaveLength(500);
});
