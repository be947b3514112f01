import { beforeAll, expect, test } from "vitest";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
  const { conversationFrom, safra, kolo } = around;
  await conversationFrom("noura", "KB-822 نسيت حقيبة الكاميرا عندكم، هل وجدتموها؟", {
    brand: safra,
    subject: "حقيبة الكاميرا",
  });
  await conversationFrom("pavlo", "Добрий день, коли приїде велосипед?", {
    brand: kolo,
    subject: "Велосипед",
  });
  await conversationFrom("ines", "Where is my order?", { brand: kolo, subject: "Order" });
});

test("an agent works without a mouse", async () => {
  const { nina, desk } = around;
  const { page, go } = await desk(nina);
  await go("/inbox/open");
  await page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /: Order$/ }) })
    .waitFor();

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();
  const first = page.url();
  // The key where J lies, on a keyboard that writes Russian there.
  await page.evaluate(`document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key: "о", code: "KeyJ", bubbles: true, cancelable: true }),
  )`);
  await expect.poll(() => page.url(), { timeout: 15_000 }).not.toBe(first);
  await page.getByRole("heading", { name: "Велосипед" }).waitFor();
  await page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();

  await page.keyboard.press("r");
  await page.keyboard.type("By keyboard alone.");
  await page.keyboard.press("Control+Enter");
  const answer = page.getByRole("article", { name: "Our answer" });
  await answer.getByText("By keyboard alone.").waitFor();
  await answer.getByText(/^Sent at/).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.getByText("This conversation is closed.").waitFor();

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("Choose the owner").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("customers");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Customers", exact: true }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await page.getByText("Nothing of yours is waiting").waitFor();
});

test("on a phone one pane shows at a time, and nothing needs a sideways scroll", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar, { phone: true });
  await go("/inbox/all");
  await page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /: Order$/ }) })
    .getByRole("link")
    .tap();
  await page.getByRole("article", { name: "Message from" }).getByText("Where is my order?").waitFor();
  expect(await page.getByRole("navigation", { name: "Places" }).isVisible()).toBe(false);
  const sideways = () =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(await sideways()).toBe(0);

  await page.getByRole("button", { name: "Customer", exact: true }).tap();
  await page.getByRole("dialog", { name: "Customer" }).getByText("Other conversations").waitFor();
  await page.getByRole("button", { name: "Back to the conversation" }).tap();
  await page.getByRole("button", { name: "Back to the list" }).tap();
  await page.getByRole("navigation", { name: "Places" }).getByText("Customers").tap();
  await page.getByRole("heading", { name: "Customers", exact: true }).waitFor();
  expect(await sideways()).toBe(0);
});

test("in Arabic the desk is mirrored, and each message keeps its own direction", async () => {
  const { person, desk } = around;
  const laila = await person({ name: "Laila", role: "agent", locale: "ar" });
  const { page, go } = await desk(laila);
  await go("/inbox/all");
  const places = page.getByRole("navigation", { name: "الأقسام" });
  await places.waitFor();
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  const rail = await places.boundingBox();
  expect(rail!.x).toBeGreaterThan(1_300);

  await page.getByRole("listitem").filter({ hasText: "حقيبة الكاميرا" }).getByRole("link").click();
  // It begins with a Latin number and is Arabic all the same.
  const arabic = page.getByText("KB-822 نسيت حقيبة الكاميرا");
  await arabic.last().waitFor();
  expect(await arabic.last().getAttribute("dir")).toBe("rtl");
  await page.getByRole("listitem").filter({ hasText: "Велосипед" }).getByRole("link").click();
  const ukrainian = page.getByRole("article").getByText("Добрий день, коли приїде велосипед?");
  await ukrainian.waitFor();
  expect(await ukrainian.getAttribute("dir")).toBe("ltr");
});

test.each([
  ["light", false],
  ["dark", false],
  ["light", true],
] as const)("axe finds nothing serious, %s, phone: %s", async (theme, phone) => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar, { phone, dark: theme === "dark" });
  await go("/inbox/all");
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: /: Order$/ }) });
  await row.waitFor();
  await expectNothingSerious(page);
  await row.getByRole("link").click();
  await page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();
  await expectNothingSerious(page);
  await go("/customers");
  await page.getByRole("listitem").first().waitFor();
  await page.getByRole("listitem").first().getByRole("link").click();
  await page.getByRole("heading", { name: "Conversations" }).waitFor();
  await expectNothingSerious(page);
});
