import type { DemoConversation } from "../types.ts";

export const lumenUk: DemoConversation[] = [
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "roman-havryliuk",
    language: "uk",
    subject: "Пошук не знаходить слово з апострофом",
    tags: ["typing"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "nina",
    daysAgo: 19,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Вітаю! Шукаю в нотатках «зв'язок», не знаходить. Шукаю «звязок», теж ні. А нотаток із цим словом у мене штук сорок. Якщо копіюю слово прямо з нотатки, тоді знаходить. Магія якась.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 55,
        text: `Добрий день, пане Романе!

Не магія, а апостроф: у нотатках він у вас «ʼ» (так ставить клавіатура телефона), а на комп'ютері ви набираєте «'». Для людини те саме, а наш пошук бачив різні знаки. Це наша вада.

У версії 6.3 пошук не зважає, який саме апостроф. Вона вже є в оновленнях: Довідка → Перевірити оновлення. Після встановлення дайте їй хвилин десять на переіндексацію.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 640,
        text: "Оновив, знаходить усе: і з апострофом, і без. Навіть «пам'ять» тепер шукається, а я думав, що я її просто не записував :)",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "anastasiia-rudenko",
    language: "uk",
    subject: "Акти за квартал",
    tags: ["invoice", "team-plan"],
    priority: "normal",
    status: "waiting",
    team: "front-desk",
    owner: "nina",
    daysAgo: 6,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрий день! Бухгалтерія знову просить акти: за минулий квартал прийшов тільки рахунок. Потрібні три акти помісячно, з печаткою, на ТОВ «Верба». І чи можна додати одне місце з наступного місяця? Беремо дизайнерку.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 120,
        text: `Добрий день, пані Анастасіє!

Акти за три місяці надіслала щойно, помісячно й підписані КЕПом: печатка до них за законом не обов'язкова, але якщо ваша бухгалтерія наполягає, надішлемо й паперові.

Тринадцяте місце додам першого числа, воно коштуватиме пропорційно до кінця річної оплати. Напишіть лише адресу дизайнерки, і запрошення піде їй того ж дня.`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "zoriana-mykytiuk",
    language: "uk",
    subject: "Застосунок просить пароль щоразу",
    tags: ["login", "app"],
    priority: "normal",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.33,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "добрий день, з учорашнього дня Lumen на айфоні виходить з акаунта сам, щоразу пароль + код. за ранок уже шість разів. переставляла, не помогло",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "pavlo-yaremchuk",
    language: "uk",
    subject: "Знижка для вчителів",
    tags: ["student", "billing"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 78,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Доброго дня. Я вчитель фізики в Чорткові. У вас є студентська знижка, а для вчителів? Зарплата, самі розумієте.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 200,
        text: "Доброго дня, пане Павле! Розуміємо. Для вчителів діє та сама освітня ціна: достатньо пошти на домені школи або фото посвідчення (прізвище й заклад, решту закрийте пальцем). Надішліть сюди, і я ввімкну її на два роки наперед.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 90,
        text: "Ось, фото додаю. Дякую вам.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 16,
        text: "Увімкнула, і за цей місяць гроші вже повертаються на картку. Гарних учнів і щоб лампочки в лабораторії не перегорали.",
      },
    ],
  },
];
