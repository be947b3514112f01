import { join } from "node:path";
import nodemailer from "nodemailer";
import { expect, test } from "vitest";
import {
  deleteClosure,
  listConversations,
  listEvents,
  listMessages,
  postClosure,
  postReply,
} from "../../../contract/conversations.ts";
import { getFile, getRawMail } from "../../../contract/files.ts";
import { postWaiver } from "../../../contract/ledger.ts";
import { world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";
import { folderStore } from "../../files/index.ts";
import { orderReading, showUnreadable } from "../index.ts";
import { readMail } from "./reading/index.ts";

const { nina, salma, kolo, safra, db, settled, smtp, outbox, workspaceId, app, stranger, folder } =
  await world();
const door = await smtp();
const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });

const newest = async () => (await nina.call(listConversations, { query: { limit: 1 } })).items[0]!;
const messagesOf = async (id: string) => (await nina.call(listMessages, { params: { id } })).items;
const total = async () => (await nina.call(listConversations, { query: { limit: 100 } })).items.length;
const lastSent = async () => readMail(Buffer.from((await outbox()).at(-1)!));

test("a letter in Arabic with a picture is answered, and its answer's answer comes home with only the new words", async () => {
  await post.sendMail({
    from: { name: "نورة العتيبي", address: "noura@customers.example" },
    to: kolo.inbox.address,
    subject: "لم يصل الطلب KB-31007",
    text: "السلام عليكم،\nلم يصل طلبي حتى الآن.",
    attachments: [
      { filename: "صورة.png", content: Buffer.from("89504e470d0a1a0a", "hex"), contentType: "image/png" },
    ],
  });
  await settled();
  const conversation = await newest();
  expect(conversation).toMatchObject({
    subject: "لم يصل الطلب KB-31007",
    language: "ar",
    customer: { name: "نورة العتيبي" },
  });
  const [letter] = await messagesOf(conversation.id);
  expect(letter).toMatchObject({
    linkedBy: "new",
    hasRaw: true,
    attachments: [{ filename: "صورة.png", mimeType: "image/png", size: 8 }],
  });

  await nina.call(postReply, {
    params: { id: conversation.id },
    body: { html: "<p>وعليكم السلام، خرج اليوم.</p>" },
  });
  await settled();
  expect((await messagesOf(conversation.id)).at(-1)).toMatchObject({
    delivery: { state: "sent", error: null },
  });
  const answer = await lastSent();
  expect(answer).toMatchObject({
    to: [{ address: "noura@customers.example" }],
    subject: "Re: لم يصل الطلب KB-31007",
    from: { address: kolo.inbox.address },
    reply: expect.stringContaining("خرج اليوم"),
  });
  expect(answer.html).toMatch(/dir="rtl"/);
  expect(answer.quoted).toContain("لم يصل طلبي");

  await post.sendMail({
    from: "noura@customers.example",
    to: answer.replyTo[0]!.address,
    subject: answer.subject,
    inReplyTo: answer.messageId!,
    text: `شكراً جزيلاً!\n\n${answer.text.replace(/^/gm, "> ")}`,
  });
  await settled();
  const all = await messagesOf(conversation.id);
  expect(all).toHaveLength(3);
  expect(all.at(-1)).toMatchObject({ reply: "شكراً جزيلاً!", linkedBy: "reply_token" });
  expect(await nina.sees(conversation)).toMatchObject({ status: "open", nextStep: { what: "reply" } });
});

test("without the signed address, the mail's own thread leads home, but only for the customer of that matter", async () => {
  await post.sendMail({
    from: "ines@customers.example",
    to: kolo.inbox.address,
    subject: "Pedals",
    text: "Which pedals fit?",
    messageId: "<pedals-1@customers.example>",
  });
  await settled();
  const conversation = await newest();

  await post.sendMail({
    from: "ines@customers.example",
    to: kolo.inbox.address,
    subject: "Re: Pedals",
    text: "I mean the City 7.",
    inReplyTo: "<pedals-1@customers.example>",
  });
  await settled();
  expect((await messagesOf(conversation.id)).map((one) => one.linkedBy)).toEqual(["new", "in_reply_to"]);

  await post.sendMail({
    from: "mallory@elsewhere.example",
    to: kolo.inbox.address,
    subject: "Re: Pedals",
    text: "What did she write?",
    inReplyTo: "<pedals-1@customers.example>",
  });
  await settled();
  expect(await messagesOf(conversation.id)).toHaveLength(2);
  expect((await newest()).customer.email).toBe("mallory@elsewhere.example");
});

test("a forged reply address opens nothing", async () => {
  const before = await newest();
  const [local, domain] = kolo.inbox.address.split("@");
  await post.sendMail({
    from: "mallory@elsewhere.example",
    to: `${local}+r-${before.number.toString(36)}-aaaaaaaaaaaaaaaaaaaaaaaaaa@${domain}`,
    subject: "Let me in",
    text: "Hello",
  });
  await settled();
  const conversation = await newest();
  expect(conversation.id).not.toBe(before.id);
  expect((await messagesOf(conversation.id))[0]).toMatchObject({ linkedBy: "new" });
});

test("the same mail twice is one message; the same id with other words is another", async () => {
  const before = await total();
  const mail = {
    from: "twice@customers.example",
    to: kolo.inbox.address,
    subject: "Twice",
    messageId: "<twice@customers.example>",
    date: "2026-11-01T10:00:00Z",
  };
  await post.sendMail({ ...mail, text: "Once is enough" });
  await post.sendMail({
    ...mail,
    text: "Once is enough",
    headers: { Received: "from a relay that tried again" },
  });
  await settled();
  expect(await total()).toBe(before + 1);
  await post.sendMail({ ...mail, text: "But this is new" });
  await settled();
  const conversation = await newest();
  expect((await messagesOf(conversation.id)).at(-1)!.text).toContain("But this is new");
});

test("an automatic reply is kept, marked, and neither reopens nor asks for an answer", async () => {
  await post.sendMail({
    from: "away@customers.example",
    to: kolo.inbox.address,
    subject: "Saddle",
    text: "Which saddle?",
    messageId: "<saddle-1@customers.example>",
  });
  await settled();
  const conversation = await newest();
  await nina.call(postWaiver, { params: { id: conversation.id }, body: { reason: "thanks" } });
  await nina.call(postClosure, { params: { id: conversation.id } });

  await post.sendMail({
    from: "away@customers.example",
    to: kolo.inbox.address,
    subject: "Automatic reply: Saddle",
    text: "I am away until Monday.",
    inReplyTo: "<saddle-1@customers.example>",
    headers: { "Auto-Submitted": "auto-replied" },
  });
  await settled();
  expect(await nina.sees(conversation)).toMatchObject({ status: "closed", waitingSince: null });
  expect((await messagesOf(conversation.id)).at(-1)).toMatchObject({
    auto: "auto-reply",
    author: { kind: "automation" },
  });
  await nina.call(deleteClosure, { params: { id: conversation.id } });
});

test("a bounce of our answer is seen on the answer, and the matter comes back to its owner", async () => {
  await post.sendMail({
    from: "gone@customers.example",
    to: kolo.inbox.address,
    subject: "Old address",
    text: "Hello?",
  });
  await settled();
  const conversation = await newest();
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "Here we are." } });
  await settled();
  const ours = await lastSent();

  await post.sendMail({
    envelope: { from: "", to: [ours.replyTo[0]!.address] },
    raw: [
      "From: Mail Delivery System <MAILER-DAEMON@mx.customers.example>",
      `To: ${ours.replyTo[0]!.address}`,
      "Subject: Undelivered Mail Returned to Sender",
      "Auto-Submitted: auto-replied",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
      "",
      "--r",
      "Content-Type: text/plain",
      "",
      "The mail could not be delivered.",
      "--r",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.customers.example",
      "",
      "Final-Recipient: rfc822; gone@customers.example",
      "Action: failed",
      "Status: 5.1.1",
      "",
      "--r",
      "Content-Type: message/rfc822",
      "",
      `Message-ID: ${ours.messageId}`,
      "Subject: Re: Old address",
      "",
      "Here we are.",
      "--r--",
    ].join("\r\n"),
  });
  await settled();
  const messages = await messagesOf(conversation.id);
  expect(messages.find((one) => one.author.kind === "agent")!.delivery).toMatchObject({
    state: "failed",
    error: expect.stringContaining("5.1.1"),
  });
  expect(messages.at(-1)).toMatchObject({ auto: "bounce" });
  expect(await nina.sees(conversation)).toMatchObject({
    status: "open",
    owner: { id: nina.id },
    nextStep: { what: "mend_delivery" },
  });
});

test("mail for nobody here is refused at the door", async () => {
  await expect(
    post.sendMail({ from: "ines@customers.example", to: "nobody@kolobikes.example", text: "?" }),
  ).rejects.toMatchObject({ responseCode: 550 });
});

test("a mail that is too large is refused and says so", async () => {
  await expect(
    post.sendMail({
      from: "ines@customers.example",
      to: kolo.inbox.address,
      text: "big",
      attachments: [{ filename: "big.bin", content: Buffer.alloc(36 * 1024 * 1024) }],
    }),
  ).rejects.toMatchObject({ responseCode: 552 });
});

test("while the database is away the sender keeps the mail and is told to come again", async () => {
  const { connect } = db.pools.system;
  db.pools.system.connect = () => Promise.reject(new Error("connection refused"));
  try {
    await expect(
      post.sendMail({ from: "ines@customers.example", to: kolo.inbox.address, text: "later" }),
    ).rejects.toMatchObject({ responseCode: 451 });
  } finally {
    db.pools.system.connect = connect;
  }
});

test("any bytes whatsoever become a conversation that somebody sees, with the mail as it came", async () => {
  const before = await total();
  const rubbish = Buffer.concat([
    Buffer.from("\0\xff\xfe not a mail \0 at all\r\n\r\n", "latin1"),
    Buffer.from([0, 1, 2, 253, 254, 255]),
  ]);
  await post.sendMail({
    envelope: { from: "odd@customers.example", to: [kolo.inbox.address] },
    raw: rubbish,
  });
  await settled();
  expect(await total()).toBe(before + 1);
  const conversation = await newest();
  const [message] = await messagesOf(conversation.id);
  const raw = await nina.ask(getRawMail, { params: { id: conversation.id, message: message!.id } });
  expect(raw.statusCode).toBe(200);
  expect(raw.rawPayload.includes(Buffer.from([253, 254, 255]))).toBe(true);
});

test("a mail whose reading fails every time is shown with the raw file attached", async () => {
  const id = crypto.randomUUID();
  const raw = Buffer.from("From: poison@customers.example\r\n\r\nHello");
  await withoutWall(db, async (tx) => {
    await tx
      .insertInto("rawMails")
      .values({
        workspaceId,
        id,
        inboxId: kolo.inbox.id,
        envelopeFrom: "poison@customers.example",
        envelopeTo: kolo.inbox.address,
        client: "{}",
        size: raw.length,
        sha256: "0".repeat(64),
        content: raw,
        error: "the reader gave up",
      })
      .execute();
  });
  await showUnreadable({ db, store: folderStore(join(folder, "files")) }, workspaceId, id);
  await settled();
  const conversation = await newest();
  const [message] = await messagesOf(conversation.id);
  expect(message).toMatchObject({
    linkedBy: "unreadable",
    problems: ["the reader gave up"],
    attachments: [{ filename: "mail.eml" }],
  });
  await withoutWall(db, (tx) => orderReading(tx, [{ workspaceId, id }]));
  await settled();
  expect(await messagesOf(conversation.id)).toHaveLength(1);
});

test("files of a conversation are for those who may see it, and never run in a browser", async () => {
  await post.sendMail({
    from: "ines@customers.example",
    to: kolo.inbox.address,
    subject: "A page",
    text: "See the file",
    attachments: [{ filename: "page.html", content: "<script>alert(1)</script>", contentType: "text/html" }],
  });
  await settled();
  const [message] = await messagesOf((await newest()).id);
  const file = { params: { id: message!.attachments[0]!.id } };
  const answer = await nina.ask(getFile, file);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toMatch(/^attachment/);
  expect(answer.headers["content-security-policy"]).toContain("sandbox");
  expect((await salma.refused(getFile, file)).code).toBe("not_found");
  expect((await (await stranger()).owner.refused(getFile, file)).code).toBe("not_found");
});

test("the page of a mail's HTML runs nothing of the sender's and tells nobody that it was read", async () => {
  await post.sendMail({
    from: "ines@customers.example",
    to: kolo.inbox.address,
    subject: "Fancy",
    html: '<p onclick="x()">Hi<script>alert(1)</script><img src="https://spy.example/p.gif"></p>',
  });
  await settled();
  const conversation = await newest();
  const [message] = await messagesOf(conversation.id);
  const page = await app.inject({
    url: `/api/v1/conversations/${conversation.id}/messages/${message!.id}/html`,
    headers: nina.headers,
  });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/onclick|alert\(1\)|<img[^>]* src=/);
  expect(page.headers["content-security-policy"]).toContain("sandbox allow-scripts");
  expect(
    (
      await app.inject({
        url: `/api/v1/conversations/${conversation.id}/messages/${message!.id}/html`,
        headers: salma.headers,
      })
    ).statusCode,
  ).toBe(404);
});

test("one mail to two addresses of ours is one conversation for each brand", async () => {
  const before = await total();
  await post.sendMail({
    from: "ines@customers.example",
    to: [kolo.inbox.address, safra.inbox.address],
    subject: "Both",
    text: "To both of you",
  });
  await settled();
  expect(await total()).toBe(before + 2);
  const events = await nina.call(listEvents, { params: { id: (await newest()).id } });
  expect(events.items[0]).toMatchObject({ kind: "conversation.opened" });
});
