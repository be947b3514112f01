import type { Automatic, Bounce, Feedback, ReadMail } from "../index.ts";

interface MachineLetter {
  name: string;
  raw: string;
  auto: Automatic | null;
  bounce?: Partial<Bounce>;
  receipt?: ReadMail["receipt"];
  feedback?: Feedback;
}

const lines = (...all: string[]) => all.join("\r\n");

function report(kind: string, status: string[], extra: string[] = [], head: string[] = []): string {
  return lines(
    "Return-Path: <>",
    "From: MAILER-DAEMON@mx.radsport.example (Mail Delivery System)",
    "To: help@tandem-bikes.example",
    "Subject: Undelivered Mail Returned to Sender",
    ...head,
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=${kind}; boundary="edge"`,
    "",
    "--edge",
    "Content-Type: text/plain",
    "",
    "This is the mail system. Your message could not be delivered.",
    "",
    "--edge",
    `Content-Type: message/${kind}`,
    "",
    ...status,
    "",
    ...extra,
    "--edge--",
    "",
  );
}

const returned = [
  "--edge",
  "Content-Type: message/rfc822",
  "",
  "From: help@tandem-bikes.example",
  "To: ines@radsport.example",
  "Message-ID: <out-77@tandem-bikes.example>",
  "Subject: Order 1042",
  "",
  "Hello",
  "",
];

function plain(head: string[], ...body: string[]): string {
  return lines("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", ...head, "", ...body, "");
}

const person = ["From: Ines <ines@radsport.example>", "To: help@tandem-bikes.example"];

/** What machines send: each with who speaks and, for failed deliveries, what failed. */
export const machineLetters: MachineLetter[] = [
  {
    name: "Postfix: unknown user",
    raw: report(
      "delivery-status",
      [
        "Reporting-MTA: dns; mx.tandem-bikes.example",
        "",
        "Final-Recipient: rfc822; ines@radsport.example",
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 <ines@radsport.example>: Recipient address rejected",
      ],
      returned,
    ),
    auto: "bounce",
    bounce: {
      recipients: ["ines@radsport.example"],
      status: "5.1.1",
      hard: true,
      originalMessageId: "<out-77@tandem-bikes.example>",
    },
  },
  {
    name: "Postfix: still trying",
    raw: report("delivery-status", [
      "Reporting-MTA: dns; mx.tandem-bikes.example",
      "",
      "Final-Recipient: rfc822; ines@radsport.example",
      "Action: delayed",
      "Status: 4.4.1",
    ]),
    auto: "receipt",
    receipt: { kind: "delayed", recipient: "ines@radsport.example" },
  },
  {
    name: "Exchange: a vague status, a clear reason, only the headers returned",
    raw: report(
      "delivery-status",
      [
        "Reporting-MTA: dns;mail.radsport.example",
        "",
        "Final-recipient: RFC822;",
        " ines@radsport.example",
        "Action: failed",
        "Status: 5.0.0",
        "Diagnostic-code: smtp;550 5.2.2 The mailbox is full",
      ],
      ["--edge", "Content-Type: text/rfc822-headers", "", "Message-ID: <out-78@tandem-bikes.example>", ""],
    ),
    auto: "bounce",
    bounce: {
      status: "5.2.2",
      kind: "mailbox_full",
      hard: false,
      originalMessageId: "<out-78@tandem-bikes.example>",
    },
  },
  {
    name: "two recipients at once",
    raw: report("delivery-status", [
      "Reporting-MTA: dns; mx.example",
      "",
      "Final-Recipient: rfc822; ines@radsport.example",
      "Action: failed",
      "Status: 5.1.1",
      "",
      "Final-Recipient: rfc822; omar@radsport.example",
      "Action: failed",
      "Status: 5.1.1",
    ]),
    auto: "bounce",
    bounce: { recipients: ["ines@radsport.example", "omar@radsport.example"] },
  },
  {
    name: "a delivery that succeeded is no failure",
    raw: report("delivery-status", [
      "Final-Recipient: rfc822; ines@radsport.example",
      "Action: delivered",
      "Status: 2.0.0",
    ]),
    auto: "receipt",
    receipt: { kind: "delivered", recipient: "ines@radsport.example" },
  },
  {
    name: "a receipt: it was read",
    raw: report("disposition-notification", [
      "Final-Recipient: rfc822; ines@radsport.example",
      "Disposition: manual-action; displayed",
    ]),
    auto: "receipt",
    receipt: { kind: "read", recipient: "ines@radsport.example" },
  },
  {
    name: "a complaint from a provider",
    raw: report(
      "feedback-report",
      ["Feedback-Type: abuse", "User-Agent: Feedback/1.0", "Version: 1"],
      returned,
    ),
    auto: "feedback-report",
  },
  {
    name: "qmail",
    raw: plain(
      [
        "Return-Path: <>",
        "From: MAILER-DAEMON@mx.radsport.example",
        "To: help@tandem-bikes.example",
        "Subject: failure notice",
      ],
      "Hi. This is the qmail-send program at mx.radsport.example.",
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.",
      "",
      "<ines@radsport.example>:",
      "Sorry, no mailbox here by that name. (#5.1.1)",
      "",
      "--- Below this line is a copy of the message.",
      "",
      "Return-Path: <help@tandem-bikes.example>",
      "Message-ID: <out-79@tandem-bikes.example>",
      "To: ines@radsport.example",
    ),
    auto: "bounce",
    bounce: {
      recipients: ["ines@radsport.example"],
      status: "5.1.1",
      hard: true,
      originalMessageId: "<out-79@tandem-bikes.example>",
    },
  },
  {
    name: "Exim, with its own header",
    raw: plain(
      [
        "Return-Path: <>",
        "X-Failed-Recipients: ines@radsport.example",
        "Auto-Submitted: auto-replied",
        "From: Mail Delivery System <Mailer-Daemon@mx.radsport.example>",
        "To: help@tandem-bikes.example",
        "Subject: Mail delivery failed: returning message to sender",
      ],
      "This message was created automatically by mail delivery software.",
      "A message that you sent could not be delivered to one or more of its",
      "recipients. This is a permanent error. The following address(es) failed:",
      "",
      "  ines@radsport.example",
      "    host mx.radsport.example [192.0.2.7]",
      "    SMTP error from remote mail server after RCPT TO:<ines@radsport.example>:",
      "    452 4.2.2 mailbox over quota",
      "",
      "------ This is a copy of the message, including all the headers. ------",
      "Message-Id: <out-80@tandem-bikes.example>",
    ),
    auto: "bounce",
    bounce: {
      recipients: ["ines@radsport.example"],
      status: "4.2.2",
      hard: false,
      originalMessageId: "<out-80@tandem-bikes.example>",
    },
  },
  {
    name: "Yandex, in Russian",
    raw: plain(
      [
        "Return-Path: <>",
        "From: mailer-daemon@yandex.example",
        "To: help@tandem-bikes.example",
        "Subject: Недоставленное сообщение",
      ],
      "Это письмо создано автоматически сервером. К сожалению, мы не можем доставить Ваше письмо одному или",
      "нескольким получателям. Сообщение не было доставлено:",
      "",
      "<ines@radsport.example>: host mx.radsport.example[192.0.2.7] said: 550 5.7.1 Policy rejection on the target address",
    ),
    auto: "bounce",
    bounce: { recipients: ["ines@radsport.example"], status: "5.7.1", hard: true },
  },
  {
    name: "QQ, in Chinese",
    raw: plain(
      [
        "From: Postmaster <PostMaster@qq.example>",
        "To: help@tandem-bikes.example",
        "Subject: 系统退信/Systems bounce",
      ],
      "抱歉，您的邮件被退回来了……",
      "邮件主题：订单1042",
      "无法发送到 ines@radsport.example",
      "退信原因：收件人邮件地址（ines@radsport.example）不存在，邮件无法送达。",
      "host mx.radsport.example said: 550 Mailbox not found",
    ),
    auto: "bounce",
    bounce: { recipients: ["ines@radsport.example"], status: "5.0.0", hard: true },
  },
  {
    name: "a customer asks about a bounce",
    raw: plain(
      [...person, "Subject: Undelivered mail?"],
      "Hi, my mail to you was undeliverable: 550 5.1.1 user unknown. Why?",
    ),
    auto: null,
  },
  {
    name: "a customer forwards a delivery report as a file",
    raw: lines(
      ...person,
      "Subject: Why did I get this?",
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=edge",
      "",
      "--edge",
      "Content-Type: text/plain",
      "",
      "Please explain.",
      "--edge",
      "Content-Type: message/delivery-status",
      "",
      "Final-Recipient: rfc822; x@y.example",
      "Action: failed",
      "--edge--",
    ),
    auto: null,
  },
  {
    name: "Exchange: out of office",
    raw: plain(
      [
        ...person,
        "Subject: Automatic reply: Order 1042",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "In-Reply-To: <out-1@tandem-bikes.example>",
      ],
      "I am out of the office until Monday.",
    ),
    auto: "auto-reply",
  },
  {
    name: "vacation program",
    raw: plain(
      [...person, "Subject: away", "Auto-Submitted: auto-replied (vacation)", "Precedence: bulk"],
      "I am on vacation.",
    ),
    auto: "auto-reply",
  },
  {
    name: "an old answering program",
    raw: plain([...person, "Subject: Re: x", "X-Autoreply: yes"], "Got it."),
    auto: "auto-reply",
  },
  {
    name: "an answering program by precedence",
    raw: plain([...person, "Subject: Re: x", "Precedence: auto_reply"], "Got it."),
    auto: "auto-reply",
  },
  {
    name: "absence in Russian",
    raw: plain([...person, "Subject: Автоответ: Заказ"], "Я в отпуске до 20 мая."),
    auto: "auto-reply",
  },
  {
    name: "absence in Ukrainian",
    raw: plain([...person, "Subject: Автоматична відповідь: Замовлення"], "Я у відпустці до 20 травня."),
    auto: "auto-reply",
  },
  {
    name: "absence in Chinese",
    raw: plain([...person, "Subject: 自动回复: 订单"], "您好，我正在休假。"),
    auto: "auto-reply",
  },
  {
    name: "absence in Arabic",
    raw: plain([...person, "Subject: رد تلقائي: الطلب"], "أنا خارج المكتب حتى الاثنين."),
    auto: "auto-reply",
  },
  {
    name: "a person asks about automatic replies",
    raw: plain(
      [...person, "Subject: Automatic reply does not work"],
      "How do I switch it on in your shop software?",
    ),
    auto: null,
  },
  {
    name: "a person answers an automatic reply",
    raw: plain(
      [...person, "Subject: Re: Automatic reply: Order", "In-Reply-To: <out-1@x.example>"],
      "Thanks for the quick note!",
    ),
    auto: null,
  },
  {
    name: "a newsletter",
    raw: plain(
      [
        "From: news@shop.example",
        "To: help@tandem-bikes.example",
        "Subject: Sale",
        "List-Unsubscribe: <https://shop.example/u>",
        "Precedence: bulk",
      ],
      "Buy!",
    ),
    auto: "list",
  },
  {
    name: "a discussion list",
    raw: plain(
      [
        "From: Omar <omar@radsport.example>",
        "To: riders@lists.example",
        "Subject: [riders] Sunday",
        "List-Id: Riders <riders.lists.example>",
        "List-Post: <mailto:riders@lists.example>",
        "Precedence: list",
      ],
      "Who comes?",
    ),
    auto: "list",
  },
  {
    name: "a customer who wrote to a support address that is a group",
    raw: plain(
      [
        "From: Ines <ines@radsport.example>",
        "To: support@tandem-bikes.example",
        "Subject: Broken chain",
        "Precedence: list",
        "List-ID: <support.tandem-bikes.example>",
        "X-Google-Group-Id: 123",
        "List-Post: <https://groups.example/post>, <mailto:support@tandem-bikes.example>",
        "List-Unsubscribe: <mailto:googlegroups-manage+123+unsubscribe@googlegroups.example>",
      ],
      "It broke.",
    ),
    auto: null,
  },
  { name: "a person", raw: plain([...person, "Subject: Hello"], "Do you have it in blue?"), auto: null },
];
