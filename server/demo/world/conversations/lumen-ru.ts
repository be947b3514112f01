import type { DemoConversation } from "../types.ts";

export const lumenRu: DemoConversation[] = [
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "artur-galiev",
    language: "ru",
    subject: "Падает при вставке картинки из буфера, лог внутри",
    tags: ["crash"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "pavel",
    daysAgo: 4.5,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Lumen 6.3.0, Windows 11. Делаю скриншот, Ctrl+V в заметку, и приложение закрывается молча. Воспроизводится в 100 % случаев, если монитор с масштабом 150 %. На 100 % всё нормально. Лог:

imgpaste.cpp:211 assert(w*h <= kMaxPx) w=5760 h=3240

Похоже, размер считается уже с масштабом, а ограничение без.`,
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 70,
        text: `Артур, вы нашли строчку раньше нас. Всё так: предел проверяется до пересчёта масштаба, и большой скриншот с HiDPI в него не проходит.

Пока не вышла 6.3.1: Win+Shift+S и сохранение в файл, потом перетащить в заметку. Этот путь проверку не проходит и не падает.

Сборку с исправлением могу дать завтра к вечеру, если готовы поставить бету. Готовы?`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 12,
        text: "Готов, у меня две машины, на одну поставлю",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 1260,
        text: "Ссылка на бету 6.3.1-b2 у вас в почте, отдельным письмом. Ставится рядом, базу не трогает. Если за три дня не упадёт, закрою дефект с вашим именем в списке изменений, если не против.",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "nadezhda-ilyina",
    language: "ru",
    subject: "Не могу войти, просит какой-то код",
    tags: ["login"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "nina",
    daysAgo: 26,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Уважаемая редакция! Пользуюсь вашей программой второй год, веду в ней лекции. Сегодня она просит шесть цифр из приложения. Никакого приложения у меня нет. Лекция завтра в девять утра. Что делать? С уважением, Ильина Надежда Петровна",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 15,
        text: `Надежда Петровна, здравствуйте! До лекции успеем.

Один вопрос, чтобы я поняла, что случилось: недавно вам кто-нибудь помогал настраивать телефон или программу? Шесть цифр появляются, если включили вход в два шага.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 28,
        text: "Внук приезжал. Сказал «так безопаснее».",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 6,
        text: `Внук прав, но цифры остались в его телефоне.

Позвоните ему и попросите открыть приложение с кодами, строка «Lumen». Цифры меняются каждые полминуты, поэтому пусть диктует, а вы сразу вводите. Если не дозвонитесь до вечера, напишите мне, и мы подтвердим вас по документу.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 44,
        text: "Дозвонилась. Вошла. Он говорит, что теперь поставит и мне. Благодарю за терпение, голубушка.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 9,
        text: "Очень рада! Когда он поставит, распечатайте, пожалуйста, листок с запасными кодами и положите к документам: тогда ни внук, ни я вам не понадобимся. Удачной лекции!",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "marat-suleimenov",
    language: "ru",
    subject: "Счёт на 18 мест, нужны закрывающие",
    tags: ["invoice", "team-plan"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 61,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Добрый день. «Степь Медиа», 18 мест. Оплачиваем по счёту, нужны: счёт, договор-оферта с подписью и ежемесячные акты. Бухгалтер говорит, без актов не проведёт. БИН 180340555019.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 85,
        text: "Добрый день, Марат! Счёт LN-48377 и подписанный договор отправила. Акты будем присылать первого числа каждого месяца на адрес бухгалтера: пришлите его, пожалуйста, одним письмом, чтобы не через вас.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 130,
        text: "buh@stepmedia.example. Рахмет!",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "olga-fink",
    language: "ru",
    subject: "Пропали теги после обновления",
    tags: ["sync", "data-loss"],
    priority: "high",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.09,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Обновилась утром до 6.3, и у всех заметок исчезли теги. Сами заметки на месте, а тегов нет ни на телефоне, ни на компьютере. Там была система, я её три года выстраивала!! Верните как было. Откатить обновление не знаю как.",
      },
    ],
  },
];
