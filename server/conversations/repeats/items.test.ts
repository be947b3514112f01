import { describe, expect, test } from "vitest";
import { itemsInFields, namedIn } from "./items.ts";

const items: [string, string[]][] = [
  ["Order KB-20417 has not come", ["KB20417"]],
  ["kb20417 or KB_20417", ["KB20417"]],
  ["Заказ КВ-20417, буквы русские", ["KB20417"]],
  ["Заказ № 4471", ["4471"]],
  ["订单号：88119002说好周三送", ["88119002"]],
  ["رقم الطلب ٤٤٧١٩٢٠ لم يصل", ["4471920"]],
  ["Ｓ／Ｎ ＨＸ９９１２０Ｂ", ["HX99120B"]],
  ["booking XK82QP, seat 14C", ["XK82QP"]],
  ["contract RC-88120-7 and RE-2024-1187", ["RC881207", "RE20241187"]],
  ["invoice 1187", ["1187"]],
  ["twice 88119002 and 88119002", ["88119002"]],
];

const none = [
  "It has been 1187 days",
  "on 2024-11-12, 12/11/2024 or 12.11.2024 at 16:00",
  "I paid 12000 rub, 12000 грн, 15000元 and €25000",
  "списали 12000 рублей",
  "my iPhone15, Windows 11, a 1000mAh battery, 500gb, 1080p",
  "the code SPRING15 and the fault E15",
  "call +44 7700 900118 or 067 111 22 33",
  "ines12345@customers.example and https://shop.example/orders/558210",
  "a 30-day trial, 24-hour service",
  "",
];

describe("items", () => {
  test.each(items)("of “%s” are %j", (text, expected) => {
    expect(namedIn(text).items).toEqual(expected);
  });
  test.each(none)("of “%s” are none", (text) => {
    expect(namedIn(text).items).toEqual([]);
  });
});

test("addresses, telephones and numbers of former letters are read as well", () => {
  expect(
    namedIn(
      "I am Ines@Shop.example, +44 7700 900118. My ticket no. 1042, see also #77, order #4471 and order no. 5520.",
    ),
  ).toEqual({
    items: ["4471", "5520"],
    written: { 4471: "4471", 5520: "5520" },
    emails: ["ines@shop.example"],
    phones: ["+44 7700 900118", "447700900118", "+447700900118"],
    numbers: [1042],
    hashed: [77],
  });
  for (const text of ["обращение № 1042", "Моє звернення 1042", "工单号：1042", "التذكرة رقم ١٠٤٢"])
    expect(namedIn(text).numbers).toEqual([1042]);
  for (const text of ["[#1042] Re: hello", "№ 1042"]) expect(namedIn(text).hashed).toEqual([1042]);
});

test("what is written into a field is a number, however short; a list of a hundred is cut", () => {
  expect(
    itemsInFields({ order_number: "4471", serial_number: "hx-99120-b", colour: "red", amount: 25000 }),
  ).toEqual(["4471", "HX99120B"]);
  const list = Array.from({ length: 100 }, (_, at) => 100_000 + at).join(" ");
  expect(namedIn(list).items).toHaveLength(20);
});

test("a text without end is read in no time worth naming", () => {
  for (const text of [
    "7".repeat(200_000),
    "a1-".repeat(70_000),
    "(12) 34 ".repeat(25_000),
    "a@".repeat(100_000),
  ])
    expect(namedIn(text).items.length).toBeLessThanOrEqual(20);
});
