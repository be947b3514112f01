import type { DemoConversation } from "../types.ts";

export const koloUk: DemoConversation[] = [
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "oksana-melnyk",
    language: "uk",
    subject: "Чи є City 7 у кольорі «морська хвиля»?",
    tags: ["order", "advice"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 22,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Доброго дня! Бачила у вас в інстаграмі City 7 у кольорі «морська хвиля», а на сайті тільки зелений і чорний. Він ще буде? Мені потрібна рама 49, зріст 162.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 31,
        text: `Добрий день, пані Оксано!

Так, буде: партія приїде до київського магазину орієнтовно за два тижні, і три рами 49 з неї ще вільні. Можу відкласти одну на ваше ім'я без передоплати, триматимемо п'ять днів від дня, коли велосипед стане на підлогу. Відкладати?

Ніна`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 14,
        text: "Так, відкладіть будь ласка! А покататися перед покупкою можна?",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 9,
        text: "Звісно. Візьміть із собою документ, дамо хвилин на сорок: набережна поруч, рівна, саме для City 7. Напишу вам того ж дня, щойно приїде.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 19300,
        text: "Пані Оксано, ваш «морський» уже тут, чекає біля вікна. Тримаю до суботи включно, працюємо з 10 до 19.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 200,
        text: "Ура! Завтра після роботи буду 😊",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "andrii-shevchuk",
    language: "uk",
    subject: "Клацає каретка на G2 після мийки",
    tags: ["workshop", "gears"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "nina",
    daysAgo: 5,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Вітаю. Kolo Gravel G2, пробіг десь 4100 км. Після останньої мийки під навантаженням клацає раз на оберт шатуна, стоячи чути сильніше. Педалі переставив з іншого вела, не вони. Підсідел змастив, не він. Підозрюю каретку, але ж T47, з рухомого там нічого. Рама KG2-0417-2265.",
      },
      {
        by: "taras",
        kind: "note",
        afterMinutes: 65,
        text: "Це не каретка. На рамах 0417 півень дзвонить так само, перевірте затяжку болтів зірки (має бути 12 Н·м, часто 7–8). Якщо підтягнути й не зникне, то нехай везе, тоді чашка праворуч.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 20,
        text: `Пане Андрію, вітаю!

Показала ваш опис нашому майстрові Тарасу. Його версія: на рамах серії 0417 відпускають болти передньої зірки, і клацає точнісінько раз на оберт. Перевірте, будь ласка, затяжку динамометричним ключем: має бути 12 Н·м.

Якщо після цього клацатиме далі, привозьте: тоді дивитимемося праву чашку, і це вже за гарантією.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2900,
        text: "Три болти з п'яти були ледь живі. Підтягнув, поставив синій фіксатор. Поки що тиша, але ще не катав під дощем. За тиждень відпишу.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 35,
        text: "Чудово! Тоді лишаю звернення відкритим і чекаю від вас звістки після першого дощу. Тарасові передала, він задоволений, що вгадав на відстані.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "natalka-pylypenko",
    language: "uk",
    subject: "Mini 20 чи одразу 24?",
    tags: ["kids", "sizing"],
    priority: "normal",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.12,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрий вечір, порадьте. Синові 7, зріст 124 см, зараз їздить на 16 і вже коліна біля вух. Брати Mini 20 чи одразу 24 на виріст? Він боїться високих 🙈",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 7,
        text: "і ще, якщо брати двадцятку, то ваш старий 16 можна здати в рахунок? Купували у вас, чек є",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "dmytro-hrytsenko",
    language: "uk",
    subject: "Рахунок на сім комплектів колодок",
    tags: ["trade", "order"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 48,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Доброго ранку, це Дмитро, «Кур'єри Подолу». Нам треба сім комплектів гальмівних колодок на Cargo, передні й задні, і чотири камери. Рахунок на ТОВ, без ПДВ не можна. І щоб до четверга, бо двоє хлопців уже на дисках їздять.",
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 3,
        text: "Дзвонив о 8:40, поспішав. Колодок на складі 11 комплектів, камери є. Рахунок із ПДВ, відвантаження сьогодні.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 25,
        text: `Пане Дмитре, рахунок № 3318 надіслала вам на пошту: сім комплектів і чотири камери, з ПДВ. Щойно побачимо оплату, кур'єр виїде того ж дня, бо все є на складі.

А хлопців на стертих колодках сьогодні краще не випускати: диск потім дорожчий за десять комплектів.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 55,
        text: "Оплатили. Дякую, що без зайвих слів.",
      },
    ],
  },
];
