import type { DemoBrand } from "./types.ts";

export const brands: DemoBrand[] = [
  {
    key: "kolo",
    name: "Kolo Bikes",
    trade: "shop",
    domain: "kolobikes.example",
    addresses: [
      { address: "help@kolobikes.example", line: "service" },
      { address: "support@kolobikes.example", line: "support" },
    ],
    lines: ["service", "support"],
    languages: ["en", "uk", "ru", "ar", "zh"],
    timeZone: "Europe/London",
    colour: "#1f7a5c",
    tone: {
      en: "Warm and plain, first names, no exclamation marks in bad news. A friend who happens to be a mechanic.",
      uk: "Тепло й просто, на «ви» з малої літери, на ім'я. Як знайомий майстер, що нічого не прикрашає.",
      ru: "Тепло и просто, на «вы» со строчной, по имени. Как знакомый мастер, который не приукрашивает.",
      zh: "亲切、实在，称呼“您”，先说结果再说原因，像一位熟识的修车师傅。",
      ar: "ودّ وبساطة، ننادي العميل باسمه، ونقول الخبر السيئ كما هو بلا تزويق.",
    },
  },
  {
    key: "lumen",
    name: "Lumen Notes",
    trade: "software",
    domain: "lumennotes.example",
    addresses: [
      { address: "hello@lumennotes.example", line: "service" },
      { address: "support@lumennotes.example", line: "support" },
    ],
    lines: ["service", "support"],
    languages: ["en", "zh", "ru", "uk", "ar"],
    timeZone: "Europe/Berlin",
    colour: "#5b4bd6",
    tone: {
      en: "Short and exact. Steps in order, one thing per line, and we say when it is our fault.",
      zh: "简短、准确，称呼“你”。步骤一条一条写清楚，是我们的问题就直说。",
      ru: "Коротко и точно, на «вы». Шаги по порядку; если виноваты мы, так и говорим.",
      uk: "Коротко й точно, на «ви». Кроки по черзі; якщо провина наша, так і кажемо.",
      ar: "باختصار ودقة، خطوة في كل سطر، وإذا كان الخطأ منّا نقولها صراحة.",
    },
  },
  {
    key: "safra",
    name: "Safra",
    trade: "restaurant",
    domain: "safra.example",
    addresses: [{ address: "table@safra.example", line: "service" }],
    lines: ["service"],
    languages: ["ar", "en", "ru", "zh", "uk"],
    timeZone: "Asia/Dubai",
    colour: "#a8472f",
    tone: {
      ar: "كرم البيت: ترحيب صادق، صيغة الجمع للضيف، ولا نعتذر بلا أن نعرض حلًّا.",
      en: "A host at the door: gracious, never stiff, and every apology comes with an offer.",
      ru: "Как хозяин дома: радушно, на «вы», без канцелярита; извинились, значит предложили.",
      uk: "Як господар дому: гостинно, на «ви», без канцеляриту; вибачилися, то й запропонували.",
      zh: "如主人待客：热情有礼，称呼“您”，道歉必附上补救办法。",
    },
  },
];
