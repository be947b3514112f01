import { deliveryReport, type MachineLetter, ourMail, plain, wire } from "./machine-mails.ts";

const person = ["From: Ines <ines@radsport.example>", "To: help@tandem-bikes.example"];
const ines = "ines@radsport.example";

/** A receipt (RFC 8098) as programs write it. */
function receipt(subject: string, disposition: string, words: string, more: string[] = []): string {
  return wire(
    ...person,
    `Subject: ${subject}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="mdn"',
    "",
    "--mdn",
    "Content-Type: text/plain; charset=utf-8",
    "",
    words,
    "--mdn",
    "Content-Type: message/disposition-notification",
    "",
    "Reporting-UA: radsport.example; Mail 1.0",
    ...more,
    `Final-Recipient: rfc822;${ines}`,
    "Original-Message-ID: <out-1@tandem-bikes.example>",
    `Disposition: ${disposition}`,
    "--mdn--",
    "",
  );
}

function complaint(fields: string[], returned: string[]): string {
  return wire(
    "From: Feedback <fbl@provider.example>",
    "To: help@tandem-bikes.example",
    "Subject: FW: Order 1042",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="arf"',
    "",
    "--arf",
    "Content-Type: text/plain",
    "",
    "This is an email abuse report.",
    "--arf",
    "Content-Type: message/feedback-report",
    "",
    ...fields,
    "",
    "--arf",
    "Content-Type: message/rfc822",
    "",
    ...returned,
    "--arf--",
    "",
  );
}

/** Receipts, complaints, answers in someone's absence, lists. */
export const reportLetters: MachineLetter[] = [
  {
    name: "Outlook: read",
    raw: receipt(
      "Read: Order 1042",
      "automatic-action/MDN-sent-automatically; displayed",
      "Your message was read on Tuesday.",
    ),
    auto: "receipt",
    receipt: { kind: "read", recipient: ines },
  },
  {
    name: "Thunderbird in Russian: read",
    raw: receipt(
      "=?UTF-8?B?0J/RgNC+0YfQuNGC0LDQvdC+?=",
      "manual-action/MDN-sent-manually; displayed",
      "Это уведомление о прочтении вашего письма.",
    ),
    auto: "receipt",
    receipt: { kind: "read", recipient: ines },
  },
  {
    name: "Exchange: deleted unread",
    raw: receipt(
      "Not read: Order 1042",
      "automatic-action/MDN-sent-automatically; deleted",
      "Your message was deleted without being read.",
    ),
    auto: "receipt",
    receipt: { kind: "deleted", recipient: ines },
  },
  {
    name: "a receipt that says nothing happened",
    raw: receipt("Receipt", "automatic-action/MDN-sent-automatically; failed/error", "?"),
    auto: "receipt",
    receipt: null,
  },
  {
    name: "relayed to a server without reports",
    raw: deliveryReport({
      head: ["From: MAILER-DAEMON@mx.tandem-bikes.example", "Subject: Successful Mail Delivery Report"],
      words: ["Your message was successfully delivered to the destination(s) listed below."],
      status: [`Final-Recipient: rfc822; ${ines}`, "Action: relayed", "Status: 2.0.0"],
      returned: ourMail("out-200"),
    }),
    auto: "receipt",
    receipt: { kind: "delivered", recipient: ines },
  },
  {
    name: "one delivered, one failed: a failure",
    raw: deliveryReport({
      head: ["From: MAILER-DAEMON@mx.tandem-bikes.example", "Subject: Undelivered Mail"],
      words: ["Partly."],
      status: [
        "Final-Recipient: rfc822; omar@radsport.example",
        "Action: delivered",
        "Status: 2.0.0",
        "",
        `Final-Recipient: rfc822; ${ines}`,
        "Action: failed",
        "Status: 5.1.1",
      ],
    }),
    auto: "bounce",
    bounce: { recipients: [ines], kind: "no_such_address" },
  },
  {
    name: "a complaint with the address",
    raw: complaint(
      ["Feedback-Type: abuse", "User-Agent: SomeGenerator/1.0", "Version: 1", `Original-Rcpt-To: <${ines}>`],
      ourMail("out-201"),
    ),
    auto: "feedback-report",
    feedback: { type: "abuse", recipients: [ines], originalMessageId: "<out-201@tandem-bikes.example>" },
  },
  {
    name: "a complaint whose address stands only in the returned mail",
    raw: complaint(
      ["Feedback-Type: abuse", "Version: 1"],
      [
        "X-HmXmrOriginalRecipient: ines@hotmail.example",
        "From: help@tandem-bikes.example",
        "Message-ID: <out-202@tandem-bikes.example>",
        "",
        "Hi",
      ],
    ),
    auto: "feedback-report",
    feedback: {
      type: "abuse",
      recipients: ["ines@hotmail.example"],
      originalMessageId: "<out-202@tandem-bikes.example>",
    },
  },
  {
    name: "a customer forwards a complaint as a file",
    raw: wire(
      ...person,
      "Subject: what is this?",
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=m",
      "",
      "--m",
      "Content-Type: text/plain",
      "",
      "I got this.",
      "--m",
      "Content-Type: message/feedback-report",
      "",
      "Feedback-Type: abuse",
      "--m--",
      "",
    ),
    auto: null,
  },
  ...(
    [
      ["Out of Office: Order 1042", "I am out of the office with no access to mail."],
      ["Вне офиса: Заказ 1042", "Я нахожусь в отпуске до 20 мая, доступ к почте ограничен."],
      ["Я в отпуске", "Добрый день! Я в отпуске до 20 мая. Это автоматический ответ."],
      ["Поза офісом: Замовлення", "Я у відпустці до 20 травня, відповім пізніше."],
      ["外出自动回复：订单", "我正在休假，五月二十日回来。"],
      ["假期自动回复", "您好，我正在度假，暂时不能回复邮件。"],
      ["خارج المكتب: الطلب", "أنا خارج المكتب حتى العشرين من مايو."],
      ["إجابة تلقائية: الطلب", "أنا في إجازة وسأرد عليكم عند عودتي. رد تلقائي."],
      ["Abwesend: Bestellung", "Ich bin bis zum 20. Mai nicht im Büro. Dies ist eine automatische Antwort."],
      ["Absence du bureau", "Je suis absente. Réponse automatique."],
    ] as const
  ).map(([subject, words]) => ({
    name: `absence: ${subject}`,
    raw: plain([...person, `Subject: ${subject}`, "In-Reply-To: <out-1@tandem-bikes.example>"], words),
    auto: "auto-reply" as const,
  })),
  {
    name: "Yandex: an answer by rule",
    raw: plain(
      [...person, "Subject: Re: Заказ", "X-Yandex-Autoreply: yes", "Precedence: bulk"],
      "Спасибо за письмо.",
    ),
    auto: "auto-reply",
  },
  {
    name: "another desk acknowledges our mail",
    raw: plain(
      [
        ...person,
        "Subject: [Ticket 77] Received: Order",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "In-Reply-To: <out-1@tandem-bikes.example>",
      ],
      "We have received your request.",
    ),
    auto: "auto-reply",
  },
  {
    name: "a person on vacation writes themselves",
    raw: plain(
      [...person, "Subject: I am out of luck", "In-Reply-To: <out-1@tandem-bikes.example>"],
      "I am on vacation next week, please send it before.",
    ),
    auto: null,
  },
  {
    name: "a person says in the subject that they are away",
    raw: plain(
      [...person, "Subject: Я в отпуске, отложите доставку"],
      "Я в отпуске до 20 мая, привезите после.",
    ),
    auto: null,
  },
  {
    name: "Mailchimp",
    raw: plain(
      [
        "From: Shop <news@shop.example>",
        "To: help@tandem-bikes.example",
        "Subject: Sale",
        "List-ID: shop list <abc.list.example>",
        "List-Unsubscribe: <https://shop.example/u>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Feedback-ID: 1:1:1:mc",
      ],
      "Buy!",
    ),
    auto: "list",
  },
];
