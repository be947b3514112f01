import { createTransport } from "nodemailer";
import { beforeAll, expect, test, vi } from "vitest";
import { patchMe } from "../../contract/accounts.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

const parts = ["workspace", "brands", "inboxes", "teams", "agents", "tags", "keys"];
const own = ["profile", "notices", "security"];

test("an owner adds a brand, a team and an inbox, and customers can write to it", async () => {
  const { omar, desk, smtp, settled } = around;
  const { page, go } = await desk(omar);
  await go("/settings/brands");
  await page.getByRole("button", { name: "Add a brand" }).click();
  const brand = page.getByRole("dialog", { name: "Add a brand" });
  await brand.getByRole("button", { name: "Add a brand" }).click();
  await brand.getByText("Fill this in.").waitFor();
  await brand.getByLabel("Name customers see").fill("Kolo Bikes");
  await brand.getByLabel("Web address").fill("lumennotes");
  await brand.getByText("This does not look like a domain").waitFor();
  await brand.getByLabel("Web address").fill("lumennotes.example");
  await brand.getByRole("button", { name: "Add a brand" }).click();
  await brand.getByText("There is one like this already.").waitFor();
  await brand.getByLabel("Name customers see").fill("Lumen Notes");
  await brand.getByRole("combobox", { name: "Languages" }).click();
  await page.getByRole("option", { name: "العربية" }).click();
  await page.keyboard.press("Escape");
  await brand.getByRole("tab", { name: "العربية" }).click();
  await brand.getByRole("textbox", { name: "Words under each answer: العربية" }).fill("فريق لومن");
  await expectNothingSerious(page);
  await brand.getByRole("button", { name: "Add a brand" }).click();
  await page.getByText("Lumen Notes is added").waitFor();

  await go("/settings/teams/new");
  const team = page.getByRole("dialog", { name: "Add a team" });
  await team.getByLabel("Name").fill("Lumen desk");
  await team.getByRole("combobox", { name: "Members" }).fill("Nina");
  await page.getByRole("option", { name: /Nina Kovalenko/ }).click();
  await page.keyboard.press("Escape");
  await team.getByRole("button", { name: "Add a team" }).click();
  await page
    .getByRole("row", { name: /Lumen desk/ })
    .getByText("1 person")
    .waitFor();

  await go("/settings/inboxes/new");
  await page.getByLabel("Address", { exact: true }).fill("help@lumennotes.example");
  await page.getByLabel("Name among colleagues").fill("Lumen help");
  await page.getByRole("button", { name: /Brand/ }).click();
  await page.getByRole("option", { name: "Lumen Notes" }).click();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Add an inbox" }).click();
  await page.getByText("help@lumennotes.example is added").waitFor();
  await page.getByRole("heading", { name: "How does mail reach us?" }).waitFor();
  await go("/settings/inboxes");
  await page
    .getByRole("row", { name: /help@lumennotes\.example/ })
    .getByText("Lumen desk")
    .waitFor();

  const { port } = await smtp();
  await createTransport({ host: "127.0.0.1", port, ignoreTLS: true }).sendMail({
    from: "Noura <noura@customers.example>",
    to: "help@lumennotes.example",
    subject: "My notes are gone",
    text: "Since this morning.",
  });
  await settled();
  await go("/inbox/all");
  await page.getByRole("listitem").filter({ hasText: "My notes are gone" }).waitFor();
});

test("the words under the answers of a brand are changed where they are read", async () => {
  const { omar, kolo, desk } = around;
  const { page, go } = await desk(omar);
  await go(`/settings/brands/${kolo.id}`);
  const dialog = page.getByRole("dialog", { name: "Change Kolo Bikes" });
  await dialog.getByRole("tab", { name: "Українська" }).click();
  await dialog.getByRole("textbox", { name: "Words under each answer: Українська" }).fill("Команда Kolo");
  await dialog.getByRole("option", { name: /red/i }).first().click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  expect(new URL(page.url()).pathname).toBe("/settings/brands");

  await page.getByRole("link", { name: "Change Kolo Bikes" }).click();
  await dialog.getByRole("tab", { name: "Українська" }).click();
  const words = dialog.getByRole("textbox", { name: "Words under each answer: Українська" });
  expect(await words.inputValue()).toBe("Команда Kolo");
  expect(await dialog.getByLabel("Exact colour").inputValue()).toBe("#b42318");
  await page.keyboard.press("Escape");
  await expect.poll(() => new URL(page.url()).pathname).toBe("/settings/brands");
});

test("a team that an inbox leans on stays, and the screen says why", async () => {
  const { omar, kolo, desk } = around;
  const { page, go } = await desk(omar);
  await go(`/settings/teams/${kolo.teamId}`);
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  const confirm = page.getByRole("alertdialog", { name: "Remove Kolo Bikes desk?" });
  await expectNothingSerious(page);
  await confirm.getByRole("button", { name: "Remove" }).click();
  await confirm.getByText("Something still leans on it.").waitFor();
  await confirm.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog", { name: "Change Kolo Bikes desk" }).waitFor();
});

test("a colleague is shut out and let in again; the last owner cannot be taken away", async () => {
  const { omar, nina, desk } = around;
  const [owner, agent] = [await desk(omar), await desk(nina)];
  await agent.go("/profile");
  await agent.page.getByRole("heading", { name: "Profile" }).waitFor();
  await owner.go("/settings/agents");
  const { page } = owner;
  await page.getByRole("link", { name: "Change Nina Kovalenko" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Shut out" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Shut out" }).click();
  await page
    .getByRole("row", { name: /Nina Kovalenko/ })
    .getByText("Shut out")
    .waitFor();
  await agent.page.reload();
  await agent.page.getByRole("heading", { name: "Sign in" }).waitFor();

  await page.getByRole("link", { name: "Change Nina Kovalenko" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Let in again" }).click();
  await page
    .getByRole("row", { name: /Nina Kovalenko/ })
    .getByText("At work")
    .waitFor();

  await owner.go(`/settings/agents/${omar.id}`);
  const self = page.getByRole("dialog", { name: "Change Omar Haddad" });
  expect(await self.getByRole("button", { name: "Shut out" }).count()).toBe(0);
  await self.getByRole("button", { name: /Owner/ }).click();
  await page.getByRole("option", { name: /^Agent/ }).click();
  await self.getByRole("button", { name: "Save" }).click();
  await self.getByText("A workspace needs at least one owner.").waitFor();
  await expectNothingSerious(page);
});

test("tags are added one after the other and removed after a question", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar, { phone: true });
  await go("/settings");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.getByRole("link", { name: "Tags" }).tap();
  for (const name of ["Терміново", "استرداد"]) {
    await page.getByLabel("Tag", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Add a tag" }).tap();
    await page.getByRole("list", { name: "Tags" }).getByText(name, { exact: true }).waitFor();
    expect(await page.getByLabel("Tag", { exact: true }).inputValue()).toBe("");
  }
  await page.getByRole("button", { name: /^Remove .*استرداد/ }).tap();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).tap();
  await expect.poll(() => page.getByRole("list", { name: "Tags" }).getByText("استرداد").count()).toBe(0);
  await page.getByRole("link", { name: "Settings" }).first().tap();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
});

test("what was written in the settings is not left behind without a question, asked once for all of it", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings/tags");
  await page.getByRole("link", { name: "Acknowledgements" }).click();
  const cards = ["Service", "Support"].map((name) =>
    page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) }),
  );
  const wordsIn = (card: (typeof cards)[number]) => card.getByLabel("Own words: English");
  for (const card of cards) {
    // By its key: the card above has just grown, and a press would fall where this one was.
    await card.getByRole("switch").press("Space");
    await wordsIn(card).fill("We have it: {number}, by {time}.");
  }

  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Tags" }).click();
  await expectNothingSerious(page);
  await question.getByRole("button", { name: "Stay here" }).click();
  await question.waitFor({ state: "detached" });
  for (const card of cards) expect(await wordsIn(card).inputValue()).toMatch(/^We have it/);

  // What has been saved is asked about no more, and both at once are one question.
  await cards[0]!.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await wordsIn(cards[0]!).fill("We have it.");
  await page.goBack();
  await question.getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("link", { name: "Tags" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL(/\/settings\/tags$/);
  expect(await question.count()).toBe(0);

  await page.getByRole("link", { name: "Acknowledgements" }).click();
  await expect.poll(() => wordsIn(cards[0]!).inputValue()).toBe("We have it: {number}, by {time}.");
  await expect.poll(() => cards[1]!.getByRole("switch").isChecked()).toBe(false);
  await page.getByRole("link", { name: "Tags" }).click();
  await page.waitForURL(/\/settings\/tags$/);
});

test("a key is shown once, opens what its rights say, and nothing once it is revoked", async () => {
  const { omar, desk, url } = around;
  const { page, go } = await desk(omar);
  await go("/settings/keys");
  await page.getByText("No keys yet").waitFor();
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a key" });
  await dialog.getByLabel("What it is for").fill("Stock system");
  await dialog.getByRole("checkbox", { name: /Read customers/ }).uncheck({ force: true });
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Make a key" }).click();
  const shown = page.getByRole("alertdialog", { name: "Here is your key" });
  const key = (await shown.locator("code").textContent())!;
  await page.keyboard.press("Escape");
  await expectNothingSerious(page);
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await page
    .getByRole("row", { name: /Stock system/ })
    .getByText("1 right")
    .waitFor();

  const ask = async (path: string) =>
    (await fetch(`${await url()}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await ask("/conversations")).toBe(200);
  expect(await ask("/customers")).toBe(403);
  await page.getByRole("button", { name: "Revoke “Stock system”?" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("No keys yet").waitFor();
  expect(await ask("/conversations")).toBe(401);
});

test("who may not change things sees them without the means to", async () => {
  const { desk, person } = around;
  const { page, go } = await desk(await person({ name: "Hannah Vogt", role: "readonly" }));
  await go("/settings");
  const nav = page.getByRole("navigation", { name: "Settings" });
  await nav.getByRole("link", { name: "People", exact: true }).waitFor();
  expect(await nav.getByRole("link", { name: "API keys" }).count()).toBe(0);
  for (const part of parts.slice(0, -1)) {
    await go(`/settings/${part}`);
    await page.getByText("You can look at this; changing it needs another role.").waitFor();
    expect(await page.getByRole("button", { name: /^(Add|Invite|Save|Remove)/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: /^Change/ }).count()).toBe(0);
  }
  await go(`/settings/brands/${around.kolo.id}`);
  await page.getByRole("table", { name: "Brands" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("a part of the settings is found by its name, by a slip of the hand, and by what is in it", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings");
  const nav = page.getByRole("navigation", { name: "Settings" });
  await nav.getByRole("heading", { name: "People and teams" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("brnads");
  // What holds something of that name comes after what is called so.
  await expect
    .poll(() => nav.getByRole("link").allTextContents())
    .toEqual(["Brands", "PeopleBrands", "TeamsBrands it serves"]);
  await nav.getByRole("searchbox").fill("dkim");
  await nav.getByRole("link", { name: "Domains DKIM: the signature" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Domains", level: 1 }).waitFor();
  await nav.getByRole("searchbox").fill("hol");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Hours", level: 1 }).waitFor();
  await nav.getByRole("searchbox").fill("zebra");
  await nav.getByText("Nothing matches").waitFor();
  await expectNothingSerious(page);
});

test("a list that cannot be had says so and is there after another try", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await page.route("**/api/v1/teams", (route) => route.abort());
  await go("/settings/teams");
  await page.getByText("The server did not answer.").waitFor();
  await expectNothingSerious(page);
  await page.unroute("**/api/v1/teams");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("table", { name: "Teams" }).waitFor();
});

test.each([
  { locale: "ru", dark: false, phone: false },
  { locale: "zh", dark: true, phone: true },
] as const)(
  "nothing on the screens of the settings is hard to use: %o",
  async ({ locale, ...look }) => {
    const { desk, person } = around;
    const someone = await person({ name: "Grace Miller", role: "admin", locale });
    await someone.call(patchMe, { body: { appearance: look.dark ? "dark" : "light" } });
    const { page, go } = await desk(someone, look);
    for (const place of [...own, ...parts].map((part) => `settings/${part}`)) {
      await go(`/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      await expectNothingSerious(page);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place).toBe(true);
    }
  },
  120_000,
);
