import { expect, test } from "vitest";
import type { Language } from "../../contract/languages.ts";
import { whichLanguage } from "./which-language.ts";

const cases: [Language, string[]][] = [
  [
    "ru",
    [
      "Где мой заказ? Вы обещали.",
      "спс",
      "спасибо",
      "wifi не работает",
      "Samsung Galaxy Watch сломался",
      "Помилуйте, экран разбит",
      "Помогите с iPhone 15 Pro Max пожалуйста",
      "Ошибка E17 на https://example.com/very/long/latin/address",
      "Здравствуйте, я заказывал кофе «Київ» в вашем магазине",
      "Меня зовут Әсел, где мой заказ",
      "Когда откроется магазин на улице Незалежності?",
      "Работаете ли вы 9 мая?",
      "пицца холодная, благодаря вашему курьеру",
      "НЕ РАБОТАЕТ НИЧЕГО",
    ],
  ],
  [
    "uk",
    [
      "Де моє замовлення?",
      "дякую",
      "дуже дякую",
      "зв'язок пропав",
      "звʼязок пропав",
      "зв`язок пропав",
      "Менi потрiбна допомога",
      "коли доставка",
      "треба зараз",
      "дзеркало розбите",
      "ще чекаю",
      "Замовляв сыр «Пошехонский», а привезли інше",
      "app не працює після оновлення",
      "НЕ ПРАЦЮЄ НІЧОГО",
    ],
  ],
  [
    "zh",
    [
      "app闪退",
      "退款",
      "我的iPhone 15 Pro Max坏了",
      "退款!!! AB-1204",
      "訂單還沒到",
      "鲜の每日 什么时候开门",
    ],
  ],
  [
    "ar",
    [
      "شكرا",
      "شكراً جزيلاً",
      "AB-1204 لم يصل الطلب حتى الآن",
      "الواي فاي ينقطع على Samsung Galaxy",
      "وين طلبي",
      "جهاز پلايستيشن لا يعمل",
      "٣ أيام",
    ],
  ],
  [
    "en",
    [
      "ok",
      "OK!",
      "refund pls",
      "thx",
      "iPhone 15 Pro Max",
      "ERR_CONNECTION_REFUSED",
      "Where is it?",
      "Lumen Pro",
      "my café order is late",
    ],
  ],
  [
    "other",
    [
      "Danke",
      "Wo ist mein Paket?",
      "merci beaucoup",
      "¿Dónde está mi pedido?",
      "Gdzie jest paczka?",
      "Siparişim nerede",
      "Đơn hàng của tôi ở đâu",
      "ありがとう",
      "注文した商品が届きません",
      "환불해 주세요",
      "سفارش من کجاست؟",
      "میرا آرڈر کہاں ہے",
      "Къде е моята поръчка",
      "Где је моја поруџбина?",
      "Менің тапсырысым қайда?",
      "איפה ההזמנה שלי",
    ],
  ],
  [
    "unknown",
    [
      "",
      "12345 !!! 🙂",
      "👍👍",
      "https://example.com/where-is-my-order",
      "ines@radsport.example",
      "٣٤٥",
      "???",
    ],
  ],
];

test.each(cases.flatMap(([language, texts]) => texts.map((text) => [text, language] as const)))(
  "%s is %s",
  (text, language) => {
    const verdict = whichLanguage(text);
    expect(verdict.language).toBe(language);
    expect(verdict.p).toBeGreaterThan(0.5);
    expect(verdict.p).toBeLessThanOrEqual(1);
  },
);

test("what is quoted from somebody else does not count, unless nothing else is said", () => {
  expect(
    whichLanguage("Дякую, все зрозуміло\n> Thank you for your order.\n> It is on its way.").language,
  ).toBe("uk");
  expect(whichLanguage("> Где мой заказ?\n> Вы обещали.").language).toBe("ru");
});

test("a word that both languages have follows whom we know, in the order given", () => {
  for (const text of ["все супер", "карта", "телефон", "номер"]) {
    expect(whichLanguage(text, ["uk"]).language, text).toBe("uk");
    expect(whichLanguage(text, ["ru"]).language, text).toBe("ru");
    expect(whichLanguage(text, ["unknown", "zh", "uk", "ru"]).language, text).toBe("uk");
  }
});

test("a prior does not outvote a text that is sure", () => {
  expect(whichLanguage("Де моє замовлення?", ["ru"]).language).toBe("uk");
  expect(whichLanguage("Где мой заказ? Вы обещали.", ["uk"]).language).toBe("ru");
  expect(whichLanguage("Где мой новый заказ", ["uk"]).language).toBe("ru");
  expect(whichLanguage("Where is my order?", ["ar"]).language).toBe("en");
  expect(whichLanguage("退款", ["en"]).language).toBe("zh");
});

test("ok, a brand or a code does not flip a conversation", () => {
  for (const text of ["ok", "iPhone 15 Pro Max", "ERR_CONNECTION_REFUSED"])
    for (const usual of ["ru", "uk", "zh", "ar"] as const)
      expect(whichLanguage(text, [usual]).language, text).toBe(usual);
});

test("an unsure verdict says so", () => {
  expect(whichLanguage("карта").p).toBeLessThan(0.9);
  expect(whichLanguage("ok").p).toBeLessThan(0.9);
  expect(whichLanguage("Где мой заказ? Вы обещали.").p).toBeGreaterThan(0.95);
  expect(whichLanguage("Де моє замовлення?").p).toBeGreaterThan(0.95);
});
