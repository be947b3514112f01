import { beforeAll, expect, test } from "vitest";
import { type DeskWorld, deskWorld } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("what one agent does another sees, and nobody answers past what came in while they wrote", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("ines", "Brakes squeal.", { subject: "Brakes" });
  const [one, other] = [await desk(nina), await desk(omar)];
  await one.go(`/inbox/open/${id}`);
  await other.go(`/inbox/open/${id}`);

  const ninas = one.page.getByRole("textbox", { name: "Reply to the customer" });
  await ninas.click();
  await one.page.keyboard.type("Please send a photo.");

  // Omar is quicker, and closes.
  await other.page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await other.page.keyboard.type("Come by today.");
  await other.page.keyboard.press("Control+Enter");

  await one.page.getByRole("article", { name: "Our answer, by Omar Haddad" }).waitFor();
  expect(await ninas.textContent()).toBe("Please send a photo.");
  await one.page.getByRole("listitem").filter({ hasText: "We: Come by today." }).first().waitFor();
});

test("a reply that crosses with another is held back, its words stay, and it goes out once it was seen", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { postReply } = await import("../../contract/conversations.ts");
  const { id } = await conversationFrom("tom", "Where are you?", { subject: "Address" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.click();
  await page.keyboard.type("Harbour street 5.");
  await page.getByText("Draft kept").waitFor();

  // Her desk hears of nothing while the other answer is written.
  await page.route(`**/conversations/${id}/messages*`, (route) => route.abort());
  await omar.call(postReply, { params: { id }, body: { text: "Harbour street 4." } });
  await page.keyboard.press("Control+Enter");
  await page.getByText("Something new arrived while you were writing. Look at it, then send.").waitFor();
  expect(await words.textContent()).toBe("Harbour street 5.");

  await page.unroute(`**/conversations/${id}/messages*`);
  await page.reload();
  await page.getByText("Harbour street 4.").first().waitFor();
  await words.getByText("Harbour street 5.").waitFor();
  await words.click();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article", { name: "Our answer, by Nina" }).getByText("Harbour street 5.").waitFor();
});

test("nothing moves under the pointer: what comes in is announced above", async () => {
  const { nina, conversationFrom, desk } = around;
  for (let index = 0; index < 12; index += 1) {
    await conversationFrom(`guest${index}`, `Question ${index}`, { subject: `Question ${index}` });
  }
  const { page, go } = await desk(nina);
  await go("/inbox/open");
  const third = page.getByRole("listitem").filter({ hasText: "Question 9" }).first();
  await third.hover();
  const before = await third.boundingBox();
  await conversationFrom("late", "One more", { subject: "One more" });
  const pill = page.getByRole("button", { name: "1 new above" });
  await pill.waitFor();
  expect((await third.boundingBox())?.y).toBe(before?.y);
  await pill.click();
  await page.getByRole("listitem").filter({ hasText: "One more" }).waitFor();
});
