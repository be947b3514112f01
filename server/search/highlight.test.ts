import fc from "fast-check";
import { expect, test } from "vitest";
import type { Language } from "../../contract/languages.ts";
import { excerptOf, highlight, markerOf, phrasesIn } from "./highlight.ts";

const shown = (text: string, query: string, language: Language, isBegun = false) => {
  let result = "";
  let done = 0;
  for (const [start, end] of highlight(text, markerOf(query, { isBegun }), language)) {
    result += `${text.slice(done, start)}[${text.slice(start, end)}]`;
    done = end;
  }
  return result + text.slice(done);
};

test.each([
  ["en", "refunds order", "We refunded your orders.", "We [refunded] your [orders]."],
  ["ru", "возвраты", "Оформим возврат завтра.", "Оформим [возврат] завтра."],
  ["uk", "звязок", "Немає зв’язку вже годину.", "Немає [зв’язку] вже годину."],
  ["uk", "доставка", "Доставку перенесли.", "[Доставку] перенесли."],
  ["ar", "الطلب", "وصلت طلباتكم أمس", "وصلت [طلباتكم] أمس"],
  ["ar", "تأكيد", "نحتاج إلى تَأْكِيد", "نحتاج إلى [تَأْكِيد]"],
  ["zh", "退款", "我要申请退款，谢谢", "我要申请[退款]，谢谢"],
  ["zh", "退款", "我要申請退款單", "我要申請[退款]單"],
  ["en", "tnd-10234", "Order TND-10234 is late", "Order [TND-10234] is late"],
  ["en", "10234", "Order TND-10234 is late", "Order [TND-10234] is late"],
  ["en", "customers.example", "Mail ines@customers.example", "Mail [ines@customers.example]"],
  ["ru", "app", "Вылетает app после входа", "Вылетает [app] после входа"],
  ["en", "xyz", "Nothing of it", "Nothing of it"],
] as const)("%s: %s is marked in “%s”", (language, query, text, marked) =>
  expect(shown(text, query, language)).toBe(marked),
);

test("a word that is only begun is marked whole", () =>
  expect(shown("The delivery is late", "deliv", "en", true)).toBe("The [delivery] is late"));

test.each([
  ["the left pedal", "I lost The  LEFT pedal.", true],
  ["the left pedal", "I lost the left and the right pedal", false],
  ["pedals", "a pedal", false],
  ["退款单", "查看退款单号", true],
  ["п'ять днів", "Минуло п’ять днів", true],
] as const)("the phrase “%s” in “%s”: %s", (phrase, text, there) =>
  expect(phrasesIn(text, phrase).length > 0).toBe(there),
);

test("an excerpt shows where the words stand together", () => {
  const text = `${"Once upon a time there was a bell. ".repeat(20)}The brake squeals when it rains. ${"And so on. ".repeat(50)}`;
  const { text: excerpt, marks } = excerptOf(text, markerOf("brakes squealing rain"), "en");
  expect(excerpt).toMatch(/^….*The brake squeals when it rains\..*…$/);
  expect(marks.map(([start, end]) => excerpt.slice(start, end))).toEqual(["brake", "squeals", "rains"]);
});

test("a word at the end of a text stands near the beginning of its excerpt, where a narrow row shows it", () => {
  const text = "I sent the folding bicycle back on the third and nobody has told me a word about my refund.";
  const { text: excerpt, marks } = excerptOf(text, markerOf("refund"), "en");
  expect(excerpt).toBe("…a word about my refund.");
  expect(marks).toHaveLength(1);
});

test("marks lie in the text, in order, and never over each other, whatever the text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(fc.constantFrom("brake ", "тормоз", "退款", "طلب ", " ", "'", "ё"), { maxLength: 80 })
      .map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, fc.constantFrom("brake тормоз", "退款 طلب", "b"), (given, query) => {
      const { text: excerpt, marks } = excerptOf(
        given,
        markerOf(query, { isBegun: true, phrases: ["brake"] }),
        "ru",
      );
      let last = -1;
      for (const [start, end] of marks) {
        expect(start).toBeGreaterThan(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(excerpt.length);
        last = end - 1;
      }
    }),
  );
});
