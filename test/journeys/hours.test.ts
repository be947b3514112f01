import { beforeAll, expect, test, vi } from "vitest";
import { listCalendarDays, listCalendars } from "../../contract/calendars.ts";
import { listCustomers } from "../../contract/customers.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("an owner sets hours with a night, a worked holiday and an exception, and sees the month that comes of them", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings/hours");
  await page.getByText("Open", { exact: true }).waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Add a calendar" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a calendar" });
  await dialog.getByLabel("Name", { exact: true }).fill("Bavaria");
  await dialog.getByRole("combobox", { name: "Time zone" }).fill("Berlin");
  await page.getByRole("option", { name: /Europe\/Berlin/ }).click();

  await dialog.getByLabel("Monday, from").fill("22:00");
  await dialog.getByLabel("Monday, to").fill("06:00");
  await dialog.getByText("until the next day").waitFor();
  await dialog.getByRole("button", { name: "Copy the hours to other days: Monday" }).click();
  await page.getByRole("menuitem", { name: "Sunday" }).click();
  expect(await dialog.getByLabel("Sunday, to").inputValue()).toBe("06:00");

  await dialog.getByRole("combobox", { name: "Public holidays of" }).fill("Germ");
  await page.getByRole("option", { name: "Germany" }).click();
  await dialog.getByRole("button", { name: /Region/ }).click();
  await page.getByRole("option", { name: "Bayern", exact: true }).click();
  const epiphany = dialog.getByRole("checkbox", { name: /Epiphany/ });
  await epiphany.waitFor();
  await epiphany.uncheck({ force: true });

  await dialog.getByRole("button", { name: "Add an exception" }).click();
  await dialog.getByLabel("Date", { exact: true }).fill("2099-06-01");
  await dialog.getByRole("button", { name: "Add a calendar" }).click();
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByLabel("What it is").fill("Company outing");
  await expectNothingSerious(page);

  const preview = dialog.getByRole("region", { name: "What comes of it" });
  await preview
    .getByRole("button", { name: /Mon.*10:00 PM/ })
    .first()
    .click();
  await preview.getByText(/10:00 PM–12:00 AM/).waitFor();

  await dialog.getByRole("button", { name: "Add a calendar" }).click();
  await page.getByText("Bavaria is added").waitFor();
  await page.getByRole("listitem").filter({ hasText: "Bavaria" }).getByText("Europe/Berlin").waitFor();

  const made = (await omar.call(listCalendars, {})).items.find(({ name }) => name === "Bavaria")!;
  expect(made).toMatchObject({
    timeZone: "Europe/Berlin",
    country: "DE",
    region: "BY",
    workedHolidays: ["Epiphany"],
    exceptions: [{ date: "2099-06-01", name: "Company outing", hours: [] }],
  });
  const { items } = await omar.call(listCalendarDays, {
    params: { id: made.id },
    query: { from: "2027-01-03", to: "2027-01-04" },
  });
  // Sunday's night, and Monday's.
  expect(items.map(({ openings }) => openings.map(({ from }) => from))).toEqual([
    ["2027-01-03T21:00:00.000Z"],
    ["2027-01-03T23:00:00.000Z", "2027-01-04T21:00:00.000Z"],
  ]);
});

test("calendars change places, and one that others lean on says why it stays", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings/hours");
  const list = page.getByRole("list", { name: "Hours" });
  await list.getByRole("button", { name: "Move Service hours down" }).click();
  await expect
    .poll(async () =>
      (await omar.call(listCalendars, {})).items.findIndex(({ name }) => name === "Support hours"),
    )
    .toBeLessThan((await list.getByRole("listitem").count()) - 1);

  await list.getByRole("link", { name: "Change Support hours" }).click();
  const dialog = page.getByRole("dialog", { name: "Change Support hours" });
  // Coming there scrolls, which closes the list; writing opens it again.
  const covered = dialog.getByRole("combobox", { name: "Covered by" });
  await covered.focus();
  await covered.pressSequentially("Service");
  await page.getByRole("option", { name: "Service hours" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Save" }).click();
  await list.getByText(/others go on: .*Service hours/).waitFor();
  // Covered by who is always there, it is open too.
  await expect.poll(() => list.getByText("Open", { exact: true }).count()).toBe(2);

  await list.getByRole("link", { name: "Change Service hours" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  const confirm = page.getByRole("alertdialog", { name: "Remove Service hours?" });
  await confirm.getByRole("button", { name: "Remove" }).click();
  await confirm.getByText("Another calendar is covered by this one.").waitFor();
});

test("on a phone and in Arabic, hours are set as well", async () => {
  const { person, desk } = around;
  const { page, go } = await desk(await person({ name: "Mira Aziz", role: "admin", locale: "ar" }), {
    phone: true,
  });
  await go("/settings/hours");
  await page.getByRole("link", { name: /Support hours/ }).tap();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("الأحد، من").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "إضافة ساعات: الأحد" }).tap();
  await dialog.getByLabel("الأحد، من").fill("10:00");
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "حفظ" }).tap();
  await expect
    .poll(async () =>
      (await around.omar.call(listCalendars, {})).items
        .find(({ name }) => name === "Support hours")!
        .hours.filter(({ weekday }) => weekday === 7),
    )
    .toEqual([{ weekday: 7, from: "10:00", to: "18:00" }]);
});

test("where a customer is stands with what we know of them, and is found by writing", async () => {
  const { omar, nina, desk, conversationFrom } = around;
  const { customer } = await conversationFrom("ines", "Where is my order?");
  const { page, go } = await desk(nina);
  await go(`/customers/${customer.id}`);
  await page.getByRole("button", { name: "Country: not known" }).click();
  await page.getByRole("combobox", { name: "Country" }).fill("portu");
  await page.getByRole("option", { name: "Portugal" }).click();
  await page.getByRole("button", { name: "Country: Portugal" }).waitFor();
  await expectNothingSerious(page);
  const country = async () =>
    (await omar.call(listCustomers, { query: { text: "ines" } })).items.map((one) => one.country);
  expect(await country()).toEqual(["PT"]);

  await page.getByRole("button", { name: "Country: Portugal" }).click();
  await page.getByRole("option", { name: "not known" }).click();
  await page.getByRole("button", { name: "Country: not known" }).waitFor();
  expect(await country()).toEqual([null]);
});
