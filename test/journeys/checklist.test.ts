import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { patchMe } from "../../contract/accounts.ts";
import { getChecklist, postChecklist } from "../../contract/checklists.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

const isFocused = (place: Locator) =>
  place.evaluate((element) => element === element.ownerDocument.activeElement);
/** Into what has the cursor. */
const paste = (page: Page, text: string) =>
  page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    const pasted = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(pasted);
  }`);

test("a list is written in the settings, comes into matters by itself, and two tick it at once before it closes", async () => {
  const { omar, nina, desk, conversationFrom, settled } = around;
  const { page, go } = await desk(omar);
  await go("/settings/checklists");
  await page.getByRole("button", { name: "New checklist" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New checklist" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Repair");
  await dialog.getByText("Put in as such a conversation begins").click();
  await dialog.getByRole("textbox", { name: "What is to be done" }).fill("Ask for the serial number");
  await dialog.getByText("Must be done before closing").click();
  await dialog.getByRole("button", { name: "Add an item" }).click();
  await dialog.getByRole("textbox", { name: "What is to be done" }).last().fill("Book the workshop");
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Repair" }).waitFor();

  const matter = await conversationFrom("ines", "The brake squeals", { subject: "Brake" });
  await settled();
  const ninas = await desk(nina);
  await go(`/inbox/open/${matter.id}`);
  await ninas.go(`/inbox/open/${matter.id}`);
  for (const screen of [page, ninas.page])
    await screen.getByRole("button", { name: /^Checklist 0 of 2/ }).click();
  await page.getByRole("list", { name: "Items" }).getByText("Book the workshop").click();
  await ninas.page.getByRole("button", { name: /^Checklist 1 of 2/ }).waitFor();
  await ninas.page.getByText("Omar Haddad did “Book the workshop”").waitFor();

  // Closing leads to what must be done first, and goes on from there by keys.
  await ninas.page.keyboard.press("e");
  await ninas.page.getByText("Only thanks").click();
  await ninas.page.getByRole("button", { name: "Close without an answer" }).click();
  const wanted = ninas.page.getByRole("checkbox", { name: /^Ask for the serial number/ });
  await expect.poll(() => isFocused(wanted)).toBe(true);
  await ninas.page.keyboard.press("Space");
  await page.getByRole("button", { name: /^Checklist 2 of 2/ }).waitFor();
  await expectNothingSerious(ninas.page);
});

test("items are pasted line by line, moved by keys, taken off and put back", async () => {
  const { nina, desk, conversationFrom } = around;
  const matter = await conversationFrom("petr", "Do you have tents?", { subject: "Tents" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${matter.id}`);
  await page.getByRole("article", { name: "Message from petr" }).waitFor();
  await page.keyboard.press("Shift+L");
  const field = page.getByRole("textbox", { name: "Add an item" });
  await expect.poll(() => isFocused(field)).toBe(true);
  await paste(page, "1. Measure\n2. Order\n3. Call");
  const texts = () =>
    page
      .getByRole("list", { name: "Items" })
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.closest("label")!.textContent));
  await expect.poll(texts).toEqual(expect.arrayContaining(["Measure", "Order", "Call"]));
  await page.getByRole("checkbox", { name: "Call" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(async () => (await texts()).slice(-2)).toEqual(["Call", "Order"]);
  await page.getByRole("button", { name: "More about “Measure”" }).click();
  await page.getByRole("menuitem", { name: "Take off the list" }).click();
  await expect.poll(texts).not.toContain("Measure");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(texts).toContain("Measure");
});

test("on a phone in Arabic an item is given to somebody, and the priority follows from impact and urgency", async () => {
  const { person, kolo, desk, conversationFrom } = around;
  const layla = await person({ name: "Layla Saad", role: "agent", locale: "ar", teams: [kolo.teamId] });
  await layla.call(patchMe, { body: { locale: "ar" } });
  const matter = await conversationFrom("noura", "متى تصل دراجتي؟", { subject: "الدراجة" });
  await layla.call(postChecklist, { params: { id: matter.id }, body: { items: [{ text: "اتصل بالورشة" }] } });
  const { page, go } = await desk(layla, { phone: true });
  await go(`/inbox/open/${matter.id}`);
  await page.getByRole("button", { name: /^قائمة المهام/ }).click();
  await page.getByRole("button", { name: "المزيد عن «اتصل بالورشة»" }).click();
  await page.getByRole("menuitem", { name: "تعديل…" }).click();
  const dialog = page.getByRole("dialog", { name: "تعديل…" });
  await dialog.getByRole("combobox", { name: "من ينجزه" }).fill("Layla");
  await page.getByRole("option", { name: "Layla Saad" }).click();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "حفظ" }).click();
  await dialog.waitFor({ state: "detached" });
  const { items } = await layla.call(getChecklist, { params: { id: matter.id } });
  expect(items.find(({ text }) => text === "اتصل بالورشة")).toMatchObject({
    assignee: { name: "Layla Saad" },
  });

  const choose = async (what: string, level: string) => {
    await page.getByRole("button", { name: /(أولوية|حرجة).*تغيير$/ }).click();
    await page.getByRole("group", { name: what }).getByRole("menuitemradio", { name: level }).click();
  };
  await choose("التأثير", "مرتفع");
  await choose("الاستعجال", "مرتفع");
  await expect.poll(async () => (await layla.sees(matter)).priority).toBe("critical");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
