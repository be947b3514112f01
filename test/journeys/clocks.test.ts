import { beforeAll, expect, test, vi } from "vitest";
import { patchMe } from "../../contract/accounts.ts";
import { listClockPolicies } from "../../contract/clocks.ts";
import { promising, runs } from "../promised.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// Whole journeys, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("an agent sees why an answer is due when it is, and waits for the supplier", async () => {
  const { nina, conversationFrom, desk } = around;
  await promising(around)({
    name: "Shop",
    clocks: [
      runs("first_reply", 240, { pauses: ["third_party"], steps: [{ percent: 75, does: "nudge" }] }),
      runs("resolution", 2400),
    ],
  });
  const { id } = await conversationFrom("ines", "The lamp does not turn on", { subject: "Lamp" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  await page.getByRole("button", { name: /First reply\s*due in/ }).waitFor();
  await page.keyboard.press("c");
  const clocks = page.getByRole("dialog", { name: "Clocks" });
  const first = clocks.getByRole("article", { name: "First reply" });
  await first.getByText(/in time, .* left/).waitFor();
  await first.getByText(/75%.*3 hr.*nudge the owner/).waitFor();
  await first.getByText(/^Received /).waitFor();
  await clocks.getByRole("article", { name: "Solution" }).getByRole("button").click();
  await clocks.getByText(/^Counted 40 hours/).waitFor();
  await expectNothingSerious(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("s");
  const hold = page.getByRole("dialog", { name: "Wait for somebody else" });
  await page.keyboard.type("the supplier: a lamp");
  await expectNothingSerious(page);
  await page.keyboard.press("Enter");
  const strip = page.getByRole("region", { name: "Waits for somebody else" });
  await strip.getByText("the supplier: a lamp").waitFor();
  expect(await hold.count()).toBe(0);
  // Pointed at, what was said stays.
  await page.getByRole("button", { name: "Undo" }).hover();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Lamp" })
    .getByText(/^waits /)
    .waitFor();
  await page.keyboard.press("c");
  await first.getByText("stands still: somebody else’s turn").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Undo" }).click();
  await strip.waitFor({ state: "detached" });
  await page.getByText("Nina Kovalenko went on with it").waitFor();
  expect(await nina.sees({ id })).toMatchObject({ heldUntil: null, nextStep: { what: "first_reply" } });

  // The palette knows it by its words.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("wait for");
  await page.keyboard.press("Enter");
  await hold.getByRole("radio", { name: /In three days/ }).check({ force: true });
  await hold.getByRole("button", { name: "Wait", exact: true }).click();
  await strip.getByRole("button", { name: "Go on" }).click();
  await strip.waitFor({ state: "detached" });
});

test("on a phone, in Arabic, the clocks come up from below", async () => {
  const { person, kolo, conversationFrom, desk } = around;
  const layla = await person({ name: "Layla Odeh", role: "agent", locale: "ar", teams: [kolo.teamId] });
  await layla.call(patchMe, { body: { locale: "ar" } });
  const { id } = await conversationFrom("noura", "لم يصل الطلب حتى الآن", { subject: "الطلب" });
  const { page, go } = await desk(layla, { phone: true });
  await go(`/inbox/open/${id}`);
  await page.getByRole("button", { name: /الرد الأول/ }).click();
  const sheet = page.getByRole("dialog", { name: "المواعيد" });
  await sheet.getByText(/^وردت/).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  await expectNothingSerious(page);
});

test("an owner tries a policy on what happened, and what is not saved is not lost in silence", async () => {
  const { omar, desk, settled } = around;
  await settled();
  const { page, go } = await desk(omar);
  await go("/settings/clocks");
  await page.getByRole("row", { name: /Shop/ }).getByText("First reply: 4 hr around the clock").waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Add a policy" }).click();
  await page.getByRole("button", { name: "Save and switch on" }).click();
  await page.getByText("Fill this in.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Very important");
  await page.getByRole("combobox", { name: "Customers" }).fill("VIP");
  await page.getByRole("option", { name: "VIP customer" }).click();
  await page.keyboard.press("Escape");

  const first = page.getByRole("group", { name: "First reply" });
  await first.getByLabel("Within").fill("half");
  await page.getByRole("button", { name: "Try it" }).click();
  await first.getByText("Write how long").waitFor();
  await first.getByLabel("Within").fill("1");
  await first.getByText(/75%.*45 min/).waitFor();
  await page.getByRole("button", { name: "Add a clock of your own" }).click();
  const own = page.getByRole("group", { name: "A clock of your own" });
  await own.getByLabel("What it is called").fill("Taken by somebody");
  await page.getByRole("group", { name: "Taken by somebody" }).getByLabel("Within").fill("15");
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText(/matters? w(as|ere) looked at/).waitFor();
  await page.getByRole("region", { name: "Try it on the last 90 days" }).waitFor();

  await page.getByRole("link", { name: "Queues" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("button", { name: "Save switched off" }).click();
  await page.getByText("“Very important” is saved and switched off").waitFor();
  const row = page.getByRole("row", { name: /Very important/ });
  await row.getByText("VIP customer").waitFor();
  await row.getByRole("switch").click({ force: true });
  await expect
    .poll(async () => (await omar.call(listClockPolicies, {})).items.map(({ name, isOn }) => [name, isOn]))
    .toEqual([
      ["Very important", true],
      ["Shop", true],
    ]);
  const [saved] = (await omar.call(listClockPolicies, {})).items;
  expect(saved!.clocks.map(({ clock, minutes }) => [clock, minutes])).toEqual([
    ["first_reply", 60],
    ["next_reply", 480],
    ["taken_by_somebody", 900],
  ]);

  await row.getByRole("button", { name: "Move Very important down" }).click();
  await expect
    .poll(async () => (await omar.call(listClockPolicies, {})).items.map(({ name }) => name))
    .toEqual(["Shop", "Very important"]);
  await row.getByRole("link").click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("“Very important” is removed").waitFor();
});
