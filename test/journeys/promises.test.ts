import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listNotices } from "../../contract/notices.ts";
import { listPromisesOf, type PromiseMade } from "../../contract/promises.ts";
import { putPresence } from "../../contract/routing.ts";
import { putIntent } from "../../contract/triage.ts";
import { withoutWall } from "../../server/db/database.ts";
import { checkPromises } from "../../server/promises/index.ts";
import { deskWorld, expectNothingSerious } from "./desk.ts";

const around = await deskWorld();
const { db, kolo, nina, person, conversationFrom, settled, outbox } = around;

const hours = 3_600_000;
const strip = (page: Page) => page.getByRole("region", { name: "Promised to the customer" });
const said = "I will find out and come back to you by";

/** The time passes: everything about a promise happened so much earlier. */
const pass = ({ id, conversation }: PromiseMade, ms: number) =>
  withoutWall(db, async (tx) => {
    const row = await tx.selectFrom("promises").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const earlier = (at: Date) => new Date(at.getTime() - ms);
    await tx
      .updateTable("promises")
      .set({
        dueAt: earlier(row.dueAt),
        madeAt: earlier(row.madeAt),
        nextCheckAt: earlier(row.nextCheckAt!),
      })
      .where("id", "=", id)
      .execute();
    await tx
      .updateTable("conversations")
      .set({ promiseAt: earlier(row.dueAt), createdAt: earlier(row.madeAt) })
      .where("id", "=", conversation.id)
      .execute();
  });
const promiseIn = async (id: string) => (await nina.call(listPromisesOf, { params: { id } })).items[0]!;

test("a promise is offered by the composer, nearly forgotten, escalated and kept, on two desks", async () => {
  const lena = await person({ name: "Lena Lead", role: "lead", teams: [kolo.teamId] });
  const { id } = await conversationFrom("ines", "Where is my parcel? It should be here.", {
    subject: "Parcel",
  });
  const hers = await around.desk(nina);
  const theirs = await around.desk(lena);
  for (const one of [nina, lena]) await one.call(putPresence, { body: { state: "here" } });
  await hers.go(`/inbox/open/${id}`);
  await theirs.go(`/inbox/all/${id}`);

  // Offered while she writes, with the time that her words say, and taken by one key.
  const words = hers.page.getByRole("textbox", { name: "Reply" });
  await words.click();
  await hers.page.keyboard.type(`Hello Ines, thank you for telling us. ${said} `);
  const offers = hers.page.getByRole("list", { name: "What your words promise" });
  await hers.page.keyboard.type("tomorrow at 15:00.");
  const offer = offers.getByRole("listitem").filter({ hasText: "tomorrow at 15:00" });
  await offer.waitFor();
  expect(await offer.getByRole("spinbutton", { name: /hour/i }).textContent()).toMatch(/^0?3$|^15$/);
  await expectNothingSerious(hers.page);
  await hers.page.keyboard.press("Control+.");
  await offer.getByText("Goes with the reply").waitFor();
  await offer.getByText("Show to the customer").click();
  await words.click();
  await hers.page.keyboard.press("Control+Enter");

  // It stands above the stream on both desks, in the inbox's row, and in the mail.
  for (const { page } of [hers, theirs]) await strip(page).getByText(said).waitFor();
  await hers.page
    .getByRole("listitem")
    .filter({ hasText: "Parcel" })
    .getByText(/promised for/)
    .first()
    .waitFor();
  await theirs.page.getByText(/Nina Kovalenko promised for .*: I will find out/).waitFor();
  await settled();
  const mail = (await outbox())
    .at(-1)!
    .split(/\r?\n\r?\n/)
    .map((part) => Buffer.from(part.replace(/\s/g, ""), "base64").toString())
    .join(" ");
  expect(mail).toContain("Our promise: I will find out and come back to you by tomorrow at 15:00.");

  // Nearly forgotten: she is reminded, and it is our turn again.
  const made = await promiseIn(id);
  await pass(made, Date.parse(made.dueAt) - Date.now() - hours / 2);
  await checkPromises(db, new Date());
  expect((await nina.call(listNotices, {})).items).toMatchObject([
    { kind: "promise", data: { does: "nudge" } },
  ]);
  await hers.page.getByText("A promise comes due: it is our turn again").waitFor();
  await hers.page.getByRole("button", { name: "2 earlier changes" }).click();
  await hers.page.getByText(/A promise is nearly due/).waitFor();

  // Forgotten: broken at its time, and the lead hears of it.
  await pass(made, hours);
  await checkPromises(db, new Date());
  expect((await lena.call(listNotices, {})).items).toMatchObject([
    { data: { does: "notify_lead", promiseId: made.id } },
  ]);
  for (const { page } of [hers, theirs])
    await strip(page)
      .getByText(/^late by/)
      .waitFor();
  await theirs.page.keyboard.press("g");
  await theirs.page.keyboard.press("p");
  await theirs.page.getByRole("button", { name: /Whose/ }).click();
  await theirs.page.getByRole("option", { name: "My teams’" }).click();
  await theirs.page.getByRole("button", { name: /Which/ }).click();
  await theirs.page.getByRole("option", { name: "Late", exact: true }).click();
  await theirs.page.getByRole("link", { name: new RegExp(said) }).waitFor();
  await expectNothingSerious(theirs.page);
  await theirs.page.getByRole("link", { name: new RegExp(said) }).click();

  // Closing is refused while it is owed.
  await hers.page.getByRole("article").getByRole("button", { name: "Close", exact: true }).first().click();
  await hers.page
    .getByText(/Something you promised here is still owed/)
    .first()
    .waitFor();

  // Kept by the reply that says what she found out: it is ticked already.
  await words.click();
  await hers.page.keyboard.type("Your parcel is in Lyon and comes with the next van.");
  const keeps = hers.page.getByRole("checkbox", { name: /Keeps the promise/ });
  await keeps.waitFor();
  expect(await keeps.isChecked()).toBe(true);
  await expectNothingSerious(hers.page);
  await hers.page.keyboard.press("Control+Enter");
  for (const { page } of [hers, theirs]) {
    await page.getByText(/Nina Kovalenko kept the promise late/).waitFor();
    await strip(page).waitFor({ state: "detached" });
  }
  expect(await promiseIn(id)).toMatchObject({ state: "broken", keptAt: expect.any(String) });
  await hers.page.getByRole("complementary", { name: "Customer" }).getByText("Kept late").waitFor();
});

test("a promise by telephone is made, changed, kept and taken back by keys", async () => {
  const { id } = await conversationFrom("olga", "Please call me.", { subject: "Call" });
  const { page, go } = await around.desk(nina);
  await go(`/inbox/open/${id}`);
  await page.getByRole("article", { name: "Call" }).waitFor();
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: "Make a promise" });
  await dialog.getByLabel("What is promised").fill("Send the label");
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Promise", exact: true }).click();
  await strip(page).getByText("Send the label").waitFor();

  await strip(page)
    .getByRole("button", { name: /What else/ })
    .click();
  await page.getByRole("menuitem", { name: "Change…" }).click();
  await page.getByRole("dialog").getByLabel("What is promised").fill("Send the return label");
  await page.getByRole("dialog").getByRole("button", { name: "Change", exact: true }).click();
  await strip(page).getByText("Send the return label").waitFor();

  await page.keyboard.press("Shift+P");
  await strip(page).waitFor({ state: "detached" });
  await page.getByText("Noted: the promise was kept.").waitFor();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await strip(page).getByText("Send the return label").waitFor();

  await strip(page)
    .getByRole("button", { name: /What else/ })
    .click();
  await page.getByRole("menuitem", { name: "Give up…" }).click();
  await page.getByRole("dialog").getByLabel("Why it is given up").fill("She found it");
  await page.getByRole("dialog").getByRole("button", { name: "Give it up" }).click();
  await page.getByText(/gave up the promise “Send the return label”: She found it/).waitFor();
  expect(await promiseIn(id)).toMatchObject({ state: "withdrawn", reason: "She found it" });
});

test("an offer that is no promise goes away and stays away; on a telephone, in Arabic", async () => {
  const aya = await person({ name: "Aya", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const { id } = await conversationFrom("huda", "أين طردي؟ لم يصل بعد.", { subject: "الطرد" });
  await aya.call(putIntent, { params: { id }, body: { intent: "order_status" } });
  const { page, go } = await around.desk(aya, { phone: true, dark: true });
  await go(`/inbox/open/${id}`);
  const words = page.getByRole("textbox", { name: "رد" });
  await words.click();
  await page.keyboard.type("سأتحقق وأخبرك بحلول الخميس.");
  const offers = page.getByRole("list", { name: "ما تعد به كلماتك" });
  await offers.waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await offers.getByRole("button", { name: "ليس هذا وعدًا" }).click();
  await offers.waitFor({ state: "detached" });
  await words.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" شكرًا لصبرك.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("شكرًا لصبرك").first().waitFor();
  expect((await aya.call(listPromisesOf, { params: { id } })).items).toEqual([]);
});
