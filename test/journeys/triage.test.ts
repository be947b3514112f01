import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { getConversation, postConversation } from "../../contract/conversations.ts";
import { patchLine } from "../../contract/lines.ts";
import { getTriage } from "../../contract/triage.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a wrong guess is put right with one key, and the next one like it is right", async () => {
  const { nina, conversationFrom, desk } = around;
  const subject = "Zigzag basket";
  const first = await conversationFrom("ines", "The zigzag basket wobbles at the seam of the handlebar.", {
    subject,
  });
  const { triage } = await nina.call(getTriage, { params: { id: first.id } });
  const [guessed, right] = triage!.intents;
  const { page, go } = await desk(nina);
  await go(`/inbox/all/${first.id}`);
  await page.getByRole("article", { name: "Message from" }).waitFor();

  // While something is written, a digit is a digit.
  await page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await page.keyboard.type("2 minutes, please");
  await page.getByRole("textbox", { name: "Reply to the customer" }).getByText("2 minutes, please").waitFor();
  expect((await nina.sees(first)).intent).toBe(first.intent);

  await page.getByRole("region", { name: "Messages" }).focus();
  await page.keyboard.press("2");
  await page.getByText("The next one like it will be taken for").waitFor();
  await expect.poll(async () => (await nina.sees(first)).intent).toBe(right!.intent);
  expect(right!.intent).not.toBe(guessed!.intent);

  const next = await conversationFrom("tom", "My zigzag basket wobbles, at the seam of the handlebar too.", {
    subject,
  });
  expect((await nina.call(getTriage, { params: { id: next.id } })).triage!.intents[0]!.intent).toBe(
    right!.intent,
  );

  // The way back forgets it.
  await page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(async () => (await nina.sees(first)).intent).toBe(first.intent);
});

test("what is to be sorted asks with three chips, and the next one opens by itself", async () => {
  const { omar, conversationFrom, desk } = around;
  const one = await conversationFrom("lee", "Hello there", { subject: "Hello" });
  const other = await conversationFrom("mei", "Good evening to you", { subject: "Evening" });
  expect([one.toSort, other.toSort]).toEqual([true, true]);
  const { page, go } = await desk(omar);
  await go("/inbox/open");
  await page.getByRole("link", { name: "To sort" }).click();
  await page.getByRole("listitem").filter({ hasText: "Evening" }).getByRole("link").click();
  await page.getByRole("region", { name: "What is this?" }).waitFor();
  await expectNothingSerious(page);

  await page.keyboard.press("1");
  await page.waitForURL(`**/inbox/to-sort/${one.id}`);
  await page.getByRole("region", { name: "What is this?" }).getByRole("button").nth(1).click();
  await page.getByText("Nothing is left to sort").waitFor();
  // The screen does not wait for the server.
  for (const each of [one, other]) await expect.poll(async () => (await omar.sees(each)).toSort).toBe(false);
});

test("where one line is on, no word of the other is left on any screen", async () => {
  const { stranger, desk } = around;
  const { owner, brand } = await stranger();
  await owner.call(patchLine, { params: { line: "support" }, body: { isOn: false } });
  const { id } = await owner.call(postConversation, {
    body: {
      inbox: brand.inbox.id,
      customer: { email: "guest@mail.example", name: "A guest" },
      subject: "A table for two",
      text: "May I book a table for two on Friday at seven?",
    },
  });
  expect((await owner.call(getConversation, { params: { id } })).line).toBe("service");
  const { page, go } = await desk(owner);
  const silent = async (where: string) => {
    const said = (await page.evaluate(wordsOnScreen)) as string;
    expect(said.length, `${where} says something`).toBeGreaterThan(100);
    expect(said.match(/.{0,40}support.{0,40}/i)?.[0], where).toBeUndefined();
  };

  await go("/inbox/open");
  await page.getByRole("listitem").filter({ hasText: "A table for two" }).waitFor();
  await silent("inbox");
  await page.keyboard.press("f");
  await page.getByRole("dialog", { name: "Filters" }).waitFor();
  await silent("filters");
  await page.keyboard.press("Escape");

  await go(`/inbox/open/${id}`);
  await page.getByRole("article", { name: "Message from" }).waitFor();
  await silent("conversation");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Copy the number" }).waitFor();
  await silent("what can be done with it");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close", exact: true }).focus();
  await page.keyboard.press("l");
  await page.getByRole("searchbox", { name: "Find a subject" }).waitFor();
  await silent("what it can be about");
  await page.keyboard.press("Escape");
  await openPalette(page);
  await silent("palette");
  await page.keyboard.press("Escape");

  await go("/settings");
  const parts = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
  await parts.filter({ hasText: "Lines" }).waitFor();
  const paths = await parts.evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
  expect(paths).toContain("/settings/lines");
  for (const path of [
    ...paths,
    `/settings/brands/${brand.id}`,
    "/settings/inboxes/new",
    "/settings/queues/new",
  ]) {
    await go(path);
    await page.getByRole("heading").first().waitFor();
    await page.waitForLoadState("networkidle");
    await silent(path);
  }
});

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find" }).waitFor();
}

/** What is read and what is read out. */
const wordsOnScreen = `[
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((part) =>
    ["aria-label", "title", "placeholder"].map((name) => part.getAttribute(name) ?? "")),
].join("\\n")`;
