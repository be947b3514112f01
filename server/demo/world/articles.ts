import type { Locale } from "../../../contract/languages.ts";
import type { AgentKey } from "./types.ts";

/** The articles of the help centres in the order in which their categories, sections and they themselves stand. */
export const articles = [
  "kolo-frame-size",
  "kolo-child-bike",
  "kolo-pay-in-parts",
  "kolo-trade-in",
  "kolo-gift-card-use",
  "kolo-gift-card-lost",
  "kolo-club-points",
  "kolo-delivery-times",
  "kolo-tracking-stuck",
  "kolo-delivered-not-here",
  "kolo-change-address",
  "kolo-cancel-order",
  "kolo-customs",
  "kolo-missing-part",
  "kolo-arrived-damaged",
  "kolo-return-30-days",
  "kolo-exchange-size",
  "kolo-refund-when",
  "kolo-invoice-copy",
  "kolo-warranty-cover",
  "kolo-register-used-bike",
  "kolo-book-workshop",
  "kolo-move-workshop-booking",
  "kolo-workshop-prices",
  "kolo-first-assembly",
  "kolo-wheel-wobble",
  "kolo-chain-drops",
  "kolo-gears-skip",
  "kolo-brake-squeal",
  "kolo-brake-spongy",
  "kolo-e21",
  "kolo-e07",
  "kolo-range-cold",
  "kolo-battery-travel",
  "kolo-battery-swollen",
  "kolo-app-pairing",
  "kolo-crash-check",
  "kolo-stolen-bike",
  "kolo-g2-lever",
  "kolo-agent-goodwill",
  "lumen-sync-stuck",
  "lumen-missing-notes",
  "lumen-duplicate-notes",
  "lumen-conflict",
  "lumen-e-sync-401",
  "lumen-e-sync-409",
  "lumen-e-sync-07",
  "lumen-restore-deleted",
  "lumen-note-history",
  "lumen-attachment-limits",
  "lumen-import-evernote",
  "lumen-e-imp-22",
  "lumen-import-notion",
  "lumen-export-all",
  "lumen-share-note",
  "lumen-share-roles",
  "lumen-stop-sharing",
  "lumen-encrypt",
  "lumen-lost-passphrase",
  "lumen-forgot-password",
  "lumen-code-missing",
  "lumen-new-phone",
  "lumen-signed-out",
  "lumen-lost-device",
  "lumen-delete-account",
  "lumen-data-copy",
  "lumen-data-location",
  "lumen-plans",
  "lumen-monthly-yearly",
  "lumen-cancel-plan",
  "lumen-refund",
  "lumen-student",
  "lumen-change-card",
  "lumen-invoice-tax",
  "lumen-payment-pending",
  "lumen-transfer-owner",
  "lumen-old-devices",
  "lumen-screen-reader",
  "lumen-agent-identity",
  "lumen-agent-deceased",
  "safra-book-table",
  "safra-change-booking",
  "safra-cancel-booking",
  "safra-running-late",
  "safra-walk-in",
  "safra-ramadan-hours",
  "safra-allergies",
  "safra-gluten-table",
  "safra-vegetarian",
  "safra-access",
  "safra-parking",
  "safra-private-room",
  "safra-catering",
  "safra-celebration",
  "safra-gift-card-buy",
  "safra-gift-card-expired",
  "safra-lost-item",
  "safra-bill",
  "safra-agent-no-show-fee",
  "safra-agent-illness",
] as const;
export type ArticleKey = (typeof articles)[number];

export const forAgents: ArticleKey[] = [
  "kolo-agent-goodwill",
  "lumen-agent-identity",
  "lumen-agent-deceased",
  "safra-agent-no-show-fee",
  "safra-agent-illness",
];
export const forSignedIn: ArticleKey[] = [
  "kolo-change-address",
  "kolo-invoice-copy",
  "kolo-move-workshop-booking",
  "lumen-change-card",
  "lumen-transfer-owner",
];

/** In this language alone: nobody has got round to the others yet. */
export const inOneLanguage: Partial<Record<ArticleKey, Locale>> = {
  "kolo-customs": "ru",
  "kolo-register-used-bike": "ru",
  "kolo-g2-lever": "ru",
  "lumen-student": "ru",
  "lumen-data-location": "ru",
  "lumen-e-imp-22": "ru",
};

/** Published again since these were translated from it. */
export const behind: { article: ArticleKey; locales: Locale[]; was: [string, string] }[] = [
  { article: "kolo-delivery-times", locales: ["uk", "ar"], was: ["days", "working days"] },
  { article: "kolo-return-30-days", locales: ["zh"], was: ["30", "14"] },
  { article: "lumen-plans", locales: ["ru", "ar"], was: ["month", "thirty days"] },
  { article: "lumen-sync-stuck", locales: ["uk"], was: ["sync", "synchronisation"] },
  { article: "safra-ramadan-hours", locales: ["en", "zh"], was: ["17", "18"] },
];

/** Translations that nobody has published yet. */
export const unpublished: { article: ArticleKey; locales: Locale[] }[] = [
  { article: "kolo-trade-in", locales: ["ar", "zh"] },
  { article: "lumen-screen-reader", locales: ["uk"] },
  { article: "safra-catering", locales: ["ru", "uk"] },
];

/** Not published at all yet: in how many days they will be, if that is planned. */
export const toCome: { article: ArticleKey; inDays: number | null }[] = [
  { article: "safra-vegetarian", inDays: 3 },
  { article: "lumen-attachment-limits", inDays: null },
];

/** Who is to read what again: their day has come, or comes so many days from now. */
export const reviews: { article: ArticleKey; owner: AgentKey; inDays: number; everyDays: number }[] = [
  { article: "kolo-workshop-prices", owner: "nina", inDays: -4, everyDays: 90 },
  { article: "kolo-battery-travel", owner: "pavel", inDays: -1, everyDays: 180 },
  { article: "lumen-plans", owner: "lin", inDays: -12, everyDays: 60 },
  { article: "lumen-refund", owner: "lin", inDays: 9, everyDays: 120 },
  { article: "safra-allergies", owner: "salma", inDays: -2, everyDays: 30 },
  { article: "safra-bill", owner: "salma", inDays: 25, everyDays: 90 },
];

/** What readers said in words. */
export const comments: { article: ArticleKey; locale: Locale; helpful: boolean; words: string }[] = [
  {
    article: "kolo-frame-size",
    locale: "en",
    helpful: false,
    words: "I'm exactly between two sizes and still don't know.",
  },
  { article: "kolo-frame-size", locale: "zh", helpful: true, words: "按身高对表，一次就买对了。" },
  {
    article: "kolo-delivery-times",
    locale: "uk",
    helpful: false,
    words: "А якщо мене не буде вдома, коли привезуть?",
  },
  {
    article: "kolo-brake-squeal",
    locale: "ru",
    helpful: true,
    words: "Протёр диски спиртом, скрип пропал. Спасибо!",
  },
  { article: "kolo-brake-squeal", locale: "ar", helpful: false, words: "ما زال الصوت موجودًا بعد التنظيف." },
  {
    article: "lumen-sync-stuck",
    locale: "en",
    helpful: false,
    words: "Step three: that button is called something else on Android.",
  },
  {
    article: "lumen-sync-stuck",
    locale: "ru",
    helpful: false,
    words: "На телефоне такого пункта в меню нет.",
  },
  {
    article: "lumen-forgot-password",
    locale: "uk",
    helpful: true,
    words: "Лист знайшовся у спамі, усе вийшло.",
  },
  { article: "lumen-plans", locale: "zh", helpful: false, words: "没有写清楚年付能不能退。" },
  { article: "safra-book-table", locale: "ar", helpful: true, words: "حجزت في دقيقة واحدة، شكرًا." },
  {
    article: "safra-allergies",
    locale: "en",
    helpful: false,
    words: "Is there sesame in the bread? It doesn't say.",
  },
  {
    article: "safra-parking",
    locale: "ru",
    helpful: false,
    words: "Шлагбаум не открылся, а телефона охраны тут нет.",
  },
];

/** What agents say is wrong. */
export const flags: {
  article: ArticleKey;
  locale: Locale;
  by: AgentKey;
  daysAgo: number;
  words: string;
  isSettled?: true;
}[] = [
  {
    article: "lumen-sync-stuck",
    locale: "ru",
    by: "pavel",
    daysAgo: 1.2,
    words: "С версии 4.8 кнопка называется иначе, третий шаг сбивает с толку.",
  },
  {
    article: "kolo-workshop-prices",
    locale: "en",
    by: "grace",
    daysAgo: 3,
    words: "The basic service costs more since last month.",
  },
  {
    article: "safra-ramadan-hours",
    locale: "ar",
    by: "salma",
    daysAgo: 9,
    words: "تغيّرت ساعات السحور هذا العام.",
    isSettled: true,
  },
];

/** What people looked for and did not find; how many of them. */
export const unfound: {
  brand: "kolo" | "lumen" | "safra";
  locale: Locale;
  people: number;
  words: string[];
}[] = [
  {
    brand: "kolo",
    locale: "en",
    people: 6,
    words: ["rent a bike for a weekend", "bike rental weekend", "weekend rent bike"],
  },
  {
    brand: "kolo",
    locale: "uk",
    people: 4,
    words: ["чи є багажник для дитячого крісла", "багажник дитяче крісло"],
  },
  { brand: "kolo", locale: "ru", people: 3, words: ["можно ли купить велосипед в кредит без паспорта"] },
  { brand: "kolo", locale: "zh", people: 2, words: ["电助力车可以上飞机托运吗", "飞机托运电池"] },
  { brand: "kolo", locale: "ar", people: 2, words: ["هل عندكم دراجات ثلاثية للكبار"] },
  { brand: "lumen", locale: "en", people: 7, words: ["dark mode schedule", "schedule dark mode"] },
  { brand: "lumen", locale: "zh", people: 5, words: ["能不能手写笔记", "手写笔记"] },
  {
    brand: "lumen",
    locale: "ru",
    people: 4,
    words: ["как распечатать заметку с картинками", "распечатать заметку"],
  },
  { brand: "lumen", locale: "uk", people: 2, words: ["віджет на екран блокування"] },
  { brand: "safra", locale: "ar", people: 3, words: ["هل يوجد لعب أطفال", "ركن ألعاب للأطفال"] },
  { brand: "safra", locale: "en", people: 2, words: ["can we bring our own wine"] },
  { brand: "safra", locale: "ru", people: 2, words: ["можно ли прийти с собакой"] },
];
