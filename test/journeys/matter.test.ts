import { beforeAll, expect, test, vi } from "vitest";
import { listMessages, postReply, putOwner } from "../../contract/conversations.ts";
import { wakeSnoozed } from "../../server/conversations/index.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("snooze and return: out of the list with one key, back at its time with the reason, and undone with a press", async () => {
  const { nina, db, desk, conversationFrom } = around;
  const matter = await conversationFrom("ines", "My brake squeals in the rain", {
    subject: "Squealing brake",
  });
  await nina.call(putOwner, { params: { id: matter.id }, body: { agent: nina.id } });
  await nina.call(postReply, { params: { id: matter.id }, body: { text: "The pads come next week." } });
  const [mine, second] = [await desk(nina), await desk(nina)];
  await mine.go(`/inbox/mine/${matter.id}`);
  await second.go("/inbox/mine");
  const { page } = mine;
  await page.getByRole("article", { name: "Squealing brake" }).waitFor();
  const rows = second.page.getByRole("listitem").filter({ hasText: "Squealing brake" });
  await rows.first().waitFor();

  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog", { name: "Snooze" });
  await dialog.getByRole("radio", { name: /Tomorrow morning/ }).waitFor();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Snooze" }).click();
  const strip = page.getByRole("region", { name: "Snoozed" });
  await strip.getByText(/Snoozed until/).waitFor();
  // The second screen no longer shows it among what is to be done.
  await rows.first().waitFor({ state: "detached" });

  // Taken back, and done again.
  await page.getByRole("button", { name: "Undo" }).click();
  await strip.waitFor({ state: "detached" });
  await rows.first().waitFor();
  await page.keyboard.press("b");
  await dialog.getByRole("radio", { name: /In an hour/ }).check({ force: true });
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await strip.waitFor();
  // The strip is there before the server has said yes.
  await expect.poll(async () => (await nina.sees(matter)).snooze).not.toBeNull();

  expect(await wakeSnoozed(db, new Date(Date.now() + 2 * 3_600_000))).toBe(1);
  await strip.waitFor({ state: "detached" });
  await page.getByText("Back because its time has come").first().waitFor();
  await rows.first().waitFor();
  await expectNothingSerious(page);
});

test("until when is said in words, in Russian; what is not understood puts nothing off", async () => {
  const { person, kolo, desk, conversationFrom } = around;
  const rita = await person({ name: "Rita", role: "agent", locale: "ru", teams: [kolo.teamId] });
  const matter = await conversationFrom("vera", "Когда придёт рама?", { subject: "Рама" });
  await rita.call(postReply, { params: { id: matter.id }, body: { text: "На неделе." } });
  const { page, go } = await desk(rita);
  await go(`/inbox/open/${matter.id}`);
  await page.getByRole("article", { name: "Рама" }).waitFor();
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog", { name: "Отложить" });
  await dialog.getByRole("radio", { name: "Другое время" }).check({ force: true });
  const words = dialog.getByRole("textbox", { name: "Словами" });
  await words.fill("когда-нибудь");
  await dialog.getByText("Пока непонятно.").waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByText("Выберите время, которое ещё не прошло.").waitFor();
  await expectNothingSerious(page);
  await words.fill("через 3 дня в 10:30");
  expect(await dialog.getByLabel("Дата и время").inputValue()).toMatch(/T10:30$/);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Отложено" }).waitFor();
  await expect.poll(async () => (await rita.sees(matter)).snooze).not.toBeNull();
  const { snooze } = await rita.sees(matter);
  const days = (Date.parse(snooze!.until) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1.9);
  expect(days).toBeLessThan(4);
});

test("merge and unmerge: two numbers, one stream, and both as they were again", async () => {
  const { nina, desk, conversationFrom } = around;
  const first = await conversationFrom("petr", "Where is my saddle?", { subject: "Saddle" });
  const again = await conversationFrom("petr", "Any news of the saddle?", { subject: "Saddle again" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${first.id}`);
  await page.getByRole("article", { name: "Saddle", exact: true }).waitFor();
  const other = await desk(nina);
  await other.go(`/inbox/open/${again.id}`);
  await other.page.getByRole("article", { name: "Saddle again" }).waitFor();

  await page.keyboard.press("Shift+M");
  const dialog = page.getByRole("dialog", { name: "Merge" });
  await dialog.getByRole("checkbox", { name: new RegExp(`#${again.number}`) }).check({ force: true });
  await dialog.getByRole("radiogroup", { name: "Which one stays" }).waitFor();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: `Merge into #${first.number}` }).click();
  await dialog.waitFor({ state: "detached" });

  const strip = page.getByRole("region", { name: "Merge" });
  await strip.getByText(`Holds #${again.number} as well`).waitFor();
  await page.getByText("Any news of the saddle?").last().waitFor();
  await page.getByText(`from #${again.number}`).first().waitFor();
  await expectNothingSerious(page);
  // Whoever had the other open is led to the one that stayed, and so is whoever comes by its number.
  await other.page.getByText(`#${again.number} became part of this conversation.`).waitFor();
  await other.page.waitForURL(`**/${first.id}**`);

  await strip.getByRole("button", { name: `Take #${again.number} out again` }).click();
  await strip.waitFor({ state: "detached" });
  await expect
    .poll(async () => (await nina.call(listMessages, { params: { id: again.id } })).items.length)
    .toBe(1);
  await page.getByRole("button", { name: "Go there" }).first().click();
  await page.getByRole("article", { name: "Saddle again" }).waitFor();
});

test("in Arabic, on a phone, in the dark, a matter is snoozed and merged as well", async () => {
  const { person, kolo, desk, conversationFrom } = around;
  const first = await conversationFrom("layla", "أين المكتبة؟", { subject: "المكتبة" });
  await conversationFrom("layla", "هل من جديد؟", { subject: "المكتبة مرة أخرى" });
  const yusuf = await person({ name: "Yusuf Saleh", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const { page, go } = await desk(yusuf, { phone: true, dark: true });
  await go(`/inbox/open/${first.id}`);
  const more = page.getByRole("button", { name: "المزيد" }).first();
  await more.click();
  await page.getByRole("menuitem", { name: /دمج مع محادثة أخرى/ }).click();
  const dialog = page.getByRole("dialog", { name: "دمج" });
  await dialog.getByText("المكتبة مرة أخرى").click();
  await dialog.getByRole("radiogroup").waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await dialog.getByRole("button", { name: `دمج في #${first.number}` }).click();
  await page.getByRole("region", { name: "دمج" }).waitFor();
  await page.getByRole("button", { name: "المزيد" }).first().click();
  await page.getByRole("menuitem", { name: /تأجيل/ }).click();
  const snoozing = page.getByRole("dialog", { name: "تأجيل" });
  await snoozing.getByRole("radio", { name: /صباح الغد/ }).waitFor();
  await expectNothingSerious(page);
  await snoozing.getByRole("button", { name: "تأجيل" }).click();
  await page.getByRole("region", { name: "مؤجّلة" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});
