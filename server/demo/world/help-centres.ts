import type { BrandKey, Language } from "./types.ts";

interface DemoHelpCentre {
  slug: string;
  taglines: Record<Language, string>;
  introductions: Record<Language, string>;
  footers: Record<Language, string>;
  /** What the link to the brand's own site is called. */
  home: Record<Language, string>;
  logo: string;
}

const drawing = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">${inner}</svg>`;

export const helpCentres: Record<BrandKey, DemoHelpCentre> = {
  kolo: {
    slug: "kolo",
    taglines: {
      en: "Help for you and your bike",
      uk: "Допомога вам і вашому велосипеду",
      ru: "Помощь вам и вашему велосипеду",
      ar: "المساعدة لك ولدراجتك",
      zh: "为您和您的自行车提供帮助",
    },
    introductions: {
      en: "Orders, returns, repairs and the small things that squeak. Ask in your own words.",
      uk: "Замовлення, повернення, ремонт і все, що поскрипує. Питайте своїми словами.",
      ru: "Заказы, возврат, ремонт и всё, что поскрипывает. Спрашивайте своими словами.",
      ar: "الطلبيات والإرجاع والإصلاح وكل ما يصدر صريرًا. اسأل بكلماتك.",
      zh: "订单、退换、维修，还有那些吱吱作响的小毛病。请用您自己的话提问。",
    },
    footers: {
      en: "Kolo Bikes, workshop and shop. Open every day from 9 to 18.",
      uk: "Kolo Bikes, майстерня й крамниця. Щодня з 9 до 18.",
      ru: "Kolo Bikes, мастерская и магазин. Ежедневно с 9 до 18.",
      ar: "Kolo Bikes، ورشة ومتجر. كل يوم من 9 إلى 18.",
      zh: "Kolo Bikes 维修与商店，每天 9 点至 18 点营业。",
    },
    home: { en: "Shop", uk: "Крамниця", ru: "Магазин", ar: "المتجر", zh: "商店" },
    logo: drawing(
      `<g fill="none" stroke="#1f7a5c" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><circle cx="16" cy="42" r="11"/><circle cx="48" cy="42" r="11"/><path d="M16 42l10-20h14l8 20M26 22l8 20H16M34 42l8-18M22 18h8M40 16h6"/></g>`,
    ),
  },
  lumen: {
    slug: "lumen",
    taglines: {
      en: "Get the most out of Lumen Notes",
      zh: "用好 Lumen Notes",
      ru: "Всё о том, как работать с Lumen Notes",
      uk: "Усе про роботу з Lumen Notes",
      ar: "استفد من Lumen Notes على أكمل وجه",
    },
    introductions: {
      en: "Short answers, step by step. What is broken on our side stands here first.",
      zh: "简短的答案，一步一步。如果是我们这边的故障，会最先写在这里。",
      ru: "Короткие ответы по шагам. О сбоях на нашей стороне здесь узнают первыми.",
      uk: "Короткі відповіді крок за кроком. Про збої на нашому боці тут дізнаються першими.",
      ar: "إجابات قصيرة خطوة بخطوة، وما يتعطل عندنا يُكتب هنا أولًا.",
    },
    footers: {
      en: "Lumen Notes",
      zh: "Lumen Notes",
      ru: "Lumen Notes",
      uk: "Lumen Notes",
      ar: "Lumen Notes",
    },
    home: { en: "Website", zh: "官网", ru: "Сайт", uk: "Сайт", ar: "الموقع" },
    logo: drawing(
      `<rect x="10" y="8" width="44" height="48" rx="10" fill="#5b4bd6"/><path d="M32 18a10 10 0 0 1 6 18v4H26v-4a10 10 0 0 1 6-18zM27 46h10" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`,
    ),
  },
  safra: {
    slug: "safra",
    taglines: {
      ar: "أهلًا بك، كيف نخدمك؟",
      en: "Welcome. How can we serve you?",
      ru: "Добро пожаловать! Чем можем помочь?",
      zh: "欢迎光临，需要什么帮助？",
      uk: "Ласкаво просимо! Чим можемо допомогти?",
    },
    introductions: {
      ar: "الحجوزات والقائمة والمناسبات والتوصيل، كل ما تود معرفته قبل زيارتك وبعدها.",
      en: "Tables, the menu, celebrations and delivery: all you want to know before you come and after.",
      ru: "Столики, меню, праздники и доставка: всё, что хочется знать до визита и после.",
      zh: "订位、菜单、聚会与外送：您来之前和之后想知道的一切。",
      uk: "Столики, меню, свята й доставка: усе, що хочеться знати до візиту й після.",
    },
    footers: {
      ar: "سفرة، كل يوم من 12 ظهرًا حتى منتصف الليل.",
      en: "Safra, every day from noon to midnight.",
      ru: "Safra, ежедневно с полудня до полуночи.",
      zh: "Safra，每天中午至午夜营业。",
      uk: "Safra, щодня від полудня до півночі.",
    },
    home: { ar: "المطعم", en: "Restaurant", ru: "Ресторан", zh: "餐厅", uk: "Ресторан" },
    logo: drawing(
      `<circle cx="32" cy="32" r="26" fill="#a8472f"/><path d="M18 38a14 14 0 0 1 28 0zM14 42h36M32 24v-4" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`,
    ),
  },
};
