import { beforeAll, expect, test, vi } from "vitest";
import { patchMe } from "../../contract/accounts.ts";
import { listConversations, postReply } from "../../contract/conversations.ts";
import { listSavedViews } from "../../contract/views.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

const closedOf = async (who: DeskWorld["omar"]) =>
  (await who.call(listConversations, { query: { view: "closed", limit: 100 } })).items.length;

test("a list is narrowed down, saved and shared, and a colleague opens the same list by its link", async () => {
  const { omar, nina, desk, conversationFrom } = around;
  await conversationFrom("ines", "Wo ist meine Bestellung?", { subject: "Of the service line" });
  const { page, go } = await desk(omar);
  await go("/inbox/open?line=service");
  await page.getByRole("link", { name: /Of the service line/ }).waitFor();
  await page.getByRole("button", { name: "Save as a view" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Service, open");
  await dialog.getByText("Everybody", { exact: true }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("list", { name: "Service, open" }).waitFor();
  await expectNothingSerious(page);
  const address = new URL(page.url()).pathname;

  const colleague = await desk(nina);
  await colleague.go(address);
  await colleague.page.getByRole("link", { name: /Of the service line/ }).waitFor();
  await colleague.page.getByRole("button", { name: "All views" }).click();
  await colleague.page.getByRole("menuitem", { name: /Service, open/ }).waitFor();
  await colleague.page.keyboard.press("Escape");
  // What one takes away is in the address, and the view stays as it was.
  await colleague.page.getByRole("button", { name: /Remove Line: Service/ }).click();
  await expect.poll(() => new URL(colleague.page.url()).search).toBe("?narrowed=no");
  await colleague.page.getByRole("button", { name: "As it was saved" }).click();
  await colleague.page.getByRole("button", { name: /Remove Line: Service/ }).waitFor();
  expect((await nina.call(listSavedViews, {})).items).toMatchObject([{ filters: { line: "service" } }]);
});

test("many are closed at once by keys alone, some are left with the reason, and all of it is undone", async () => {
  const { omar, nina, desk, conversationFrom } = around;
  const many = await Promise.all(
    Array.from({ length: 30 }, (_, at) => conversationFrom(`many${at}`, "Is my bicycle ready?")),
  );
  for (const { id } of many.slice(0, 27))
    await nina.call(postReply, { params: { id }, body: { text: "It is ready." } });
  const before = await closedOf(omar);

  const { page, go } = await desk(nina);
  await go("/inbox/open");
  await page.getByRole("list", { name: "Open" }).getByRole("link").first().waitFor();
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("region", { name: "What to do with the selection" });
  await bar.getByText(/\d+ selected/).waitFor();
  await expectNothingSerious(page);
  await bar.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  const word = page.getByRole("region", { name: "Notices" }).first();
  await word.getByText(/left out/).waitFor({ timeout: 60_000 });
  expect(await closedOf(omar)).toBe(before + 27);
  await word.getByRole("button", { name: "Which ones" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/the customer waits for an answer/).click();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await dialog.getByText(/27 conversations are as they were/).waitFor({ timeout: 60_000 });
  expect(await closedOf(omar)).toBe(before);
});

test("in Arabic on a phone rows are chosen and marked as read by thumb", async () => {
  const { nina, desk } = around;
  await nina.call(patchMe, { body: { locale: "ar" } });
  const { page, go } = await desk(nina, { phone: true });
  await go("/inbox/open");
  await page.getByRole("button", { name: "الترتيب والكثافة" }).click();
  await page.getByRole("menuitem", { name: "تحديد عدة محادثات" }).click();
  const box = page.getByRole("checkbox").first();
  await box.click();
  const bar = page.getByRole("region", { name: "ما يُفعل بالمحدَّد" });
  await bar.getByText("حُددت محادثة واحدة").waitFor();
  await expectNothingSerious(page);
  await bar.getByRole("button", { name: "أفعال أخرى" }).click();
  await page.getByRole("menuitem", { name: "وضع علامة مقروءة" }).click();
  await page.getByText("تم في محادثة واحدة", { exact: false }).first().waitFor({ timeout: 30_000 });
  await nina.call(patchMe, { body: { locale: "en" } });
});
