import { expect, test } from "vitest";
import { directionOf } from "./direction.ts";

test.each([
  ["Where is my order?", "ltr"],
  ["أين طلبي؟", "rtl"],
  ["Order #48213 لم يصل الطلب بعد", "rtl"],
  ["48213 هو رقم الطلب", "rtl"],
  ["Pixel 9 Pro XL: التطبيق يتوقف عن العمل عند الفتح", "rtl"],
  ["The shop is called سلمى", "ltr"],
  ["Где мой заказ?", "ltr"],
  ["我的订单在哪里？", "ltr"],
  ["12:30", "ltr"],
  ["", "ltr"],
])("%j runs %s by its letters", (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test("the language says the direction when it is known", () => {
  expect(directionOf("app crash", "ar")).toBe("rtl");
  expect(directionOf("سلام", "en-GB")).toBe("ltr");
  expect(directionOf("سلام", "und")).toBe("rtl");
});
