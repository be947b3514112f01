import fc from "fast-check";
import { expect, test } from "vitest";
import { foldWord } from "./fold.ts";

test.each([
  ["Order", "order"],
  ["Ｏｒｄｅｒ１２", "order12"],
  ["customer's", "customers"],
  ["don’t", "dont"],
  ["café", "café"],
  ["cafe\u0301", "café"],
  ["Ещё", "еще"],
  ["Е\u0308ж", "еж"],
  ["за\u0301мок", "замок"],
  ["мой", "мой"],
  ["мои\u0306", "мой"],
  ["Зв'язок", "звязок"],
  ["зв’язок", "звязок"],
  ["звʼязок", "звязок"],
  ["зв`язок", "звязок"],
  ["зв´язок", "звязок"],
  ["Ґанок", "ґанок"],
  ["їжа", "їжа"],
  ["فاتُورَةٌ", "فاتوره"],
  ["فاتـــورة", "فاتوره"],
  ["أحمد", "احمد"],
  ["إلغاء", "الغاء"],
  ["آخر", "اخر"],
  ["شكوى", "شكوي"],
  ["مسؤول", "مسوول"],
  ["رسائل", "رسايل"],
  ["کتاب", "كتاب"],
  ["خیلی", "خيلي"],
  ["١٢٣٤", "1234"],
  ["۱۲۳۴", "1234"],
  ["ﻻ", "لا"],
  ["訂單", "订单"],
  ["裡面", "里面"],
  ["退款", "退款"],
  ["so\u00adft", "soft"],
])("%s is folded to %s", (word, folded) => {
  expect(foldWord(word)).toBe(folded);
});

const ours = [..."aZéßİＡ’'´éйЁїЄґъьأؤئىةکیـٌ١۱訂单裡\u0301\u0306\u0308\u00ad"];

test("what is folded stays as it is when it is folded again", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...ours), maxLength: 12 }), (word) => {
      const once = foldWord(word);
      expect(foldWord(once)).toBe(once);
    }),
  );
});
