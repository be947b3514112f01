/** "We have it, and here is when you will hear from us": by the front door, over SMTP and every other channel. */
import nodemailer from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { listClockPolicies, patchClockPolicy } from "../../contract/clocks.ts";
import {
  Channel,
  listConversations,
  listEvents,
  listMessages,
  postConversation,
  postReply,
} from "../../contract/conversations.ts";
import {
  getLedger,
  listAcknowledgements,
  listRequests,
  patchAcknowledgement,
  postAcknowledgementSample,
} from "../../contract/ledger.ts";
import { world } from "../../test/world.ts";
import { readMail } from "../channels/mail/reading/index.ts";
import { openConversations } from "../conversations/index.ts";
import { withoutWall } from "../db/database.ts";

const { db, kolo, nina, omar, outbox, safra, salma, settled, smtp, stranger, workspaceId } = await world({
  acknowledges: true,
});
const door = await smtp();
const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });

const send = async (mail: Parameters<typeof post.sendMail>[0]) => {
  await post.sendMail({ to: kolo.inbox.address, ...mail });
  await settled();
};
const newest = async () => (await nina.call(listConversations, { query: { limit: 1 } })).items[0]!;
const messagesOf = async ({ id }: { id: string }) =>
  (await nina.call(listMessages, { params: { id }, query: { limit: 100 } })).items;
const acknowledgementsOf = async (conversation: { id: string }) =>
  (await messagesOf(conversation)).filter(({ auto }) => auto === "acknowledgement");
const lettersTo = async (address: string) => {
  const letters = await Promise.all((await outbox()).map((raw) => readMail(Buffer.from(raw))));
  return letters.filter(({ to }) => to.some((one) => one.address === address));
};
const why = async ({ id }: { id: string }) =>
  (await nina.call(listEvents, { params: { id } })).items.find(({ kind }) => kind === "conversation.opened")!
    .data.unacknowledged;
const requestsOf = async ({ id }: { id: string }) =>
  (
    await omar.call(listRequests, {
      query: { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", limit: 100 },
    })
  ).items.filter(({ conversation }) => conversation.id === id);

/** As if a conversation had been acknowledged more than a day ago. */
const aDayAgo = ({ id }: { id: string }) =>
  withoutWall(db, async (tx) => {
    const acknowledgedAt = new Date(Date.now() - 25 * 3_600_000);
    await tx.updateTable("conversations").set({ acknowledgedAt }).where("id", "=", id).execute();
    await tx
      .updateTable("messages")
      .set({ sentAt: acknowledgedAt })
      .where("conversationId", "=", id)
      .where("auto", "=", "acknowledgement")
      .execute();
  });

test("a letter in Arabic is acknowledged in Arabic, from right to left, in the name of the brand", async () => {
  await send({
    from: { name: "نورة العتيبي", address: "noura@customers.example" },
    subject: "لم يصل الطلب KB-31007",
    text: "السلام عليكم، لم يصل طلبي حتى الآن.",
    messageId: "<noura-1@customers.example>",
  });
  const conversation = await newest();
  const [acknowledgement, ...more] = await acknowledgementsOf(conversation);
  expect(more).toEqual([]);
  expect(acknowledgement).toMatchObject({
    author: { kind: "automation", name: "Kolo Bikes" },
    language: "ar",
    delivery: { state: "sent" },
  });
  const [letter] = await lettersTo("noura@customers.example");
  expect(letter).toMatchObject({
    from: { name: "Kolo Bikes", address: kolo.inbox.address },
    inReplyTo: "<noura-1@customers.example>",
    subject: `وصلتنا رسالتك – رقم ${conversation.number}، Kolo Bikes`,
  });
  expect(letter!.text).toContain(String(conversation.number));
  expect(letter!.html).toMatch(/<html lang="ar" dir="rtl">/);

  // The time told is the time of the request, and it is kept by an answer in time.
  const [request] = await requestsOf(conversation);
  expect(request).toMatchObject({ acknowledgedAt: expect.any(String), toldAt: expect.any(String) });
  expect(Date.parse(request!.toldAt!)).toBeGreaterThanOrEqual(Date.parse(request!.dueAt!));
  await nina.call(postReply, { params: { id: conversation.id }, body: { text: "خرج اليوم." } });
  await settled();
  expect((await messagesOf(conversation))[0]!.request).toMatchObject({
    toldAt: request!.toldAt,
    answeredBy: "reply",
  });
});

test("nothing of what was written to us goes out with it: neither subject nor name nor words, in no header", async () => {
  await send({
    from: { name: "Visit casino-prize.example now", address: "victim@elsewhere.example" },
    replyTo: { name: "Claim your prize", address: "victim@elsewhere.example" },
    subject: "You have WON at casino-prize.example",
    text: "Go to http://casino-prize.example and pay",
    messageId: "<lure@casino-prize.example>",
    references: "<click-here@casino-prize.example>",
    headers: { "X-Prize": "casino-prize.example" },
  });
  const raw = (await outbox()).at(-1)!;
  const letter = await readMail(Buffer.from(raw));
  expect(letter.to).toEqual([{ name: null, address: "victim@elsewhere.example" }]);
  const decoded = [
    raw.replace(/^In-Reply-To:.*\r?\n/gim, ""),
    letter.subject,
    letter.text,
    letter.html,
    letter.from!.name,
    ...letter.replyTo.map(({ name }) => name),
  ].join("\n");
  for (const word of ["casino", "prize", "WON", "Visit", "Claim", "click-here"])
    expect(decoded.toLowerCase(), word).not.toContain(word.toLowerCase());
  expect(raw).toMatch(/^In-Reply-To: <lure@casino-prize.example>/im);
  expect(raw).not.toMatch(/^References:/im);
});

test("other machines are told that a machine wrote it", async () => {
  await send({ from: "heads@customers.example", subject: "Heads", text: "Hello" });
  const raw = (await outbox()).at(-1)!;
  expect(raw).toMatch(/^Auto-Submitted: auto-replied\r?$/m);
  expect(raw).toMatch(/^X-Auto-Response-Suppress: All\r?$/m);
  expect(raw).toMatch(/^Content-Language: en\r?$/m);
  // A person's reply says no such thing.
  await nina.call(postReply, { params: { id: (await newest()).id }, body: { text: "Hello." } });
  await settled();
  expect((await outbox()).at(-1)).not.toMatch(/^Auto-Submitted:/im);
});

test("one matter is acknowledged once in its period, also when its customer writes twice", async () => {
  await send({
    from: "twice@customers.example",
    subject: "Pedals",
    text: "Which pedals fit?",
    messageId: "<twice-1@customers.example>",
  });
  const conversation = await newest();
  const more = {
    from: "twice@customers.example",
    subject: "Re: Pedals",
    text: "I mean the City 7.",
    inReplyTo: "<twice-1@customers.example>",
  };
  await send(more);
  expect(await acknowledgementsOf(conversation)).toHaveLength(1);
  // The second letter is covered by the first word; it was told no time of its own.
  const requests = await requestsOf(conversation);
  expect(requests.map(({ toldAt }) => toldAt === null)).toEqual([false, true]);
  expect(requests.every(({ acknowledgedAt }) => acknowledgedAt)).toBe(true);

  await aDayAgo(conversation);
  const [letter] = await lettersTo("twice@customers.example");
  await send({ ...more, text: "Still there?", to: letter!.replyTo[0]!.address });
  expect(await acknowledgementsOf(conversation)).toHaveLength(2);
});

test("a machine's letter and one of our own addresses are kept without a word", async () => {
  const before = (await outbox()).length;
  for (const mail of [
    { from: "away@customers.example", headers: { "Auto-Submitted": "auto-replied" } },
    { from: "news@shop.example", headers: { "List-Id": "<news.shop.example>", Precedence: "bulk" } },
    { from: "no-reply@shop.example" },
    { from: safra.inbox.address },
    { envelope: { from: "", to: kolo.inbox.address }, from: "MAILER-DAEMON@mx.example" },
  ])
    await send({ subject: "Out of office", text: "I am away", ...mail });
  expect(await outbox()).toHaveLength(before);
});

test("who has sent five matters within the hour hears of no sixth", async () => {
  for (let n = 1; n <= 7; n++)
    await send({ from: "loop@customers.example", subject: `Loop ${n}`, text: `Loop ${n}` });
  expect(await lettersTo("loop@customers.example")).toHaveLength(5);
  expect(await why(await newest())).toBe("too_many");
});

test("further letters do not get around the limit of the hour", async () => {
  const first: string[] = [];
  for (let n = 1; n <= 6; n++) {
    await send({
      from: "circle@customers.example",
      subject: `Circle ${n}`,
      text: `Circle ${n}`,
      messageId: `<circle-${n}@customers.example>`,
    });
    first.push((await newest()).id);
  }
  expect(await lettersTo("circle@customers.example")).toHaveLength(5);
  await send({
    from: "circle@customers.example",
    subject: "Re: Circle 6",
    text: "And?",
    inReplyTo: "<circle-6@customers.example>",
  });
  expect(await messagesOf({ id: first[5]! })).toHaveLength(2);
  expect(await lettersTo("circle@customers.example")).toHaveLength(5);
});

test("a sender whose domain disowns the letter is told nothing", async () => {
  const { rulesVersion } = await withoutWall(db, (tx) =>
    tx
      .selectFrom("workspaces")
      .select("rulesVersion")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow(),
  );
  const [opened] = await openConversations(db, workspaceId, [
    {
      actor: { kind: "customer", id: null, name: "Bank" },
      incoming: {
        inbox: {
          id: kolo.inbox.id,
          brandId: kolo.id,
          line: "service",
          lines: ["service", "support"],
          teamId: kolo.teamId,
          address: kolo.inbox.address,
          country: null,
          rulesVersion,
        },
        from: { email: "ceo@bank.example", name: "Bank" },
        channel: "email",
        subject: "Urgent",
        text: "Please pay",
        html: null,
        reply: "Please pay",
        sentAt: new Date(),
        linkedBy: "new",
        senderCheck: { spf: "fail", dkim: "none", dmarc: "fail", verdict: "forged", details: null },
      },
    },
  ]);
  await settled();
  expect(await why(opened!.conversation)).toBe("forged");
  expect(await lettersTo("ceo@bank.example")).toEqual([]);
  expect((await requestsOf(opened!.conversation))[0]).toMatchObject({ acknowledgedAt: null, toldAt: null });
});

test.each(Channel.options)("what comes by %s is acknowledged too", async (channel) => {
  const email = `${channel}@customers.example`;
  const conversation = await omar.call(postConversation, {
    body: { inbox: kolo.inbox.id, channel, customer: { email, name: "Ines" }, text: "Где мой заказ?" },
  });
  await settled();
  expect(await acknowledgementsOf(conversation)).toMatchObject([
    { language: "ru", delivery: { state: "sent" } },
  ]);
  const [letter] = await lettersTo(email);
  expect(letter!.subject).toBe(`Мы получили ваше сообщение – № ${conversation.number}, Kolo Bikes`);
});

test("an acknowledgement that comes back told nobody anything, and the next letter is acknowledged anew", async () => {
  await send({
    from: "gone@customers.example",
    subject: "Old address",
    text: "Hello?",
    messageId: "<gone-1@customers.example>",
  });
  const conversation = await newest();
  await send({
    from: "gone@customers.example",
    subject: "Re: Old address",
    text: "Anybody?",
    inReplyTo: "<gone-1@customers.example>",
  });
  const { total: before } = await omar.call(getLedger, {
    query: { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
  });
  const [letter] = await lettersTo("gone@customers.example");
  await post.sendMail({
    envelope: { from: "", to: [letter!.replyTo[0]!.address] },
    raw: [
      "From: Mail Delivery System <MAILER-DAEMON@mx.customers.example>",
      `To: ${letter!.replyTo[0]!.address}`,
      "Subject: Undelivered Mail Returned to Sender",
      "Auto-Submitted: auto-replied",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
      "",
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
      `Message-ID: ${letter!.messageId}`,
      "Subject: We have your message",
      "",
      "Thank you",
      "--r--",
    ].join("\r\n"),
  });
  await settled();
  expect((await requestsOf(conversation)).map(({ acknowledgedAt }) => acknowledgedAt)).toEqual([null, null]);
  const { total } = await omar.call(getLedger, {
    query: { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
  });
  expect(total).toEqual({ ...before, acknowledged: before.acknowledged - 2 });
  // The matter itself is where it was.
  expect(await nina.sees(conversation)).toMatchObject({ status: "new", nextStep: { what: "first_reply" } });

  await send({
    from: "gone@customers.example",
    subject: "Re: Old address",
    text: "I am back.",
    to: letter!.replyTo[0]!.address,
    inReplyTo: "<gone-1@customers.example>",
  });
  expect(await acknowledgementsOf(conversation)).toHaveLength(2);
  expect((await requestsOf(conversation)).map(({ toldAt }) => toldAt !== null)).toEqual([false, false, true]);
});

test("where no clock runs nobody is told of less than a day, neither at first nor later", async () => {
  const { items } = await omar.call(listClockPolicies, {});
  const promise = async (isOn: boolean) => {
    for (const { id } of items) await omar.call(patchClockPolicy, { params: { id }, body: { isOn } });
  };
  await promise(false);
  onTestFinished(() => promise(true));
  const mail = { from: "patient@customers.example", subject: "Pump", text: "Which pump fits?" };
  await send({ ...mail, messageId: "<patient-1@customers.example>" });
  const conversation = await newest();
  await aDayAgo(conversation);
  const [letter] = await lettersTo("patient@customers.example");
  await send({ ...mail, text: "Still there?", to: letter!.replyTo[0]!.address });
  const told = (await requestsOf(conversation)).map(
    ({ askedAt, toldAt }) => Date.parse(toldAt!) - Date.parse(askedAt),
  );
  expect(told).toHaveLength(2);
  expect(Math.min(...told)).toBeGreaterThanOrEqual(24 * 3_600_000);
});

test("a line is switched off, or speaks in its own words, from the next letter on", async () => {
  await omar.call(patchAcknowledgement, {
    params: { line: "service" },
    body: { texts: { en: "Hi! {number} at {brand}, by {time}." } },
  });
  await send({ from: "own@customers.example", subject: "Own", text: "Hello there" });
  const [letter] = await lettersTo("own@customers.example");
  expect(letter!.text).toContain(`Hi! ${(await newest()).number} at Kolo Bikes, by `);
  await omar.call(patchAcknowledgement, { params: { line: "service" }, body: { isOn: false } });
  await send({ from: "off@customers.example", subject: "Off", text: "Hello there" });
  expect(await lettersTo("off@customers.example")).toEqual([]);
  expect(await why(await newest())).toBe("off");
  expect((await omar.call(listAcknowledgements, {})).items[0]).toMatchObject({
    line: "service",
    isOn: false,
    texts: { en: "Hi! {number} at {brand}, by {time}." },
  });
  expect(
    await nina.refused(patchAcknowledgement, { params: { line: "service" }, body: { isOn: true } }),
  ).toMatchObject({ code: "forbidden" });
});

test("a sample says what a customer would read, in any language, and only of brands one serves", async () => {
  const sample = await salma.call(postAcknowledgementSample, {
    params: { line: "service" },
    body: { brand: safra.id, locale: "zh", text: "{brand}：{number}" },
  });
  expect(sample).toMatchObject({ text: "Safra：1042", subject: expect.stringContaining("1042") });
  expect(Date.parse(sample.toldAt)).toBeGreaterThan(Date.now());
  const usual = await salma.call(postAcknowledgementSample, {
    params: { line: "service" },
    body: { brand: safra.id, locale: "uk", text: "" },
  });
  expect(usual.text).toContain("Safra");
  for (const [person, brand] of [
    [salma, kolo.id],
    [(await stranger()).owner, kolo.id],
  ] as const)
    expect(
      await person.refused(postAcknowledgementSample, {
        params: { line: "service" },
        body: { brand, locale: "en" },
      }),
    ).toMatchObject({ code: "not_found" });
});
