import { beforeAll, expect, test, vi } from "vitest";
import { listChatWidgets } from "../../contract/chat.ts";
import { listForms } from "../../contract/forms.ts";
import { getHelpCentre } from "../../contract/help-centres.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a help centre gets its words, colour and address, and is switched on", async () => {
  const { omar, kolo, desk } = around;
  const { page, go } = await desk(omar);
  await go(`/settings/help/${kolo.id}`);
  const slug = page.getByLabel("Name in the address");
  await slug.fill("Kolo Hilfe!");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Small Latin letters, digits and hyphens").waitFor();
  await slug.fill("kolo-hilfe");
  await page.getByLabel("Line below the name").fill("Everything about your bike");
  await page.getByLabel("Host of your own").fill("help.kolo.example");
  await page.getByText("How to bring help.kolo.example here").click();
  await page.getByRole("region", { name: "nginx" }).getByText("server_name help.kolo.example;").waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByRole("switch").click({ force: true });
  await page.getByText("The help centre can be read now").waitFor();
  expect(await omar.call(getHelpCentre, { params: { brand: kolo.id } })).toMatchObject({
    isOn: true,
    slug: "kolo-hilfe",
    host: "help.kolo.example",
    taglines: { en: "Everything about your bike" },
  });
});

test("a form is made: a choice, a question that depends on it, and words that are still missing are marked", async () => {
  const { omar, kolo, desk } = around;
  const { page, go } = await desk(omar);
  await go(`/settings/forms/new/${kolo.id}`);
  await page.getByLabel("Name", { exact: true }).fill("Returns");
  const add = async (kind: string) => {
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("menuitem", { name: kind, exact: true }).click();
  };
  await add("One of several");
  await page.getByLabel("Question").fill("What is it about?");
  await page.getByLabel("Choice", { exact: true }).first().fill("A return");
  await page.getByRole("button", { name: "Add a choice" }).click();
  await page.getByLabel("Choice", { exact: true }).last().fill("A repair");
  await add("Text");
  await page
    .getByRole("button", { name: "Save" })
    .or(page.getByRole("button", { name: "Add a form" }))
    .click();
  await page.getByText("Fill this in.").first().waitFor();
  await page.getByLabel("Question").fill("What is broken?");
  await page.getByRole("button", { name: /Asked/ }).click();
  await page.getByRole("option", { name: "Depending on “What is it about?”" }).click();
  await page.getByRole("checkbox", { name: "A repair" }).check({ force: true });
  await page.getByText("Only where “What is it about?” is A repair").first().waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Add a form" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByRole("complementary", { name: "How readers see it" }).waitFor();

  const [form] = (await omar.call(listForms, { query: { brand: kolo.id } })).items.filter(
    ({ names }) => names.en === "Returns",
  );
  expect(form!.key).toBe("returns");
  expect(form!.fields.map(({ key, when }) => [key, when])).toEqual([
    ["what_is_it_about", null],
    ["what_is_broken", { field: "what_is_it_about", oneOf: ["a_repair"] }],
  ]);
});

test("a chat is set up: made, put onto a site, given a look, and a secret that is shown once", async () => {
  const { omar, desk } = around;
  const { page, go } = await desk(omar);
  await go("/settings/chat");
  await page.getByRole("button", { name: "Add a chat" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a chat" });
  await dialog.getByLabel("Name among colleagues").fill("Shop chat");
  await dialog.getByRole("button", { name: /Inbox/ }).click();
  await page.getByRole("option").first().click();
  await dialog.getByRole("button", { name: "Add a chat" }).click();
  const script = page.getByRole("region", { name: "Into every page" });
  await script.waitFor();
  const [widget] = (await omar.call(listChatWidgets, {})).items;
  expect(await script.textContent()).toContain(`data-widget="${widget!.key}"`);
  await expectNothingSerious(page);

  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByLabel("Sites").fill("https://shop.example/bikes");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Write sites as https://shop.example, without a path.").waitFor();
  await page.getByLabel("Sites").fill("https://shop.example");
  await page.getByRole("button", { name: "Add an invitation" }).click();
  await page.getByLabel("What it says").fill("Can I help with the size?");
  await page.getByText(/^Shown where the visitor has been on it for 30 seconds\./).waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();

  await page.getByRole("tab", { name: "Who visitors are" }).click();
  await page.getByRole("button", { name: "Make a secret" }).click();
  const shown = page.getByRole("alertdialog", { name: "Here is the secret" });
  const secret = (await shown.locator("code").textContent())!;
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await page.getByText(`…${secret.slice(-4)}`).waitFor();
  await expect.poll(() => page.getByText(secret).count()).toBe(0);
  await expectNothingSerious(page);
  expect((await omar.call(listChatWidgets, {})).items[0]).toMatchObject({
    allowedOrigins: ["https://shop.example"],
    invitations: [{ texts: { en: "Can I help with the size?" }, when: { secondsOnPage: 30 } }],
    secrets: [{ ending: expect.any(String) }],
  });
});
