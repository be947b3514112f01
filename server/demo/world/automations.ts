import type { ConditionGroup } from "../../../contract/automations.ts";
import type { Locale } from "../../../contract/languages.ts";
import type { DemoAutomation } from "./types.ts";

const day = 24 * 60;

const stillThere: Record<Locale, string> = {
  en: "Hello {customer.name|there},\n\nwe wrote to you three days ago and would like to know whether it worked. Just answer this message and we go on. If all is well, there is nothing to do.",
  ru: "Здравствуйте, {customer.name|здравствуйте}!\n\nТри дня назад мы вам ответили и хотим узнать, получилось ли. Просто ответьте на это письмо, и мы продолжим. Если всё хорошо, делать ничего не нужно.",
  uk: "Вітаємо, {customer.name|вітаємо}!\n\nТри дні тому ми вам відповіли й хочемо знати, чи вийшло. Просто дайте відповідь на цей лист, і ми продовжимо. Якщо все гаразд, робити нічого не треба.",
  zh: "{customer.name|您}好：\n\n三天前我们回复过您，想知道问题解决了没有。直接回复这封邮件即可继续；如果已经好了，就不用再做什么。",
  ar: "أهلًا {customer.name|بك}،\n\nكتبنا إليك قبل ثلاثة أيام ونود أن نعرف هل انحل الأمر. يكفي أن ترد على هذه الرسالة لنكمل معك. وإن كان كل شيء على ما يرام فلا يلزمك شيء.",
};

const goodbye: Record<Locale, string> = {
  en: "Hello {customer.name|there},\n\nwe have not heard from you for two weeks and close number {number} for now. Answer this message at any time: it opens again, with all that you told us.",
  ru: "Здравствуйте, {customer.name|здравствуйте}!\n\nОт вас две недели нет вестей, поэтому пока закрываем обращение {number}. Ответьте на это письмо когда угодно: оно откроется снова, со всем, что вы рассказали.",
  uk: "Вітаємо, {customer.name|вітаємо}!\n\nМи не чули від вас два тижні, тож поки що закриваємо звернення {number}. Дайте відповідь на цей лист будь-коли: воно відкриється знову, з усім, що ви розповіли.",
  zh: "{customer.name|您}好：\n\n两周没有收到您的消息，{number} 号先结案。随时回复这封邮件即可重新打开，您说过的都还在。",
  ar: "أهلًا {customer.name|بك}،\n\nلم تصلنا منك كلمة منذ أسبوعين، فنغلق الرقم {number} مؤقتًا. رد على هذه الرسالة متى شئت فيُفتح من جديد ومعه كل ما أخبرتنا به.",
};

const moneyBack = (...words: string[]): ConditionGroup => ({
  match: "all",
  of: [
    { field: "message_automatic", is: "no", values: [] },
    { field: "message_words", is: "any_word", values: words },
  ],
});

/** The rules of the workspace, in the order in which they are asked. */
export const automations: DemoAutomation[] = [
  {
    name: "Complaints of VIPs come first",
    trigger: { kind: "event", on: ["opened", "sorted"], changes: [] },
    conditions: {
      match: "all",
      of: [{ field: "customer_tier", is: "any_of", values: ["vip"] }],
      groups: [
        {
          match: "any",
          of: [
            { field: "intent", is: "any_of", values: ["complaint"] },
            { field: "mood", is: "any_of", values: ["negative"] },
          ],
        },
      ],
    },
    actions: [
      { do: "raise_priority" },
      {
        do: "notify",
        owner: false,
        leads: true,
        agents: [],
        teams: [],
        text: "A VIP complains: {customer.name}, number {number}.",
      },
    ],
    changedBy: "omar",
    daysAgo: 74,
  },
  {
    name: "Whoever asks for money back is tagged",
    trigger: { kind: "event", on: ["opened", "customer_wrote"], changes: [] },
    conditions: moneyBack("refund", "возврат", "повернення"),
    changed: {
      conditions: moneyBack(
        ...["refund", "money back", "возврат", "верните", "повернення", "退款", "استرجاع", "استرداد"],
      ),
    },
    actions: [{ do: "add_tags", tags: [{ tag: "refund" }] }],
    changedBy: "lin",
    daysAgo: 61,
  },
  {
    name: "Somebody had to say it again",
    trigger: { kind: "event", on: ["repeat_found"], changes: [] },
    conditions: {
      match: "all",
      of: [
        { field: "status", is: "any_of", values: ["new", "open"] },
        // Once a matter, also where two former ones are found.
        { field: "tags", is: "none_of", values: ["follow-up"] },
      ],
    },
    actions: [
      { do: "add_tags", tags: [{ tag: "follow-up" }] },
      {
        do: "note",
        text: "{customer.name|The customer} comes about this once more. Read the former answer before you write, and say that you have.",
      },
      {
        do: "notify",
        owner: true,
        leads: true,
        agents: [],
        teams: [],
        text: "{customer.name} had to say it again: number {number}.",
      },
    ],
    changedBy: "omar",
    daysAgo: 40,
  },
  {
    name: "Three days without a word: ask again",
    trigger: { kind: "elapsed", since: "waits_for_customer", minutes: 3 * day, hours: "all", unless: [] },
    conditions: { match: "all", of: [] },
    actions: [{ do: "reply", texts: stillThere, after: "wait" }],
    changedBy: "lin",
    daysAgo: 33,
  },
  {
    name: "Two weeks without a word: close",
    trigger: { kind: "elapsed", since: "waits_for_customer", minutes: 14 * day, hours: "all", unless: [] },
    conditions: { match: "all", of: [] },
    actions: [{ do: "reply", texts: goodbye, after: "close" }],
    changedBy: "lin",
    daysAgo: 33,
  },
];
