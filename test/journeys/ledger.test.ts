import nodemailer from "nodemailer";
import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { getConversation, listConversations, postClosure } from "../../contract/conversations.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { listNotices } from "../../contract/notices.ts";
import { readMail } from "../../server/channels/mail/reading/index.ts";
import { escalate } from "../../server/conversations/index.ts";
import { withoutWall } from "../../server/db/database.ts";
import { proveLedgers } from "../../server/ledger/index.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 180_000 });

let around: DeskWorld;
let send: (mail: { from: string; subject: string; text: string }) => Promise<void>;
beforeAll(async () => {
  around = await deskWorld({ acknowledges: true });
  const door = await around.smtp();
  const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  send = async (mail) => {
    await post.sendMail({ to: around.kolo.inbox.address, ...mail });
    await around.settled();
  };
});

const soon = { timeout: 20_000 };
/** What one of the great numbers says. */
const share = (page: Page, name: string) =>
  page
    .getByRole("link", { name: new RegExp(`^${name}:`) })
    .getAttribute("aria-label")
    .then((label) => label?.slice(name.length + 2));
const list = (page: Page, name: string) => page.getByRole("list", { name, exact: true });
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });
const newest = async () => (await around.nina.call(listConversations, { query: { limit: 1 } })).items[0]!;

test("a letter is acknowledged, stands in the ledger, is answered, and the numbers move on every desk", async () => {
  const { nina, omar, desk } = around;
  const [first, second] = [await desk(omar), await desk(nina)];
  await first.go("/ledger?period=today");
  await second.go("/ledger?period=today");
  await first.page.getByRole("heading", { name: "Ledger" }).waitFor();
  await first.page.getByText("No requests in this period").waitFor();

  await send({ from: "ines@customers.example", subject: "Bell", text: "Where is my bell?" });
  for (const { page } of [first, second]) {
    await list(page, "Open")
      .getByRole("link", { name: /Where is my bell\?/ })
      .waitFor();
    await expect.poll(() => share(page, "Answered"), soon).toBe("0%, 0 of 1");
    expect(await share(page, "Acknowledged")).toBe("100%, 1 of 1");
    expect(await share(page, "In time")).toBe("–, 0 of 0");
    await page.getByText("1 open, not late").waitFor();
  }
  await expectNothingSerious(first.page);

  // By the keyboard from the ledger to the matter.
  await first.page.keyboard.press("j");
  await first.page.keyboard.press("Enter");
  await first.page.getByRole("heading", { name: "Bell" }).waitFor();
  await first.page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();
  await first.page.keyboard.press("r");
  await first.page.keyboard.type("It went out today.");
  await first.page.keyboard.press("ControlOrMeta+Enter");

  await expect.poll(() => share(second.page, "Answered"), soon).toBe("100%, 1 of 1");
  await expect.poll(() => share(second.page, "In time"), soon).toBe("100%, 1 of 1");
  await second.page.getByText("Nothing is open").waitFor();
  await tab(second.page, /^All/).click();
  const row = list(second.page, "All").getByRole("listitem").filter({ hasText: "Where is my bell?" });
  await row.getByText(/^Answered in/).waitFor();
  await row.getByText(/^Kept:/).waitFor();
  await second.page.keyboard.press("g");
  await second.page.keyboard.press("i");
  await second.page.waitForURL(/\/inbox\//);
  await second.page.keyboard.press("g");
  await second.page.keyboard.press("l");
  await second.page.waitForURL(/\/ledger$/);
});

test("closing what waits asks why no answer is needed; undone, it waits as before", async () => {
  const { nina, omar, desk } = around;
  await send({ from: "ben@customers.example", subject: "Thanks", text: "Thank you all, it rings!" });
  const { id, nextStep } = await newest();
  const watcher = await desk(omar);
  await watcher.go("/ledger?period=today&list=waived");
  await watcher.page.getByText("Nothing was waived").waitFor();

  const { page, go } = await desk(nina);
  await go(`/inbox/all/${id}`);
  await page.getByText("Thank you all, it rings!").last().waitFor();
  // The acknowledgement stands among the messages, and the letter says what its sender was told.
  await page.getByRole("article", { name: "Automatic acknowledgement" }).waitFor();
  await page.getByRole("article", { name: /ben/ }).first().hover();
  await page.getByRole("button", { name: "Details of this message" }).first().click();
  await page.getByText(/answer told for/).waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Close: why is no answer needed?" });
  await dialog.waitFor();
  await expectNothingSerious(page);
  // Without a reason it is not done.
  await dialog.getByRole("button", { name: "Close without an answer" }).click();
  await dialog.getByText(/Choose/).waitFor();
  await dialog.getByRole("radio", { name: "Only thanks" }).focus();
  await page.keyboard.press("Space");
  await dialog.getByLabel("Note").fill("Kind");
  await dialog.getByRole("button", { name: "Close without an answer" }).click();
  // Pointed at, it stays until what it says has come to the other desk.
  await page.getByText(/is closed without an answer: Only thanks/).hover();
  await page.getByText("no answer is needed (Only thanks): Kind").waitFor();
  await list(watcher.page, "No answer needed")
    .getByRole("link", { name: /it rings/ })
    .waitFor();

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("an answer is owed again").waitFor();
  expect(await nina.call(getConversation, { params: { id } })).toMatchObject({ status: "new", nextStep });
  await watcher.page.getByText("Nothing was waived").waitFor();

  // Alone, by its own key: the matter stays open.
  await page.locator("header").getByRole("button", { name: "Close", exact: true }).waitFor();
  await page.keyboard.press("w");
  const alone = page.getByRole("dialog", { name: "No answer needed" });
  await alone.getByText("Duplicate").click();
  await alone.getByRole("button", { name: "No answer needed" }).click();
  await list(watcher.page, "No answer needed")
    .getByRole("link", { name: /it rings/ })
    .waitFor();
  expect(await nina.call(getConversation, { params: { id } })).toMatchObject({ status: "open" });
  // What owes nothing closes without a question.
  await expect
    .poll(async () => (await nina.call(getConversation, { params: { id } })).waitingSince, soon)
    .toBeNull();
  await page.keyboard.press("e");
  await expect
    .poll(async () => (await nina.call(getConversation, { params: { id } })).status, soon)
    .toBe("closed");
});

test("a clock that runs out is told live, without taking a letter from what is being written; looked at, it is seen", async () => {
  const { omar, desk, db } = around;
  await send({ from: "cem@customers.example", subject: "Pedals", text: "My pedals squeak." });
  const { id, number } = await newest();
  // Of the matter before one's eyes nothing is told: it is seen there.
  await send({ from: "ece@customers.example", subject: "Saddle", text: "My saddle is too high." });
  const { page, go } = await desk(omar);
  await go(`/inbox/all/${(await newest()).id}`);
  await page.getByText("My saddle is too high.").last().waitFor();
  await page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await page.keyboard.type("I am wri");
  await withoutWall(db, (tx) =>
    tx
      .updateTable("clocks")
      // Around the clock, so that it is late on a Sunday, too.
      .set({ calendarId: null, startedAt: new Date(Date.now() - 5 * 3_600_000), lookAt: new Date() })
      .where("conversationId", "=", id)
      .where("clock", "=", "first_reply")
      .execute(),
  );
  await escalate(db, new Date());
  await page
    .getByRole("region", { name: "Notices" })
    .getByText(new RegExp(`#${number}`))
    .first()
    .waitFor();
  await page.keyboard.type("ting to you");
  await page.getByText("I am writing to you").waitFor();
  const bell = page.getByRole("button", { name: /^Notices/ });
  await expect.poll(() => bell.textContent(), soon).toBe("Notices 2 New");
  expect(await page.title()).toMatch(/^\(2\) /);

  await bell.click();
  const panel = page.getByRole("dialog", { name: "Notices" });
  await panel.getByText(/You are told as lead/).waitFor();
  await expectNothingSerious(page);
  await expect.poll(async () => (await omar.call(listNotices, {})).unseen, soon).toBe(0);
  await expect.poll(() => page.title(), soon).not.toMatch(/^\(/);
  await panel
    .getByRole("link", { name: /Pedals/ })
    .first()
    .click();
  await page.waitForURL(new RegExp(id));
});

test("a broken ledger is red on the screen and told to who runs the workspace, until it is mended", async () => {
  const { nina, omar, desk, db } = around;
  await send({ from: "dia@customers.example", subject: "Lamp", text: "The lamp is dark." });
  const { id } = await newest();
  const { page, go } = await desk(omar, { dark: true });
  await go("/ledger?period=today");
  const proof = page.getByRole("region", { name: "Proof" });
  await proof.waitFor();
  await proveLedgers(db, new Date());
  await page.reload();
  await proof.getByText(/^Whole: \d+ requests held against the data/).waitFor();

  const clocks = (set: { state: string; endedAt: Date | null }) =>
    withoutWall(db, (tx) =>
      tx
        .updateTable("clocks")
        .set(set)
        .where("conversationId", "=", id)
        .where("clock", "=", "first_reply")
        .execute(),
    );
  await clocks({ state: "cancelled", endedAt: new Date() });
  await proveLedgers(db, new Date());
  await proof.getByText("1 thing is not as it must be").waitFor();
  await proof.getByText("An answer is owed, and no clock runs").waitFor();
  await page.getByText("The ledger is broken: An answer is owed, and no clock runs").waitFor();
  await expectNothingSerious(page);
  await proof.getByRole("link", { name: /^Open #/ }).click();
  await page.waitForURL(new RegExp(id));

  await clocks({ state: "running", endedAt: null });
  await proveLedgers(db, new Date());
  await go("/ledger?period=today");
  await proof.getByText(/^Whole:/).waitFor();
  await proof.getByText("1 break of the last 30 days, mended").waitFor();
  await nina.call(postWaiver, { params: { id }, body: { reason: "other" } });
  await nina.call(postClosure, { params: { id } });
});

test("the ledger is narrowed down by a press, by the URL and by a range of one's own, and taken along as a table", async () => {
  const { omar, desk, safra, conversationFrom } = around;
  await conversationFrom("eva", "A table for two?", { brand: safra });
  const { page, go } = await desk(omar);
  await go("/ledger?period=today&list=all");
  await page.getByRole("button", { name: "Show only Safra" }).click();
  await page.waitForURL(/brand=/);
  await expect.poll(() => share(page, "Answered"), soon).toBe("0%, 0 of 1");
  await expect.poll(() => list(page, "All").getByRole("listitem").count(), soon).toBe(1);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const table = Buffer.concat(chunks).toString();
  expect(table).toContain("A table for two?");
  expect(table).not.toContain("Where is my bell?");

  await page.getByRole("button", { name: /Today/ }).click();
  await page.getByRole("option", { name: "From … to …" }).click();
  await page.getByRole("textbox", { name: "From" }).fill("2024-02-01");
  await page.waitForURL(/from=2024-02-01/);
  await page.getByRole("textbox", { name: "To", exact: true }).fill("2024-02-29");
  await page.waitForURL(/to=2024-02-29/);
  await page.getByText("No requests in this period").waitFor();
  await page.getByText(/Feb 1, 2024 – Feb 29, 2024/).waitFor();
  await page.getByRole("button", { name: "Show the last 90 days" }).click();
  await expect.poll(() => share(page, "Answered"), soon).toBe("0%, 0 of 1");
});

test("on a phone, in Arabic and in the dark the ledger reads from the right and nothing overflows", async () => {
  const { desk, person } = around;
  const layla = await person({ name: "Layla Haddad", role: "agent", locale: "ar" });
  const { page, go } = await desk(layla, { phone: true, dark: true });
  await go("/ledger?period=quarter&list=all");
  await page.getByRole("heading", { name: "سجل الطلبات" }).waitFor();
  await list(page, "الكل").getByRole("listitem").first().waitFor();
  expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
  expect(
    await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
  ).toBe(0);
  await expectNothingSerious(page);
  await list(page, "الكل").getByRole("link").first().click();
  await page.waitForURL(/\/inbox\/all\//);
});

test("who runs the workspace sees what a customer would read, and writes words of their own", async () => {
  const { omar, nina, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings/acknowledgements");
  const service = page.locator("section").filter({ has: page.getByRole("heading", { name: "Service" }) });
  await service.getByText(/Thank you for writing to Kolo Bikes/).waitFor();
  await service.getByLabel("Own words: English").fill("We have it.");
  await service.getByText(/Without \{number\}/).waitFor();
  await service.getByText(/Without \{time\}/).waitFor();
  await expectNothingSerious(page);
  await service.getByLabel("Own words: English").fill("We have it: {number}, by {time}.");
  await service.getByText(/^We have it: 1042, by /).waitFor();
  await service.getByRole("tab", { name: "العربية" }).click();
  const sample = service.getByRole("region", { name: "If somebody wrote now" });
  await sample.getByText(/شكرًا لتواصلك/).waitFor();
  expect(await sample.getByText(/شكرًا لتواصلك/).getAttribute("dir")).toBe("rtl");
  await service.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await send({ from: "fay@customers.example", subject: "Wheel", text: "The wheel is flat." });
  const letter = await readMail(Buffer.from((await around.outbox()).at(-1)!));
  expect(letter.text).toMatch(/^We have it: \d+, by /);

  const reader = await desk(nina);
  await reader.go("/settings/acknowledgements");
  await reader.page.getByRole("heading", { name: "Service" }).waitFor();
  expect(await reader.page.getByRole("button", { name: "Save" }).count()).toBe(0);
});
