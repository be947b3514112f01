import type { DemoConversation } from "../types.ts";

export const safraRu: DemoConversation[] = [
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "ekaterina-volkova",
    language: "ru",
    subject: "Столик на веранде, двое и собака",
    tags: ["booking"],
    priority: "normal",
    status: "closed",
    team: "floor",
    owner: "nina",
    daysAgo: 17,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрый день! Можно к вам на веранду с собакой? Мелкая, такса, воспитанная. Сегодня в 20:00, двое",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 4,
        text: "Добрый день, Екатерина! На веранду можно, и таксе поставим воду. Столик у перил, 20:00, двое плюс воспитанная гостья. Как зовут?",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "Катя, а таксу Сосиска 😄",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 1,
        text: "Записала обеих. Ждём!",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "maxim-tretyakov",
    language: "ru",
    subject: "Группа 24 человека, обед в четверг",
    tags: ["booking", "catering", "trade"],
    priority: "normal",
    status: "waiting",
    team: "floor",
    owner: "nina",
    daysAgo: 4.1,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Здравствуйте. Везём группу, 24 взрослых + 3 ребёнка, обед в четверг в 13:30, автобус стоит у вас не больше полутора часов. Нужно сет-меню без алкоголя, до 110 дирхам с человека, и чтобы подали быстро и всем сразу. Двое вегетарианцы. Оплата от фирмы, счёт на Tretyakov Travel. Гид и водитель кушают бесплатно, как везде?",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 55,
        text: `Здравствуйте, Максим!

Четверг, 13:30, 27 гостей: зал на втором этаже будет только ваш. Сет за 105 дирхам: суп из чечевицы, мезе на стол, на выбор шиш-таук или кебаб, рис, фрукты, чай. Мезе уже стоят, когда вы входите, горячее через 25 минут, в полтора часа укладываемся с запасом.

Вегетарианцам фаршированные кабачки. Детям полпорции за полцены. Гид и водитель наши гости, конечно.

Чтобы закрепить, нужен перевод 30 % до вторника, счёт прикладываю. И подтвердите, пожалуйста, сколько таук и сколько кебаба: хотя бы примерно.`,
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "boris-levin",
    language: "ru",
    subject: "Отзыв",
    tags: ["praise"],
    priority: "low",
    status: "closed",
    team: "floor",
    owner: "nina",
    daysAgo: 66,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Был у вас в воскресенье с отцом, ему 84. Официант (кажется, Фади) без всяких просьб принёс ему меню крупным шрифтом и сел рядом на корточки, чтобы не кричать. Еда прекрасная, но пишу из-за этого. Передайте ему.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 300,
        text: "Борис, передала слово в слово, при всей смене. Фади сначала покраснел, потом попросил распечатать и забрал домой. Спасибо, что написали: о таком редко пишут. Отцу поклон, ждём вас обоих.",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "arkadii-shteyn",
    language: "ru",
    subject: "Можно ли прийти к 23:00",
    tags: ["booking"],
    priority: "normal",
    status: "new",
    team: "floor",
    owner: null,
    daysAgo: 0.26,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Здравствуйте, Штейн беспокоит. Прилетаю поздно, буду у вас к одиннадцати вечера, один. Кухня до скольких? Мне бы рыбу и чтобы не торопили. Перезвоните или напишите, номер у вас есть.",
      },
    ],
  },
];
