import type { DemoPromise } from "./types.ts";

/** What was promised in conversations of these weeks. */
export const promised: DemoPromise[] = [
  {
    customer: "ines",
    subject: "Where is my order KB-20418?",
    turn: 1,
    text: "If Thursday is a late shift, tell me and I'll have them hold it for the next morning instead.",
    dueInMinutes: 46,
  },
  {
    customer: "tom-ashworth",
    subject: "Trade-in value of an old City 5",
    turn: -1,
    text: "I will send the box and the label, and tell you the day the carrier comes.",
    dueInMinutes: 2 * 1440 + 180,
  },
  {
    customer: "stepan-belov",
    subject: "Регистрация рамы после покупки с рук",
    turn: -1,
    text: "Зарегистрирую раму на вас и пришлю свидетельство.",
    dueInMinutes: 1440 + 95,
  },
  {
    customer: "ostap-zadorozhnyi",
    subject: "Дзвінок з полонини: зламалась ручка гальма",
    turn: -1,
    text: "Дізнаюся про партію ручок і напишу вам.",
    dueInMinutes: 205,
  },
  {
    customer: "liu-yang",
    subject: "屏幕显示 E07，充不进电",
    turn: -1,
    text: "低于 90% 我们直接换，周内给您答复。",
    dueInMinutes: 3 * 1440,
  },
  {
    customer: "maha-alkuwari",
    subject: "الشاشة ما تشتغل بعد السفر بالطيارة",
    turn: -1,
    text: "البطارية الصحيحة تخرج لك اليوم وأرسل لك رقم الشحنة.",
    dueInMinutes: -38,
  },
  {
    customer: "greg-pulaski",
    subject: "Export to Markdown drops images",
    turn: -1,
    text: "I will find out why the 29 images of shared notes are left out.",
    dueInMinutes: 4 * 1440 - 300,
  },
  {
    customer: "kirill-dorofeev",
    subject: "Проектор на презентацию и кофе-брейк",
    turn: -1,
    text: "Держу пятницу за вами до завтрашнего вечера и напомню.",
    dueInMinutes: 1440 - 60,
  },
  {
    customer: "saif-albalushi",
    subject: "عرض للمكتب عشرين مستخدم",
    turn: -1,
    text: "أرسل العرض موقعًا بعد إضافة البند السابع.",
    dueInMinutes: 390,
  },
  {
    customer: "harriet-lowe",
    subject: "Wedding season: your kitchen vs mine",
    turn: -1,
    text: "I'll price both ways side by side and send it to you.",
    dueInMinutes: 4 * 1440,
  },
];
