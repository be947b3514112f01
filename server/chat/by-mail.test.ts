/** When nobody is there to see an answer, it goes by mail in the same conversation, once; and back again. */
import nodemailer from "nodemailer";
import { expect, test } from "vitest";
import { listCalendars, patchCalendar } from "../../contract/calendars.ts";
import { getChatBeside, patchVisitor, postTranscript, postTranscriptToVisitor } from "../../contract/chat.ts";
import { listEvents, listMessages, postReply } from "../../contract/conversations.ts";
import { world } from "../../test/world.ts";
import { sweepDeliveries } from "../channels/index.ts";
import { readMail } from "../channels/mail/reading/index.ts";
import { withoutWall } from "../db/database.ts";
import { mailUnseen } from "./answers-by-mail.ts";
import { browserOn, widgetFor } from "./browser-for-test.ts";
import { noticeLeaving } from "./here.ts";

const w = await world({ acknowledges: true });
const { db, kolo, nina, omar, outbox, settled } = w;
const widget = await widgetFor(w, kolo);
const door = await w.smtp();
const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });

const minutes = (n: number) => new Date(Date.now() + n * 60_000);
const reply = (id: string, text: string) =>
  nina.call(postReply, { params: { id }, body: { text, after: "keep" } });
const messagesOf = async (id: string) =>
  (await nina.call(listMessages, { params: { id }, query: { limit: 100 } })).items;
const lettersTo = async (address: string) => {
  const letters = await Promise.all((await outbox()).map((raw) => readMail(Buffer.from(raw))));
  return letters.filter(({ to }) => to.some((one) => one.address === address));
};
const besideOf = (id: string) => nina.call(getChatBeside, { params: { id } });
/** As if a visitor had gone for longer than a reload takes. */
const goesAway = ({ home }: { home: { visitor: { id: string } } }) =>
  withoutWall(db, (tx) =>
    tx
      .updateTable("chatVisitors")
      .set({ seenAt: minutes(-10), leftAt: minutes(-10) })
      .where("id", "=", home.visitor.id)
      .execute(),
  );

test("what is seen in the chat goes by no mail; what is not, goes in one, after the grace", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Which size?", { preChat: { email: "grace@customers.example" } });
  const id = chat.conversation;
  await reply(id, "Number one");
  const upTo = (await ines.messages(id)).at(-1)!.seq;
  await ines.sees(id, upTo);
  await reply(id, "Number two");
  await reply(id, "Number three");
  await mailUnseen(db, minutes(1));
  await settled();
  expect(await lettersTo("grace@customers.example")).toEqual([]);

  await mailUnseen(db, minutes(3));
  await mailUnseen(db, minutes(4));
  await settled();
  const letters = await lettersTo("grace@customers.example");
  expect(letters).toHaveLength(1);
  expect(letters[0]!.reply).toMatch(/Number two\n+Number three/);
  expect(letters[0]!.reply).not.toContain("Number one");
  const answers = (await messagesOf(id)).filter(({ author }) => author.kind === "agent");
  expect(answers.map(({ channel, delivery }) => [channel, delivery?.by, delivery?.state])).toEqual([
    ["chat", "chat", "sent"],
    ["email", "email", "sent"],
    ["email", "email", "sent"],
  ]);
  // They still stand in the chat, under the same numbers.
  expect((await ines.messages(id, upTo)).map(({ text }) => text)).toEqual(["Number two", "Number three"]);
  expect(await besideOf(id)).toMatchObject({ unseen: 0, mailsAt: null, mailedAt: expect.any(String) });
  await ines.sees(id, upTo + 2);
  expect(await besideOf(id)).toMatchObject({ mailedAt: null });
});

test("until when an answer waits to be seen is told, and when it was seen", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Which pump?", { preChat: { email: "until@customers.example" } });
  const id = chat.conversation;
  expect(await besideOf(id)).toMatchObject({ mailsAt: null, seen: null });
  const before = Date.now();
  const answer = await reply(id, "The long one.");
  const { mailsAt } = await besideOf(id);
  expect(Date.parse(mailsAt!)).toBeGreaterThanOrEqual(before + 120_000);
  expect(Date.parse(mailsAt!)).toBeLessThanOrEqual(Date.now() + 120_000);
  await ines.sees(id, (await ines.messages(id)).at(-1)!.seq);
  expect(await besideOf(id)).toMatchObject({
    mailsAt: null,
    unseen: 0,
    seen: { message: answer.id, at: expect.any(String) },
  });
});

test("without an address it waits, and leaving one sends it", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Are you there?");
  await goesAway(ines);
  await reply(chat.conversation, "Yes, we are.");
  await mailUnseen(db, minutes(10));
  await settled();
  expect(await besideOf(chat.conversation)).toMatchObject({ goesBy: "later", unseen: 1, email: null });
  await goesAway(ines);
  await ines.client.call(patchVisitor, { body: { email: "late@customers.example" } });
  await mailUnseen(db, minutes(10));
  await settled();
  expect((await lettersTo("late@customers.example")).map(({ reply: words }) => words)).toEqual([
    expect.stringContaining("Yes, we are."),
  ]);
  expect(await besideOf(chat.conversation)).toMatchObject({ unseen: 0 });
});

test("who has gone and left an address is answered by mail, answers by mail, and finds it all when they come back", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("I need an invoice", {
    preChat: { email: "back@customers.example", name: "Ines" },
  });
  const id = chat.conversation;
  await goesAway(ines);
  const answer = await reply(id, "For which order?");
  expect(answer).toMatchObject({ channel: "email", delivery: { by: "email" } });
  await settled();
  const [letter] = await lettersTo("back@customers.example");
  expect(letter!.replyTo[0]!.address).toMatch(/\+r-/);
  expect(await besideOf(id)).toMatchObject({ email: { isVerified: false } });

  const screen = await ines.look();
  await post.sendMail({
    from: "Ines <back@customers.example>",
    to: letter!.replyTo[0]!.address,
    subject: letter!.subject ?? "",
    text: "For KB-20417.",
    inReplyTo: letter!.messageId ?? "",
  });
  await settled();
  await expect
    .poll(() => screen.heard.at(-1))
    .toMatchObject({ text: "For KB-20417.", from: "visitor", channel: "email", clientId: null });
  expect((await besideOf(id)).email).toEqual({ address: "back@customers.example", isVerified: true });

  // Here again, answers come here again.
  await ines.say("I am back in the chat");
  expect(await reply(id, "Here it is.")).toMatchObject({ channel: "chat" });
  await expect.poll(() => screen.heard.at(-1)?.text).toBe("Here it is.");
  expect((await ines.messages(id)).map(({ channel }) => channel)).toEqual(
    expect.arrayContaining(["chat", "email"]),
  );
});

test("a process that dies between deciding and sending loses nothing and sends nothing twice", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Hello", { preChat: { email: "killed@customers.example" } });
  await reply(chat.conversation, "First");
  await reply(chat.conversation, "Second");
  // Decided and committed; the order to send is lost with the process.
  await mailUnseen(db, minutes(3));
  await withoutWall(db, (tx) =>
    tx
      .updateTable("deliveries")
      .set({ nextTryAt: minutes(-5) })
      .where("conversationId", "=", chat.conversation)
      .where("nextTryAt", "is not", null)
      .execute(),
  );
  await sweepDeliveries(db);
  await mailUnseen(db, minutes(5));
  await settled();
  expect(await lettersTo("killed@customers.example")).toHaveLength(1);
});

test("at night a message says when it is answered, and in the morning the answer comes by mail", async () => {
  const { items: calendars } = await omar.call(listCalendars, {});
  const tomorrow = Temporal.Now.plainDateISO("UTC").add({ days: 1 }).dayOfWeek;
  for (const { id } of calendars)
    await omar.call(patchCalendar, {
      params: { id },
      body: { always: false, hours: [{ weekday: tomorrow, from: "09:00", to: "17:00" }] },
    });
  const shop = await widgetFor(w, kolo);
  const li = await browserOn(w, shop, { locale: "zh" });
  expect(li.home.availability).toMatchObject({
    isOpen: false,
    isAttended: false,
    opensAt: expect.any(String),
  });
  const { chat, messages } = await li.say("你们的自行车可以退货吗？");
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({
    isAcknowledgement: true,
    from: "automation",
    channel: "chat",
    language: "zh",
  });
  expect(messages[0]!.text).toContain(String(chat.number));
  await li.leavesAddress("li@customers.example");
  await settled();
  // The word that it came is said in the chat, and by no mail.
  expect(await lettersTo("li@customers.example")).toEqual([]);
  await goesAway(li);
  await reply(chat.conversation, "可以，三十天内。");
  await settled();
  const [letter] = await lettersTo("li@customers.example");
  expect(letter!.reply).toContain("可以，三十天内。");
  expect((await li.goHome()).chats[0]).toMatchObject({ conversation: chat.conversation, unread: 2 });
});

test("those who look after a matter are told that its visitor left, once, and that they are back", async () => {
  const ines = await browserOn(w, widget);
  const { chat } = await ines.say("Hello");
  const screen = await ines.look();
  screen.drop();
  await expect
    .poll(async () =>
      withoutWall(db, (tx) =>
        tx
          .selectFrom("chatVisitors")
          .select("leftAt")
          .where("id", "=", ines.home.visitor.id)
          .executeTakeFirst(),
      ),
    )
    .toMatchObject({ leftAt: expect.any(Date) });
  await noticeLeaving(db, minutes(0.2));
  await noticeLeaving(db, minutes(1));
  await noticeLeaving(db, minutes(2));
  await ines.look();
  await settled();
  const kinds = (await nina.call(listEvents, { params: { id: chat.conversation } })).items
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith("chat.visitor"));
  expect(kinds).toEqual(["chat.visitor_left", "chat.visitor_came"]);
});

test("what was said is sent to its visitor, in their language, once somebody has answered", async () => {
  const ines = await browserOn(w, widget, { locale: "ar" });
  const { chat } = await ines.say("مرحبا", { preChat: { email: "script@customers.example", name: "نورة" } });
  const params = { id: chat.conversation };
  expect((await ines.client.refused(postTranscript, { params })).code).toBe("not_found");
  await reply(chat.conversation, "أهلًا");
  await ines.client.call(postTranscript, { params });
  await settled();
  const letter = (await lettersTo("script@customers.example")).find(({ text }) => text?.includes("مرحبا"));
  expect(letter!.html).toContain('dir="rtl"');
  expect(letter!.text).toContain("أهلًا");
});

test("an agent sends what was said to the visitor, in the visitor's language, not again and again", async () => {
  const li = await browserOn(w, widget, { locale: "zh" });
  const { chat } = await li.say("有货吗？");
  const params = { id: chat.conversation };
  expect((await nina.refused(postTranscriptToVisitor, { params })).code).toBe("no_address");
  await li.leavesAddress("li.script@customers.example");
  expect((await nina.refused(postTranscriptToVisitor, { params })).code).toBe("not_found");
  await reply(chat.conversation, "有的。");
  expect(await besideOf(chat.conversation)).toMatchObject({ canSendTranscript: true });
  await nina.call(postTranscriptToVisitor, { params });
  await settled();
  const [letter] = await lettersTo("li.script@customers.example");
  expect(letter!.subject).toContain("编号");
  expect(letter!.text).toMatch(/有货吗？[\s\S]+有的。/);
  await nina.call(postTranscriptToVisitor, { params });
  expect((await nina.refused(postTranscriptToVisitor, { params })).code).toBe("too_many_requests");
});
