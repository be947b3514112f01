import type { DemoConversation } from "../types.ts";

export const safraUk: DemoConversation[] = [
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "olena-zhuk",
    language: "uk",
    subject: "Столик на чотирьох із дитячим кріслом",
    tags: ["booking", "kids"],
    priority: "normal",
    status: "closed",
    team: "floor",
    owner: "nina",
    daysAgo: 14,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Доброго дня! Хочемо забронювати столик на п'ятницю, 18:00, четверо дорослих і малюк 11 місяців. Чи є у вас дитяче крісло і де можна перевдягнути дитину?",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 36,
        text: `Доброго дня, пані Олено!

П'ятниця, 18:00, стіл у куточку біля вікна: там тихіше й є куди поставити візочок. Дитяче крісло підготуємо, пеленальний столик у вбиральні на першому поверсі. Якщо малюк уже їсть супи, кухар зробить сочевичний без солі й спецій.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 22,
        text: "Ой, як гарно! Так, суп без солі будь ласка. Дякую дуже!",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "ihor-palamar",
    language: "uk",
    subject: "Скарга: рахунок не збігається",
    tags: ["complaint", "refund"],
    priority: "high",
    status: "open",
    team: "floor",
    owner: "nina",
    daysAgo: 2.8,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Вчора були вшосту вечора, стіл 9. У рахунку дві пляшки води, яких ми не замовляли (я сам за кермом, пив чай), і сервісний збір 12 %, про який у меню ні слова. Сума невелика, але неприємно. Прошу пояснити.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 64,
        text: `Пане Ігоре, доброго дня. Дякую, що написали, і перепрошую.

Подивилася ваш чек: вода справді з сусіднього столу, це наша помилка, 44 дирхами повертаємо на картку сьогодні. Щодо збору: він у меню є, але дрібним шрифтом на останній сторінці, і офіціант мав сказати про нього вголос. Повертаю і його.

Можна попросити останні чотири цифри картки, якою платили?`,
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 3,
        text: "Стіл 9, чек 20814. Повернення 44 + збір 31,70. Збір малим шрифтом уже третя скарга за місяць, треба сказати пану Омару.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 130,
        text: "4471. Дякую за швидку відповідь, але збір прибирати не треба, якщо він законний, просто пишіть його нормально.",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "yaroslava-dmytrenko",
    language: "uk",
    subject: "Що можна вагітним з вашого меню?",
    tags: ["menu", "allergy"],
    priority: "normal",
    status: "new",
    team: "floor",
    owner: null,
    daysAgo: 0.6,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрий день! Прийдемо в неділю з чоловіком. Я на шостому місяці, тож мені не можна сирого м'яса, непастеризованого сиру й багато гострого. Підкажіть, будь ласка, з чого саме роблять ваш сир у закусках і чи є щось, крім супу, зовсім без перцю? І ще запах кальяну для мене тепер випробування: чи є зала, де його немає?",
      },
    ],
  },
];
