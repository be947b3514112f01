import { sql } from "kysely";
import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { getConversation, postConversation, putOwner } from "../../contract/conversations.ts";
import { getBoard, postQueue, postSkill } from "../../contract/routing.ts";
import { moveOn } from "../../server/conversations/index.ts";
import { withoutWall } from "../../server/db/database.ts";
import { longAway } from "../../server/routing/index.ts";
import type { Person } from "../world.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
let tom: Person;
beforeAll(async () => {
  around = await deskWorld();
  tom = await around.person({ name: "Tom Berg", role: "agent", teams: [around.kolo.teamId] });
  await around.omar.call(postQueue, { body: { name: "Bicycles", team: around.kolo.teamId } });
});

/** A matter of which it is known what it is about, so that it waits for somebody rather than to be sorted. */
const matterFrom = (name: string, subject: string) =>
  around.omar.call(postConversation, {
    body: {
      inbox: around.kolo.inbox.id,
      customer: { email: `${name}@customers.example`, name },
      subject,
      text: `${subject}, please?`,
      line: "service",
      intent: "product_advice",
    },
  });

const soon = { timeout: 15_000 };
const matterOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1)!;

test("two free agents press “next best” at once and never get the same matter", async () => {
  const { nina, desk } = around;
  const waiting = new Set<string>();
  for (const name of ["ana", "ben", "cem", "dia"]) waiting.add((await matterFrom(name, `Of ${name}`)).id);
  const [one, other] = [await desk(nina), await desk(tom)];
  await one.go("/inbox/unassigned");
  await other.go("/inbox/unassigned");
  const button = (page: Page) => page.getByRole("button", { name: "Next best" });
  await button(one.page).waitFor();
  await button(other.page).waitFor();

  const taken: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    await Promise.all([button(one.page).click(), button(other.page).click()]);
    for (const { page } of [one, other]) {
      await expect
        .poll(() => waiting.has(matterOf(page)) && !taken.includes(matterOf(page)), soon)
        .toBe(true);
      expect(new URL(page.url()).pathname).toContain("/inbox/mine/");
      taken.push(matterOf(page));
    }
  }
  expect(new Set(taken)).toEqual(waiting);

  // By key, when nothing is left.
  await one.page.getByRole("heading", { level: 1 }).first().waitFor();
  await one.page.keyboard.press("g");
  await one.page.keyboard.press("n");
  await one.page.getByText("Nothing waits for you right now.").waitFor();
});

test("who waits in a queue is told why they come when they come", async () => {
  const { omar, desk } = around;
  const { id } = await matterFrom("eva", "Sunday");
  const { page, go } = await desk(omar);
  await go(`/inbox/unassigned/${id}`);
  await page.getByRole("button", { name: /First reply/ }).click();
  const place = page.getByRole("region", { name: "Its place in the queue" });
  await place.getByText("Waits in Bicycles. It is the next to be taken.").waitFor();
  await place.getByText(/^Ranked as if due/).waitFor();
});

test("a lead moves three conversations in bulk and the second screen sees it; undone, they are back", async () => {
  const { nina, omar, desk } = around;
  const ids: string[] = [];
  for (const name of ["fay", "gus", "hal"]) {
    const { id } = await matterFrom(name, `Bell ${name}`);
    await omar.call(putOwner, { params: { id }, body: { agent: nina.id } });
    ids.push(id);
  }
  const [lead, second] = [await desk(omar), await desk(tom)];
  await lead.go("/board");
  await second.go("/board");
  const work = (page: Page, name: string) => page.getByRole("grid", { name: `Work of ${name}` });
  const bell = (page: Page, owner: string, name: string) =>
    work(page, owner).getByRole("row", { name: new RegExp(`Bell ${name}`) });
  // One by its box; Space and Shift reach on from there.
  await bell(lead.page, "Nina Kovalenko", "fay").getByRole("checkbox").click({ force: true });
  await lead.page.getByText("1 chosen").waitFor();
  await bell(lead.page, "Nina Kovalenko", "hal").click({ modifiers: ["Shift"] });
  await lead.page.getByText("3 chosen").waitFor();
  await bell(lead.page, "Nina Kovalenko", "hal").focus();
  await lead.page.keyboard.press("Space");
  await lead.page.getByText("2 chosen").waitFor();
  await bell(lead.page, "Nina Kovalenko", "hal").getByRole("checkbox").click({ force: true });
  await lead.page.getByText("3 chosen").waitFor();
  await expectNothingSerious(lead.page);
  await lead.page.keyboard.press("a");
  const dialog = lead.page.getByRole("dialog", { name: "Move 3 conversations" });
  await dialog.getByRole("option", { name: /Tom Berg/ }).click();
  await dialog.getByLabel("Why").fill("Nina is at the fair");
  await expectNothingSerious(lead.page);
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  // Pointed at, what was said stays.
  await lead.page.getByText("3 conversations moved to Tom Berg").hover();

  for (const name of ["fay", "gus", "hal"]) {
    await bell(lead.page, "Tom Berg", name).waitFor();
    await bell(second.page, "Tom Berg", name).waitFor();
  }
  for (const id of ids)
    expect(await omar.call(getConversation, { params: { id } })).toMatchObject({ owner: { id: tom.id } });

  // Whoever got it reads why.
  const { page, go } = await desk(tom);
  await go(`/inbox/mine/${ids[0]}`);
  await page.getByText("Omar Haddad moved it to Tom Berg: Nina is at the fair").waitFor();

  await lead.page.getByRole("button", { name: "Undo" }).click();
  await lead.page.getByText("Moved back").waitFor();
  for (const id of ids)
    expect(await omar.call(getConversation, { params: { id } })).toMatchObject({ owner: { id: nina.id } });
  await expect
    .poll(() => work(second.page, "Tom Berg").getByRole("row", { name: /Bell/ }).count(), soon)
    .toBe(0);
});

test("a card is dragged to a queue by the keyboard, and who may not move work has nothing to drag", async () => {
  const { nina, omar, desk, person } = around;
  const { id } = await matterFrom("ida", "Lamp");
  await omar.call(putOwner, { params: { id }, body: { agent: omar.id } });
  const lead = await desk(omar);
  await lead.go("/board?here=yes");
  const card = lead.page
    .getByRole("grid", { name: "Work of Omar Haddad" })
    .getByRole("row", { name: /Lamp/ });
  await card.getByRole("button", { name: /Drag/ }).focus();
  await lead.page.keyboard.press("Enter");
  const target = lead.page.getByRole("button", { name: "Move to the queue Bicycles" });
  for (let step = 0; step < 10; step += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) break;
    await lead.page.keyboard.press("Tab");
  }
  await lead.page.keyboard.press("Enter");
  await lead.page.getByText("1 conversation moved to Bicycles").waitFor();
  expect(await nina.call(getConversation, { params: { id } })).toMatchObject({ owner: { kind: "team" } });

  const reader = await desk(await person({ name: "Rita Holm", role: "readonly" }));
  await reader.go("/board");
  await reader.page.getByRole("heading", { name: "Nina Kovalenko" }).waitFor();
  expect(await reader.page.getByRole("button", { name: /Drag/ }).count()).toBe(0);
  expect(await reader.page.getByRole("checkbox").count()).toBe(0);
});

test("an agent goes away, the others see it, and what waits for her moves to the queue", async () => {
  const { nina, omar, desk, db, workspaceId } = around;
  const { id } = await matterFrom("jan", "Wheel");
  await omar.call(putOwner, { params: { id }, body: { agent: nina.id } });
  const [hers, lead] = [await desk(nina), await desk(omar)];
  await lead.go("/board");
  await hers.go("/inbox/mine");
  const ninaOnBoard = lead.page.getByRole("region", { name: "Nina Kovalenko" });
  await ninaOnBoard.getByText("Here", { exact: true }).waitFor();

  await hers.page.getByRole("radio", { name: "Away" }).click();
  await ninaOnBoard.getByText("Away", { exact: true }).waitFor();

  // An hour later the sweep comes by.
  await withoutWall(db, (tx) =>
    sql`update presence set since = now() - interval '1 hour' where agent_id = ${nina.id}`.execute(tx),
  );
  const gone = await withoutWall(db, (tx) => longAway(tx, new Date()));
  expect(gone).toEqual([{ workspaceId, agentId: nina.id }]);
  await moveOn(db, new Date());

  await ninaOnBoard.getByText("Nothing on the desk").waitFor();
  const { owner } = await omar.call(getConversation, { params: { id } });
  expect(owner).toMatchObject({ kind: "team", id: around.kolo.teamId });
  const { queues } = await omar.call(getBoard, {});
  expect(queues.find(({ name }) => name === "Bicycles")!.waiting).toBeGreaterThan(0);
  await lead.go(`/inbox/all/${id}`);
  await lead.page.getByText("It went back to the queue because its owner was away").waitFor();
});

test("a lead sets up a queue, a skill and somebody's hours", async () => {
  const { omar, desk, nina } = around;
  await omar.call(postSkill, { body: { name: "Wheels" } });
  const { page, go } = await desk(omar);
  await go("/settings/queues/new");
  const dialog = page.getByRole("dialog", { name: "Add a queue" });
  await dialog.getByLabel("Name", { exact: true }).fill("Wheels in Arabic");
  await dialog.getByRole("button", { name: /Team/ }).click();
  await page.getByRole("option", { name: "Kolo Bikes desk" }).click();
  await dialog.getByRole("combobox", { name: "Languages" }).click();
  await page.getByRole("option", { name: "Arabic" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByText(/^In turn/).click();
  await dialog.getByText("The same person again").click();
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Add a queue" }).click();
  const row = page.getByRole("row", { name: /Wheels in Arabic/ });
  await row.getByText("In turn").waitFor();
  await row.getByText("Arabic", { exact: true }).waitFor();
  await row.getByRole("button", { name: "Move Wheels in Arabic up" }).click();
  await expect.poll(() => page.getByRole("row").nth(1).textContent(), soon).toContain("Wheels in Arabic");

  await go(`/settings/work/${nina.id}`);
  const profile = page.getByRole("dialog", { name: "Change Nina Kovalenko" });
  await profile.getByText("Ukrainian").click();
  await profile.getByRole("button", { name: "Monday to Friday, 9 to 5" }).click();
  await expectNothingSerious(page);
  await profile.getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("row", { name: /Nina Kovalenko/ })
    .getByText(/^Mon–Fri/)
    .waitFor();

  await go("/settings/routing");
  await page.getByLabel("Phone").fill("7");
  await page.getByText("Never: it waits for its owner").click();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.reload();
  expect(await page.getByLabel("Phone").inputValue()).toBe("7");
});
