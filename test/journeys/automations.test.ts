import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { listAutomations, postAutomation } from "../../contract/automations.ts";
import { postNote } from "../../contract/conversations.ts";
import { deleteTag, postTag } from "../../contract/workspace.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

/** Chooses from a field that narrows its list down while one writes. */
async function choose(page: Page, field: string, option: string, last = false) {
  const box = page.getByRole("combobox", { name: field, exact: true });
  await (last ? box.last() : box.first()).click();
  await page.keyboard.type(option.slice(0, 12));
  await page.getByRole("option", { name: option }).first().click();
  await page.keyboard.press("Escape");
}

test("a rule is tried dry on history, switched on, and its log is read", async () => {
  const { omar, nina, conversationFrom, settled, desk } = around;
  await omar.call(postTag, { body: { name: "refund", colour: "#b42318" } });
  const before = await conversationFrom("ines", "I would like a refund for two broken bells.", {
    subject: "Two bells",
  });
  await conversationFrom("tom", "What a lovely bicycle.", { subject: "Lovely" });
  await settled();
  const { page, go } = await desk(omar);
  await go("/settings/automations");
  await page.getByText("No rules yet").waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Add a rule" }).click();

  // What is missing is said beside it, and nothing is sent.
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("2 things are not right yet.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Refunds");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await choose(page, "What", "What the message says");
  await page.getByRole("textbox", { name: "Values for What the message says" }).fill("refunds, возврат");
  await page.getByRole("button", { name: "Add an action" }).click();
  await page.getByRole("menuitem", { name: "Add tags" }).click();
  await choose(page, "Tags", "refund");
  await expectNothingSerious(page);

  await page.getByRole("button", { name: "Try it" }).click();
  const found = page.getByRole("region", { name: "What it would have touched" });
  await found.getByText("It would have touched 1 of 2 conversations. It would have run once.").waitFor();
  await found
    .getByRole("row", { name: /Two bells/ })
    .getByText("refunds")
    .waitFor();
  expect((await nina.sees(before)).tags).toEqual([]);
  expect((await omar.call(listAutomations, {})).items).toEqual([]);
  await expectNothingSerious(page);

  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByRole("heading", { name: "Refunds" }).waitFor();
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByText("“Refunds” is on now").waitFor();

  const after = await conversationFrom("petr", "Прошу возврата за звонок.", { subject: "Звонок" });
  await settled();
  expect((await nina.sees(after)).tags.map(({ name }) => name)).toEqual(["refund"]);
  expect((await nina.sees(before)).tags).toEqual([]);

  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByRole("button", { name: `Ran #${after.number}` }).click();
  const why = page.getByRole("list", { name: "What was found" });
  await why.getByText(/found: .*возврат/).waitFor();
  await page
    .getByRole("list", { name: "What it did" })
    .getByText(/tagged: .*refund/)
    .waitFor();
  expect(new URL(page.url()).pathname).toMatch(/\/log$/);
  await expectNothingSerious(page);

  // Whoever works on the conversation reads the same there.
  const agent = await desk(nina);
  await agent.go(`/inbox/all/${after.id}`);
  await agent.page.getByText(/“Refunds”: tagged: .*refund/).waitFor();
  await agent.page.getByRole("button", { name: "What ran here" }).click();
  await agent.page.getByRole("button", { name: "Ran Refunds" }).click();
  await agent.page.getByText(/found: .*возврат/).waitFor();
  await expectNothingSerious(agent.page);
  // Where none did anything it can be asked for too.
  const quiet = await conversationFrom("lee", "Good evening to you", { subject: "Evening" });
  await settled();
  await agent.go(`/inbox/all/${quiet.id}`);
  await agent.page.getByRole("button", { name: "More", exact: true }).click();
  await agent.page.getByRole("menuitem", { name: "What ran here" }).click();
  await agent.page.getByRole("button", { name: "Not this time Refunds" }).waitFor();
});

test("a rule is changed, left, and brought back as it was", async () => {
  const { omar, desk } = around;
  const made = await omar.call(postAutomation, {
    body: {
      name: "Quiet ones",
      trigger: { kind: "elapsed", since: "waits_for_customer", minutes: 7 * 24 * 60 },
      actions: [{ do: "reply", texts: { en: "Are you still there?" }, after: "wait" }],
    },
  });
  const { page, go } = await desk(omar);
  await go(`/settings/automations/${made.id}`);
  await page.getByRole("textbox", { name: "How long" }).fill("10");
  await page.getByRole("tab", { name: "Українська" }).click();
  await page.getByRole("textbox", { name: "Answer: Українська" }).fill("Ви ще тут, {first_name}?");

  // What is not saved is not lost without a word.
  await page.getByRole("link", { name: "Tags" }).click();
  await page
    .getByRole("alertdialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Stay" })
    .click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("There is no such field.").waitFor();
  await page.getByRole("textbox", { name: "Answer: Українська" }).fill("Ви ще тут, {customer.name|друже}?");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();

  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = page.getByRole("list", { name: "Versions of this rule" }).getByRole("listitem");
  await versions.nth(1).waitFor();
  await versions.first().getByText("Changed: when and then").waitFor();
  await versions.nth(1).getByRole("button", { name: "Bring it back" }).click();
  await versions.nth(2).waitFor();
  const [rule] = (await omar.call(listAutomations, {})).items.filter(({ id }) => id === made.id);
  expect(rule).toMatchObject({ version: 3, actions: [{ texts: { en: "Are you still there?" } }] });
  await expectNothingSerious(page);

  // Of what waits already it is asked, once.
  await page.getByRole("switch", { name: "Quiet ones is on" }).click({ force: true });
  const asked = page.getByRole("dialog", { name: "Switch on “Quiet ones”?" });
  await expectNothingSerious(page);
  await asked.getByRole("button", { name: "Switch on" }).click();
  await page.getByText("“Quiet ones” is on now").waitFor();

  await page.getByRole("button", { name: "Remove “Quiet ones”?" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await page.waitForURL("**/settings/automations");
});

test("on a phone, in Arabic and in the dark, what is wrong with a rule is seen in the list and beside it", async () => {
  const { omar, person, conversationFrom, settled, desk } = around;
  const tag = await omar.call(postTag, { body: { name: "short-lived", colour: "#112233" } });
  const rules = [];
  for (const name of ["First", "Second"])
    rules.push(
      await omar.call(postAutomation, {
        body: {
          name,
          isOn: true,
          trigger: { kind: "event", on: ["noted"] },
          conditions: { match: "all", of: [{ field: "tags", is: "none_of", values: [tag.id] }] },
          actions: [{ do: "raise_priority" }],
        },
      }),
    );
  await omar.call(deleteTag, { params: { id: tag.id } });
  const { id } = await conversationFrom("ines", "A note, please");
  await omar.call(postNote, { params: { id }, body: { text: "Here" } });
  await settled();

  const layla = await person({ name: "Layla Admin", role: "admin", locale: "ar" });
  const { page, go } = await desk(layla, { phone: true, dark: true });
  await go("/settings/automations");
  const first = page.getByRole("row", { name: /First/ });
  await first.getByText("خطأ واحد").waitFor();
  await first.getByText("تعذّرت مرة واحدة").waitFor();
  await expectNothingSerious(page);
  await first.getByRole("button", { name: /أسفل/ }).tap();
  await expect
    .poll(async () =>
      (await omar.call(listAutomations, {})).items
        .map(({ name }) => name)
        .filter((name) => name !== "Refunds"),
    )
    .toEqual(["Second", "First"]);
  await page.getByRole("link", { name: "First" }).tap();
  await page.getByText("لم يعد هذا موجودًا.").first().waitFor();
  expect(
    await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
  ).toBeLessThanOrEqual(0);
  await expectNothingSerious(page);
});
