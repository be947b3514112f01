import { beforeAll, expect, test } from "vitest";
import { type DeskWorld, deskWorld } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a letter arrives in an open desk, is read, answered and delivered, and the answer to it joins", async () => {
  const { nina, kolo, conversationFrom, outbox, settled, desk } = around;
  const { page, go } = await desk(nina);
  await go("/inbox/open");
  await page.getByText("Nothing is open").waitFor();

  await conversationFrom("ines", "Where is my order KB-77?", { brand: kolo, subject: "Order KB-77" });
  const row = page.getByRole("listitem").filter({ hasText: "Order KB-77" });
  await row.waitFor();
  await row.getByRole("link").click();
  await page.getByRole("article", { name: "Message from" }).getByText("Where is my order KB-77?").waitFor();

  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.click();
  await page.keyboard.type("It left us ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("this morning");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(".");
  await page.getByRole("button", { name: "Send and wait for the customer" }).click();

  const answer = page.getByRole("article", { name: "Our answer" });
  await answer.getByText("It left us this morning.").waitFor();
  expect(await answer.locator("strong").textContent()).toBe("this morning");
  expect(await words.textContent()).toBe("");
  await settled();
  await answer.getByText(/^Sent at/).waitFor();
  expect((await outbox()).at(-1)).toContain("this morning");
  await page.getByText("Waiting for the customer", { exact: true }).first().waitFor();
});

test("a draft is there again after a reload, also what was written without a connection", async () => {
  const { nina, conversationFrom, desk } = around;
  const { id } = await conversationFrom("tom", "My chain rattles.", { subject: "Chain" });
  const { page, context, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.click();
  await page.keyboard.type("Dear Tom, ");
  await page.getByText("Draft kept").waitFor();

  await context.setOffline(true);
  await page.keyboard.type("bring it in on Friday.");
  await page.getByText("The draft is kept in this browser only; trying again").waitFor();
  await context.setOffline(false);
  await page.getByText("Draft kept").waitFor();
  await page.reload();
  await words.getByText("Dear Tom, bring it in on Friday.").waitFor();
});

test("a note stands on its own paper and never leaves the house", async () => {
  const { nina, conversationFrom, outbox, settled, desk } = around;
  const { id } = await conversationFrom("maria", "Table for two?", { subject: "A table" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  const before = (await outbox()).length;

  await page.getByRole("radio", { name: "Note" }).click();
  await page.getByText("Only colleagues see this").waitFor();
  await page.getByRole("textbox", { name: "Note for colleagues" }).click();
  await page.keyboard.type("She is a regular.");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await page.getByRole("article", { name: "Note by Nina" }).getByText("She is a regular.").waitFor();
  await settled();
  expect(await outbox()).toHaveLength(before);
});

test("files go along with an answer", async () => {
  const { nina, conversationFrom, outbox, settled, desk } = around;
  const { id } = await conversationFrom("tom", "Send me the manual, please.", { subject: "Manual" });
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  await page.getByRole("textbox", { name: "Reply to the customer" }).click();
  await page.keyboard.type("Here it is.");
  await page.locator("input[type=file]").setInputFiles({
    name: "manual.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Turn the pedals."),
  });
  await page.getByRole("button", { name: "Remove manual.txt" }).waitFor();
  await page.keyboard.press("Control+Enter");
  const answer = page.getByRole("article", { name: "Our answer" });
  await answer.getByRole("link", { name: /manual\.txt/ }).waitFor();
  await answer.getByText(/^Sent at/).waitFor();
  await settled();
  expect((await outbox()).at(-1)).toContain("manual.txt");
});

test("a conversation is taken, tagged, closed, and opened again by the way back", async () => {
  const { omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("lee", "Is the shop open on Sunday?", { subject: "Sunday" });
  const tags = await omar.ask((await import("../../contract/workspace.ts")).postTag, {
    body: { name: "Hours", colour: "#336699" },
  });
  expect(tags.statusCode).toBe(201);
  const { page, go } = await desk(omar);
  await go(`/inbox/open/${id}`);

  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByRole("button", { name: "Owner: Omar Haddad. Change" }).waitFor();
  await page.getByText("Omar Haddad took it").waitFor();

  await page.getByRole("button", { name: "Tag", exact: true }).click();
  await page.getByRole("option", { name: "Hours" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Tags Hours" }).waitFor();

  await page.getByRole("article").getByRole("button", { name: "Close", exact: true }).click();
  const why = page.getByRole("dialog", { name: "Close: why is no answer needed?" });
  await why.getByText("Answered elsewhere").click();
  await why.getByRole("button", { name: "Close without an answer" }).click();
  await page.getByText("This conversation is closed.").waitFor();
  await page.getByText(/is closed without an answer: Answered elsewhere/).waitFor();
  await page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();
  await page.getByText("Omar Haddad took that back: an answer is owed again").waitFor();
});

test("two tabs show one draft, and what was sent from one is gone from the other", async () => {
  const { nina, conversationFrom, desk } = around;
  const { id } = await conversationFrom("mei", "Do you ship to Xiamen?", { subject: "Xiamen" });
  const { page, context, go } = await desk(nina);
  await go(`/inbox/open/${id}`);
  const other = await context.newPage();
  await other.goto(page.url());
  const [here, there] = [page, other].map((tab) =>
    tab.getByRole("textbox", { name: "Reply to the customer" }),
  );
  await there!.waitFor();

  await here!.click();
  await page.keyboard.type("Yes, we do.");
  await there!.getByText("Yes, we do.").waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  await page.getByText("This conversation is closed.").waitFor();
  await other.getByText("This conversation is closed.").waitFor();

  // Opened again, nothing of what was sent stands in the composer.
  await page.getByRole("button", { name: "Reopen to reply" }).click();
  await here!.waitFor();
  expect(await here!.textContent()).toBe("");
});
