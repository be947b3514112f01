/** Who takes part, who gets the answer, and a message that stands in the wrong place. */
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { beforeAll, expect, test } from "vitest";
import { listConversations, postReply } from "../../contract/conversations.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

const pictures = join(import.meta.dirname, "../screens");

async function arrives(mail: object) {
  const { kolo, smtp, settled, nina } = around;
  const door = await smtp();
  const post = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  await post.sendMail({ to: kolo.inbox.address, ...mail });
  post.close();
  await settled();
  return (await nina.call(listConversations, { query: { limit: 1 } })).items[0]!;
}

test("a stranger in copy is let in, and an answer goes to whom its author chose, after a warning", async () => {
  const { nina, desk, outbox, settled } = around;
  const { id } = await arrives({
    from: "Ines Alvarez <ines@customers.example>",
    cc: "Pavel Orlov <pavel@orlov.example>",
    subject: "Two bicycles",
    text: "We would like two, please tell us both when they are ready.",
  });
  const { page, go } = await desk(nina);
  await go(`/inbox/all/${id}`);
  const strip = page.getByRole("region", { name: "People in copy" });
  await strip.getByText("Pavel Orlov").waitFor();
  await page.screenshot({ path: join(pictures, "people-asked-en-light-1440.png") });
  await strip.getByRole("button", { name: "Let in" }).click();
  await strip.waitFor({ state: "detached" });

  await page.getByRole("button", { name: /Change recipients$/ }).click();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Pavel Orlov" })
    .getByRole("button", { name: /^Remove/ })
    .waitFor();
  const cc = page.getByRole("combobox", { name: "Cc", exact: true });
  await cc.fill("nonsense");
  await cc.press("Enter");
  await page.getByText("That is no address.").waitFor();
  await cc.fill("workshop@partner.example");
  await cc.press("Enter");
  const warning = page.getByRole("alert").filter({ hasText: "workshop@partner.example" });
  await warning.getByText("of another company").waitFor();
  await page.screenshot({ path: join(pictures, "recipients-warning-en-light-1440.png") });
  await expectNothingSerious(page);
  await warning.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Remove pavel@orlov.example" }).click();
  await page.getByRole("button", { name: "Put pavel@orlov.example back" }).waitFor();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await page.keyboard.type("They are ready.");
  await page.getByRole("button", { name: "Send and wait for the customer" }).click();
  await page.getByRole("article", { name: "Our answer" }).getByText("They are ready.").waitFor();
  await page
    .getByRole("article", { name: "Our answer" })
    .getByText(/^Sent at/)
    .waitFor();
  await settled();
  const sent = (await outbox()).at(-1)!;
  expect(sent).toMatch(/^Cc: workshop@partner\.example/m);
  expect(sent).not.toContain("orlov");
});

test("a message is moved out into a matter of its own, and back", async () => {
  const { nina, desk, conversationFrom } = around;
  const { id } = await conversationFrom("rosa", "My brakes squeal.", { subject: "Brakes" });
  await nina.call(postReply, { params: { id }, body: { text: "Come by." } });
  const { page, go } = await desk(nina);
  await go(`/inbox/all/${id}`);
  const message = page.getByRole("article", { name: "Message from rosa" });
  await message.getByRole("button", { name: "More about this message" }).click();
  await page.getByRole("menuitem", { name: "Move elsewhere…" }).click();
  const dialog = page.getByRole("dialog", { name: "Move messages" });
  await dialog.getByRole("button", { name: "Out into a new conversation of their sender" }).click();
  await page.getByText(/begins with these messages$/).waitFor();
  await message.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await message.waitFor();
  await page.getByText(/took a move back/).waitFor();
});

test("several messages are moved to another matter by keys, and back", async () => {
  const { nina, desk, conversationFrom } = around;
  const { id } = await conversationFrom("vera", "My chain jumps.", { subject: "Chain" });
  await nina.call(postReply, { params: { id }, body: { text: "Since when?" } });
  await nina.call(postReply, { params: { id }, body: { text: "And where do you live?" } });
  const other = await conversationFrom("vera", "Do you have tents?", { subject: "Tents" });
  const { page, go } = await desk(nina);
  await go(`/inbox/all/${id}`);
  await page.getByRole("article", { name: "Message from vera" }).waitFor();
  await page.keyboard.press("Shift+V");
  const dialog = page.getByRole("dialog", { name: "Move messages" });
  const there = dialog.getByRole("button", { name: /^Tents/ });
  await there.waitFor();
  expect(await there.isDisabled()).toBe(true);
  for (const words of [/^My chain jumps/, /^Since when/]) {
    await dialog.getByRole("checkbox", { name: words }).focus();
    await page.keyboard.press("Space");
  }
  await expectNothingSerious(page);
  await there.focus();
  await page.keyboard.press("Enter");
  await page.getByText(`Moved to #${other.number}`).waitFor();
  await page.getByText(`Nina Kovalenko moved 2 messages to #${other.number}.`).waitFor();
  expect((await nina.sees(other)).waitingSince).toEqual(other.waitingSince);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("article", { name: "Message from vera" }).waitFor();
});

test("all of it in Arabic on a phone: who is in doubt, who was put in copy, and whom the answer goes to", async () => {
  const { person, kolo, desk, nina } = around;
  const layla = await person({ name: "Layla Saad", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const first = await arrives({
    from: "نورة العتيبي <noura@customers.example>",
    cc: "سامي حداد <sami@haddad.example>",
    messageId: "<noura-1@customers.example>",
    subject: "الدراجة",
    text: "أين دراجتي؟",
  });
  await arrives({
    from: "نورة العتيبي <noura@customers.example>",
    inReplyTo: "<noura-1@customers.example>",
    subject: "Re: الدراجة",
    text: "هل من جديد؟",
  });
  const { page, go } = await desk(layla, { phone: true });
  await go(`/inbox/all/${first.id}`);
  await page.getByText("من غير المؤكد أنه هو").waitFor();
  await page.getByRole("region", { name: "أشخاص في النسخة" }).waitFor();
  await page.screenshot({ path: join(pictures, "people-ar-390.png") });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "نعم، إنه هو" }).click();
  await page.getByText("من غير المؤكد أنه هو").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "السماح بالمشاركة" }).click();
  await page.getByRole("button", { name: /تغيير المستلمين$/ }).click();
  await page.getByRole("combobox", { name: "نسخة", exact: true }).waitFor();
  await page.screenshot({ path: join(pictures, "recipients-ar-390.png") });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect((await nina.sees(first)).status).toBe("new");
});
