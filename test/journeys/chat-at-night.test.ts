import nodemailer from "nodemailer";
import { beforeAll, expect, test, vi } from "vitest";
import { listCalendars, patchCalendar } from "../../contract/calendars.ts";
import { listConversations, listMessages } from "../../contract/conversations.ts";
import { patchHelpCentre } from "../../contract/help-centres.ts";
import { postArticle, putPublication } from "../../contract/knowledge.ts";
import { readMail } from "../../server/channels/mail/reading/index.ts";
import { withoutWall } from "../../server/db/database.ts";
import type { Person } from "../world.ts";
import { pageClock } from "./clock.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";
import { type Site, siteIn, type Visit } from "./site.ts";

vi.setConfig({ testTimeout: 180_000 });

const timeZone = "Asia/Shanghai";
const today = Temporal.Now.plainDateISO(timeZone);
/** The last Monday that is over: at night nobody is there, on Tuesday from nine. */
const monday = today.subtract({ days: today.dayOfWeek + 6 });
const at = (date: Temporal.PlainDate, time: string) =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
const tuesday = (time: string) => at(monday.add({ days: 1 }), time);
const setTime = (time: Temporal.ZonedDateTime) => vi.setSystemTime(time.epochMilliseconds);

let around: DeskWorld;
let shop: Site;

async function deskNow(person: Person) {
  const opened = await around.desk(person);
  await opened.context.addInitScript(pageClock());
  return opened;
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  setTime(at(monday, "23:10"));
  around = await deskWorld({ acknowledges: true });
  const { omar, kolo, settled } = around;
  shop = await siteIn(around);
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" }));
  for (const { id } of (await omar.call(listCalendars, {})).items)
    await omar.call(patchCalendar, { params: { id }, body: { timeZone, always: false, hours } });
  await omar.call(patchHelpCentre, {
    params: { brand: kolo.id },
    body: { isOn: true, slug: "kolo", locale: "zh" },
  });
  const articles = [
    ["如何退货", "收到商品后三十天内可以退货。请保留原包装。"],
    ["轮胎充气", "城市车的轮胎充到四点五巴。"],
    ["刹车有异响怎么办", "用酒精擦拭碟片，再磨合刹车。"],
  ] as const;
  for (const [title, words] of articles) {
    const article = await omar.call(postArticle, {
      body: { brand: kolo.id, locale: "zh", title, html: `<p>${words}</p>` },
    });
    await omar.call(putPublication, { params: article, body: {} });
  }
  await settled();
});

const write = async ({ frame }: Visit, text: string) => {
  await frame.getByRole("textbox", { name: "您的消息" }).fill(text);
  await frame.getByRole("button", { name: "发送", exact: true }).click();
  await frame.locator(".bubble.mine:not(.going)", { hasText: text }).waitFor();
};

/** Whether the last connection of the visitor is known to be lost. */
const hasLeft = () =>
  withoutWall(around.db, async (tx) => {
    const { leftAt } = await tx.selectFrom("chatVisitors").select("leftAt").executeTakeFirstOrThrow();
    return leftAt !== null;
  });

/** A time as a Chinese reader is told it. */
const inChinese = (time: Temporal.ZonedDateTime) =>
  new Intl.DateTimeFormat("zh", { hour: "numeric", minute: "2-digit", timeZone }).format(
    time.epochMilliseconds,
  );

test("a question at night is told when it is answered, answered by mail in the morning, and goes on in the chat", async () => {
  const { nina, kolo, smtp, settled, outbox } = around;
  const asked = "自行车可以退货吗？我买了两周，没有骑过。";

  // At night, on a shop's site.
  const night = await shop.visit({ locale: "zh", timeZone, before: pageClock() });
  await night.launcher.click();
  await night.frame.getByText("现已休息，恢复服务：", { exact: false }).waitFor();
  expect(await night.frame.locator(".hours").textContent()).toContain(inChinese(tuesday("09:00")));
  await night.frame.locator(".ask").click();

  // The right article is offered while they write, and read without leaving the chat.
  const words = night.frame.getByRole("textbox", { name: "您的消息" });
  await words.fill(asked);
  const offers = night.frame.getByRole("region", { name: "也许这就是答案" });
  await offers.getByRole("button").first().waitFor();
  expect(await offers.getByRole("button").first().textContent()).toContain("如何退货");
  await offers.getByRole("button", { name: "如何退货" }).click();
  await night.frame.getByRole("heading", { name: "如何退货" }).waitFor();
  await night.frame.getByText("三十天内可以退货").waitFor();

  // They want a person all the same; what they had written is still there.
  await night.frame.getByRole("button", { name: "联系我们" }).click();
  expect(await words.inputValue()).toBe(asked);
  await night.frame.getByRole("button", { name: "发送", exact: true }).click();

  // They are told under which number it came, and by when they hear from us.
  const told = night.frame.locator(".bubble.faint");
  await told.waitFor();
  const { items } = await nina.call(listConversations, { query: { view: "unassigned" } });
  const matter = items[0]!;
  expect(matter).toMatchObject({ channel: "chat", language: "zh", status: "new" });
  const acknowledged = (await told.textContent())!;
  expect(acknowledged).toContain(String(matter.number));
  // Four hours of our working time, and until when nobody is there.
  expect(acknowledged).toContain(inChinese(tuesday("09:00")));
  expect(acknowledged).toContain(inChinese(tuesday("13:00")));
  expect(Date.parse(matter.nextStep!.at)).toBe(tuesday("13:00").epochMilliseconds);

  await night.frame.getByLabel("如果您离开，回复发到哪里？").fill("lin@customers.example");
  await night.frame.getByRole("button", { name: "留下邮箱" }).click();
  await night.frame.getByText("您不必等待").waitFor();
  await night.page.close();
  await expect.poll(hasLeft).toBe(true);
  await settled();
  // All of that was said in the chat, and by no mail.
  expect(await outbox()).toEqual([]);

  // In the morning an agent takes it. The visitor has gone, and the desk says that the answer goes by mail.
  setTime(tuesday("09:40"));
  const hers = await deskNow(nina);
  await hers.go("/inbox/unassigned");
  await hers.page.getByRole("button", { name: "Next best" }).click();
  await hers.page.waitForURL(`**/inbox/mine/${matter.id}`);
  await hers.page.getByText(/By mail to .+, lin@customers\.example/).waitFor();
  await expectNothingSerious(hers.page);
  await hers.page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await hers.page.keyboard.type("您好，可以退货，我们来安排取件。");
  await hers.page.keyboard.press("Control+Enter");
  await expect.poll(async () => (await outbox()).length).toBe(1);
  await hers.page.getByRole("region", { name: "The visitor" }).getByText("By mail").waitFor();

  // The mail that goes out: to whom, about what, in which words, and where an answer to it goes.
  const letter = await readMail(Buffer.from((await outbox())[0]!));
  expect(letter.to.map(({ address }) => address)).toEqual(["lin@customers.example"]);
  expect(letter.from).toMatchObject({ address: kolo.inbox.address });
  expect(letter.subject).toContain("自行车可以退货吗");
  expect(letter.reply).toContain("您好，可以退货，我们来安排取件。");
  const back = letter.replyTo[0]!.address;
  expect(back).toMatch(/^help\+r-[^@]+@kolobikes\.example$/);

  // They answer it where they read it, and it stands in the same conversation.
  const post = nodemailer.createTransport({ host: "127.0.0.1", port: (await smtp()).port, ignoreTLS: true });
  setTime(tuesday("12:15"));
  await post.sendMail({
    from: "林小雨 <lin@customers.example>",
    to: back,
    subject: `回复：${letter.subject}`,
    text: "太好了，明天下午可以吗？",
    inReplyTo: letter.messageId!,
  });
  await hers.page.getByText("太好了，明天下午可以吗？").first().waitFor();

  // Back on the site in the same browser, they find all of it and go on in the chat.
  setTime(tuesday("14:05"));
  const later = await shop.visit({
    locale: "zh",
    timeZone,
    before: pageClock(),
    context: night.context,
  });
  await later.launcher.click();
  await later.frame.getByRole("button", { name: "继续对话" }).click();
  const said = ["自行车可以退货吗", `编号为 ${matter.number}`, "我们来安排取件", "明天下午可以吗"];
  for (const part of said) await later.frame.locator(".bubble", { hasText: part }).waitFor();
  const all = await later.frame.locator(".bubble").allTextContents();
  expect(all.map((text) => said.findIndex((part) => text.includes(part)))).toEqual([0, 1, 2, 3]);
  await write(later, "我回来了，在这里继续说吧。");
  await hers.page.getByText("我回来了，在这里继续说吧。").first().waitFor();
  await hers.page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await hers.page.keyboard.type("好的，明天下午三点。");
  await hers.page.keyboard.press("Control+Enter");
  await later.frame.locator(".bubble", { hasText: "好的，明天下午三点。" }).waitFor();

  // One conversation from the first word to the last, and one mail alone.
  const { items: messages } = await nina.call(listMessages, { params: { id: matter.id } });
  expect(messages.map(({ author, channel }) => `${author.kind} ${channel}`)).toEqual([
    "customer chat",
    "automation chat",
    "agent email",
    "customer email",
    "customer chat",
    "agent chat",
  ]);
  expect((await nina.call(listConversations, { query: { view: "all" } })).items).toHaveLength(1);
  await settled();
  expect(await outbox()).toHaveLength(1);
});
