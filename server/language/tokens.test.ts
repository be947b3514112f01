import { expect, test } from "vitest";
import type { Language } from "../../contract/languages.ts";
import { bigramsOf, tokensOf } from "./tokens.ts";

const words = (text: string, language: Language) => tokensOf(text, language).map((token) => token.folded);
const stems = (text: string, language: Language) => tokensOf(text, language).map((token) => token.stem);
const scripts = (text: string, language: Language) => tokensOf(text, language).map((token) => token.script);

test("every word stands where it says it stands", () => {
  for (const [language, text] of [
    ["en", "Where's my order TND-10234? I'm waiting 🙂 since 12.05, wi-fi is down"],
    ["ru", "Ещё раз: за́каз №12345 с Wildberries не пришёл"],
    ["uk", "Зв’язок зник, під`їзд 5, п'ять днів"],
    ["zh", "𠮷我的訂單還沒有收到，app閃退了https://a.cn/x的订单"],
    ["ar", "أريدُ استرجاع المبلغ من الفاتـــورة رقم ١٢٣٤ iPhone"],
    ["other", "Καλημέρα, こんにちは ŁÓDŹ e\u0301t\u0065\u0301"],
  ] as const)
    for (const token of tokensOf(text, language)) expect(text.slice(token.start, token.end)).toBe(token.text);
});

test("a run of one script goes by the rules of its own language", () => {
  expect(stems("получил notifications", "ru")).toEqual(["получ", "notif"]);
  expect(stems("замовленням", "uk")).toEqual(stems("замовлення", "uk"));
  expect(stems("заказами", "zh")).toEqual(stems("заказ", "unknown"));
  expect(scripts("app退款 заказ ١٢ فاتورة Καλημέρα", "zh")).toEqual([
    "latin",
    "han",
    "cyrillic",
    "digit",
    "arabic",
    "other",
  ]);
});

test("a link and an address are one word each", () => {
  expect(stems("write to ines@example.com or see https://example.com/a?b=1.", "en")).toEqual([
    "write",
    "to",
    "<email>",
    "or",
    "see",
    "<url>",
  ]);
  expect(tokensOf("(www.example.com/path).", "en").map((token) => token.text)).toEqual([
    "www.example.com/path",
  ]);
  expect(stems("зайдите на example.com/faq", "ru").at(-1)).toBe("<url>");
  expect(words("看https://example.cn/x的订单", "zh")).toEqual(["看", "https://example.cn/x", "的", "订单"]);
  expect(words("All good.Thanks", "en")).toEqual(["all", "good", "thanks"]);
});

test.each([
  ["TND-10234", ["tnd-10234"]],
  ["ORD-2026-000123", ["ord-2026-000123"]],
  ["E05", ["e05"]],
  ["WH-1000XM4", ["wh-1000xm4"]],
  ["0xC0000005", ["0xc0000005"]],
  ["iphone15", ["iphone", "15"]],
  ["windows-11", ["windows", "11"]],
  ["10kg", ["10", "kg"]],
  ["100200300400", ["100200300400"]],
  ["+7 (912) 345-67-89", ["7", "912", "345", "67", "89"]],
  ["well-known", ["well", "known"]],
  ["e-mail Wi-Fi", ["email", "wifi"]],
  ["ＡＢＣ１２３", ["abc123"]],
])("%s is read as %j", (text, folded) => {
  expect(words(text, "en")).toEqual(folded);
});

test("a code is found however its hyphens are written", () => {
  expect(stems("tnd-10234", "en")).toEqual(stems("TND10234", "ru"));
});

test("Chinese comes as words, simplified, and as overlapping pairs", () => {
  expect(words("我的訂單還沒有收到", "zh")).toEqual(words("我的订单还没有收到", "zh"));
  expect(words("我要退款", "zh")).toContain("退款");
  expect(bigramsOf("退款單 app閃退 好")).toEqual(["退款", "款单", "闪退", "好"]);
  expect(bigramsOf("𠮷野家")).toEqual(["𠮷野", "野家"]);
  expect(bigramsOf("no Han here")).toEqual([]);
});

test("what nobody wrote by hand is cut and does not hold anybody up", () => {
  expect(tokensOf("a ".repeat(80_000), "en")).toHaveLength(50_000);
  for (const piece of ["a.", "a-", "a-1", "a'", "http://", "@", "a@", "www.", "ا\u0640", "и\u0301"])
    expect(tokensOf(piece.repeat(60_000), "en").length).toBeLessThan(100_000);
});

test("nothing to read gives no words", () => {
  expect(tokensOf("", "unknown")).toEqual([]);
  expect(tokensOf(" … 🙂 — !!! \u0301", "unknown")).toEqual([]);
});
