import { beforeAll, expect, test } from "vitest";
import { postConversation } from "../../contract/conversations.ts";
import { callerAgain } from "../../server/accounts/index.ts";
import { sendDueReplies } from "../../server/conversations/index.ts";
import { letters } from "../letters.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld({ undoSeconds: 60 });
});

const inSeconds = (n: number) => new Date(Date.now() + n * 1000);

test("what was sent by mistake is taken back: the words are there again and nothing has left", async () => {
  const { nina, omar, db, conversationFrom, outbox, settled, desk } = around;
  const { id } = await conversationFrom("ines", "Where is my order?", { subject: "Order" });
  const { page, go } = await desk(nina);
  const other = await desk(omar);
  await go(`/inbox/open/${id}`);
  await other.go(`/inbox/open/${id}`);
  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.click();
  await page.keyboard.type("Dear Tom,");
  await page.keyboard.press("Control+Enter");

  const card = page.getByRole("article", { name: "Reply by Nina Kovalenko that has not left yet" });
  await card.getByText(/^Leaves in \d+ s$/).waitFor();
  expect(await words.textContent()).toBe("");
  // A second screen sees that it is on its way, and that nobody has answered yet.
  const there = other.page.getByRole("article", { name: "Reply by Nina Kovalenko that has not left yet" });
  await there.getByText("Dear Tom,").waitFor();
  expect(await other.page.getByRole("article", { name: /^Our answer/ }).count()).toBe(0);
  await expectNothingSerious(page);

  await card.getByRole("button", { name: "Undo" }).click();
  await words.getByText("Dear Tom,").waitFor();
  await card.waitFor({ state: "detached" });
  await there.waitFor({ state: "detached" });
  await sendDueReplies({ db, callerAgain }, inSeconds(120));
  await settled();
  expect(await outbox()).toEqual([]);

  // By its key, also after a reload and from another place.
  await words.click();
  await page.keyboard.press("Control+Enter");
  await card.waitFor();
  await go("/inbox/open");
  await page.getByRole("region", { name: "Notices" }).getByText("The reply leaves in a moment.").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Taken back: your words are in the composer again.").waitFor();
  await go(`/inbox/open/${id}`);
  await words.getByText("Dear Tom,").waitFor();

  await words.click();
  await page.keyboard.press("Control+Enter");
  await card.waitFor();
  await sendDueReplies({ db, callerAgain }, inSeconds(61));
  await page
    .getByRole("article", { name: /^Our answer/ })
    .getByText("Dear Tom,")
    .waitFor();
  await card.waitFor({ state: "detached" });
  await settled();
  expect(await outbox()).toHaveLength(1);
});

test("by keys alone: sent, closed, and on to the next matter while the answer leaves", async () => {
  const { nina, db, conversationFrom, desk } = around;
  const first = await conversationFrom("mei", "Is it in stock?", { subject: "Stock" });
  await conversationFrom("tom", "Do you repair?", { subject: "Repair" });
  const { page, go } = await desk(nina);
  await page.addInitScript(`localStorage.setItem("tandem.after-act", "next")`);
  await go(`/inbox/open/${first.id}`);
  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.click();
  await page.keyboard.type("It is, in red.");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await expect.poll(() => page.url(), { timeout: 15_000 }).not.toContain(first.id);
  expect(await page.getByRole("dialog").count()).toBe(0);
  const notices = page.getByRole("region", { name: "Notices" });
  await notices.getByText(/is closed when the reply leaves$/).waitFor();

  await go(`/inbox/open/${first.id}`);
  const card = page.getByRole("article", { name: "Reply by Nina Kovalenko that has not left yet" });
  await card.getByText("The conversation is closed when it leaves.").waitFor();
  await card.getByRole("button", { name: "Keep open" }).click();
  await card.getByText("The conversation is closed when it leaves.").waitFor({ state: "detached" });
  await page.keyboard.press("e");
  await expect.poll(() => page.url(), { timeout: 15_000 }).not.toContain(first.id);
  await go(`/inbox/open/${first.id}`);
  await card.getByText("The conversation is closed when it leaves.").waitFor();
  await expectNothingSerious(page);
  await sendDueReplies({ db, callerAgain }, inSeconds(61));
  await expect.poll(async () => (await nina.sees(first)).status).toBe("closed");
});

test("a reply for later stops when the customer writes first, and says so", async () => {
  const { nina, db, desk } = around;
  const write = await letters(around);
  const { conversation, writesAgain } = await write("lena", "Is my bicycle ready?");
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${conversation.id}`);
  await page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await page.keyboard.type("It will be on Friday.");
  await page.getByRole("button", { name: "Other ways to send" }).click();
  await page.getByRole("menuitem", { name: "Tomorrow morning" }).click();
  const card = page.getByRole("article", { name: "Reply by Nina Kovalenko that has not left yet" });
  await card.getByText(/^Planned for .*9:00/).waitFor();
  await card.getByText("Does not leave if the customer writes first.").waitFor();

  await writesAgain("No hurry, I am away.");
  await sendDueReplies({ db, callerAgain }, inSeconds(3 * 86_400));
  const stopped = page.getByRole("article", { name: "Reply by Nina Kovalenko that was stopped" });
  await stopped.getByText("The customer wrote in the meantime.").waitFor();
  await page
    .getByRole("textbox", { name: "Reply to the customer" })
    .getByText("It will be on Friday.")
    .waitFor();
  expect(await page.getByRole("article", { name: /^Our answer/ }).count()).toBe(0);
  await page.getByRole("button", { name: /^Notices/ }).click();
  await page.getByRole("link", { name: /Your reply was not sent\. The customer wrote/ }).waitFor();
});

test("on a phone in Arabic a reply is planned, moved and taken back", async () => {
  const { omar, safra, salma, desk } = around;
  const { id } = await omar.call(postConversation, {
    body: {
      inbox: safra.inbox.id,
      customer: { email: "huda@customers.example", name: "هدى" },
      text: "هل لديكم طاولة؟",
    },
  });
  const { page, go } = await desk(salma, { phone: true });
  await go(`/inbox/open/${id}`);
  await page.getByRole("textbox", { name: "رد على العميل" }).click();
  await page.keyboard.type("نعم، الجمعة.");
  await page.locator("[class*=pair] button").last().click();
  await page.getByRole("menuitem", { name: "اختيار التاريخ والوقت…" }).click();
  const when = page.getByRole("dialog", { name: "متى يُرسل؟" });
  await expectNothingSerious(page);
  await when.getByRole("button", { name: "إرسال في هذا الوقت" }).click();
  const card = page.getByRole("article", { name: /لم يغادر بعد/ });
  await card.getByText("مجدول في").waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await card.getByRole("button", { name: "استرجاع" }).click();
  await card.waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "رد على العميل" }).getByText("نعم، الجمعة.").waitFor();
});
