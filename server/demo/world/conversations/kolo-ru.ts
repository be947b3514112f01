import type { DemoConversation } from "../types.ts";

export const koloRu: DemoConversation[] = [
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "aleksei-gromov",
    language: "ru",
    subject: "Скрип тормозов после замены колодок",
    tags: ["brakes", "workshop"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 37,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Здравствуйте. Поменял на E-Tour колодки (ваши же, органика), и теперь на спуске с Медео визг такой, что люди оборачиваются. Ротор протирал спиртом. Прикатывал, как на коробке написано: двадцать торможений. Что ещё можно сделать, кроме берушей?",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 44,
        text: `Алексей, здравствуйте.

Берегите уши, попробуем по порядку:

1. Снимите колодки и посмотрите на поверхность. Если блестит, как стекло, они «засахарились»: двадцати торможений для длинных спусков мало. Пройдитесь шкуркой 120 до матового вида.
2. Ротор обезжирьте ещё раз и прогрейте: тридцать торможений с тридцати до пяти километров в час, без блокировки.
3. Проверьте, не касается ли ротор адаптера: на визге «пилой» это частая причина.

Если катаетесь с Медео регулярно, в следующий раз берите полуметалл: дольше живёт и не стекленеет.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4300,
        text: "Зашкурил, прикатал как вы написали. Тишина. Полуметалл заказал, KB-20377. Спасибо, Павел, нормальный человеческий ответ, а не «обратитесь в сервис».",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "elena-vlasova",
    language: "ru",
    subject: "Можно вернуть велосипед, если уже каталась?",
    tags: ["return", "refund"],
    priority: "normal",
    status: "waiting",
    team: "front-desk",
    owner: "nina",
    daysAgo: 4,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрый день! Купила Fold 20 (KB-20290), проехала на нём раза четыре по району и поняла, что складывать его каждый день в электричке не смогу, тяжёлый он для меня. Следов почти нет, только шина чуть запылилась. Вернуть ещё можно или уже поздно? Прошло 12 дней.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 47,
        text: `Елена, добрый день!

Можно: у нас 30 дней, и «покататься и понять» как раз для этого. Удержим только если есть сколы или царапины на раме, пыль на шине не считается.

Коробка сохранилась? Если да, пришлю курьера к вам в Берлин в удобный день и наклейку на почту. Если нет, привезём пустую.

И один вопрос, просто чтобы не ошибиться дважды: вам важнее вес или чтобы колёса побольше? Есть складной на 10,4 кг, он легче вашего почти на три. Уговаривать не буду.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 380,
        text: "Коробки нет, выбросила сразу, простите. Вес важнее всего! А тот лёгкий можно где-то поднять руками, прежде чем покупать?",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 21,
        text: "Коробку привезём, не переживайте. Поднять руками можно: в следующую субботу наш партнёр в Берлине показывает складные, адрес пришлю отдельно. Давайте так: курьера за Fold 20 ставлю на среду с 9 до 12, а решение о лёгком примете после субботы. Среда подходит?",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "timur-akhmetov",
    language: "ru",
    subject: "Оплата прошла два раза",
    tags: ["billing", "refund"],
    priority: "high",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.04,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Оформил KB-20571, первый раз выдало ошибку банка, нажал ещё раз. В итоге списали дважды по 412 000 тг. Заказ в кабинете один. Верните пожалуйста второй платёж, выписку могу прислать.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "zhanna-kim",
    language: "ru",
    subject: "Приложение не видит велосипед",
    tags: ["app"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 71,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "здравствуйте, Kolo Ride не находит мой E-Tour. телефон на андроиде, блютус включен",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 4,
        text: "Здравствуйте, Жанна. Геолокация на телефоне тоже включена? Андроид без неё не отдаёт приложению соседние устройства, хотя нам она не нужна.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "а зачем вам моя геолокация))",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 1,
        text: "Незачем, честно. Это правило самого Андроида: кто ищет по блютусу, тот теоретически может узнать, где вы. Мы координаты не храним; после первого сопряжения можно выключить обратно.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 3,
        text: "нашёл! выключила назад, тоже работает. спасибо",
      },
    ],
  },
];
