import { expect, test } from "vitest";
import type { Locale } from "../../contract/languages.ts";
import { nothingTakenOut, redact, withoutCourtesies } from "./redact.ts";

const cases: [locale: Locale, names: string[], given: string, kept: string][] = [
  ["en", ["Ines Duarte"], "Ines Duarte wrote, and Ines's bike too.", "[name] wrote, and [name] bike too."],
  ["en", [], "Write to ines.duarte+x@mail.example.com today.", "Write to [address] today."],
  ["en", [], "Call +44 20 7946 0958 or (020) 7946-0958.", "Call [phone] or [phone]."],
  ["en", [], "Order KB-104233 and #84213 were sent.", "Order [number] and [number] were sent."],
  ["en", [], "It came to 14 Market Street, BS1 4DJ.", "It came to [address], [address]."],
  [
    "en",
    [],
    "The error E-SYNC-401 shows on City 7 in 2026.",
    "The error E-SYNC-401 shows on City 7 in 2026.",
  ],
  ["en", [], "My card 4111 1111 1111 1111 was charged £249.", "My card [number] was charged £249."],
  ["en", [], "Track it at https://post.example/t?code=ab12 please.", "Track it at [address] please."],
  ["en", [], "It arrived on 2026-03-12, not 12.03.2026.", "It arrived on 2026-03-12, not 12.03.2026."],
  [
    "ru",
    ["Анна Соколова"],
    "Анна, для Анны Соколовой заказ 104233.",
    "[имя], для [имя] [имя] заказ [номер].",
  ],
  ["ru", [], "Доставили на ул. Ленина, д. 14, кв. 5.", "Доставили на [адрес]."],
  ["ru", [], "Мой номер 8 (912) 345-67-89.", "Мой номер [телефон]."],
  ["uk", ["Оксана Бондар"], "Оксано, передаємо Оксані посилку.", "[імʼя], передаємо [імʼя] посилку."],
  ["uk", [], "Адреса: вул. Хрещатик, 22.", "Адреса: [адреса]."],
  ["zh", ["王小明"], "王小明您好，小明的订单104233已寄出。", "[姓名]您好，[姓名]的订单[编号]已寄出。"],
  ["zh", [], "地址是朝阳区建国路88号，电话13800138000。", "[地址]，电话[电话]。"],
  ["ar", ["سارة العلي"], "وصل طلب سارة العلي رقم 558812.", "وصل طلب [الاسم] رقم [الرقم]."],
  ["ar", [], "هاتفي ٠٥٠١٢٣٤٥٦٧ وبريدي sara@mail.example.", "هاتفي [الهاتف] وبريدي [العنوان]."],
];
test.each(cases)("in %s, what belongs to one person goes (%#)", (locale, names, given, kept) => {
  expect(redact(given, names, locale, nothingTakenOut())).toBe(kept);
});

const courtesies: [given: string, kept: string][] = [
  ["Hi Nina,\n\nthe chain drops.\n\nKind regards,\nInes", "The chain drops."],
  ["Dear team, my bike is late", "My bike is late"],
  ["Здравствуйте, Нина!\nЦепь слетает.\n\nС уважением,\nАнна", "Цепь слетает."],
  ["Доброго дня! Ланцюг злітає.\n\nДякую,\nОксана", "Ланцюг злітає."],
  ["您好！链条总掉。\n\n祝好\n王小明", "链条总掉。"],
  ["مرحبًا نينا،\nالسلسلة تسقط.\n\nمع التحية،\nسارة", "السلسلة تسقط."],
  [
    "The chain drops. Thanks in advance for help with it.",
    "The chain drops. Thanks in advance for help with it.",
  ],
  ["Reset it.\n--\nNina\nKolo Bikes", "Reset it."],
];
test.each(courtesies)("greetings and closing words go (%#)", (given, kept) => {
  expect(withoutCourtesies(given, nothingTakenOut())).toBe(kept);
});

test("what was taken out is counted", () => {
  const taken = nothingTakenOut();
  redact(
    withoutCourtesies("Hi Nina,\nI am Ines, ines@x.example, order 104233.", taken),
    ["Ines"],
    "en",
    taken,
  );
  expect(taken).toEqual({ names: 1, addresses: 1, phones: 0, numbers: 1, greetings: 1 });
});
