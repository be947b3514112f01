import { beforeAll, expect, test, vi } from "vitest";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a stranger finds a route, reads it and is refused in words; nothing comes from elsewhere", async () => {
  const { page, context, go } = await around.desk(around.omar);
  await context.clearCookies();
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await go("/api/docs");
  await page.getByRole("heading", { name: "The API of Tandem" }).waitFor();
  await expectNothingSerious(page);

  await page.getByRole("searchbox", { name: "Search the routes" }).fill("waiting longest");
  await page.getByText("No route matches").waitFor();
  await page.getByRole("searchbox", { name: "Search the routes" }).fill("get /conv newest");
  await page.getByRole("link", { name: "GET /conversations", exact: true }).click();
  await page
    .getByRole("heading", {
      name: "Conversations that the caller may see, newest words first; of a search the best first.",
    })
    .waitFor();
  expect(new URL(page.url()).hash).toBe("#listConversations");
  await page.getByText("not_signed_in").waitFor();
  await page.getByText("Sign in first.").waitFor();
  await expectNothingSerious(page);

  await page.getByRole("button", { name: "Send" }).click();
  const answer = page.getByRole("region", { name: "Answer" }).last();
  await page.getByText(/^401 in/).waitFor();
  expect(await answer.textContent()).toContain('"code": "not_signed_in"');
  expect([...hosts]).toEqual([new URL(page.url()).host]);
});

test("a key tries what it may, as a command that can be pasted", async () => {
  const { key, conversationFrom, desk, omar } = around;
  const { id } = await conversationFrom("ines", "Where is my order?", { subject: "Order KB-77" });
  const { text } = await key("conversations.read", "conversations.note");
  const { page, context, go } = await desk(omar);
  await context.clearCookies();
  await go("/api/docs#postNote");
  const trial = page.getByRole("region", { name: "Try it" });
  expect(await trial.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await trial.getByText("An API key").click();
  await trial.getByLabel("API key", { exact: true }).last().fill(text);
  await trial.getByLabel("id", { exact: true }).fill(id);
  await trial.getByLabel("Body, as JSON").fill('{ "text": "Found in the van"');
  await trial.getByText("This is not JSON yet.").waitFor();
  await trial.getByLabel("Body, as JSON").fill('{ "text": "Found in the van" }');
  const command = (await trial.getByRole("region", { name: "As a command" }).textContent())!;
  expect(command).toContain(`/api/v1/conversations/${id}/notes'`);
  expect(command).toContain(`-d '{"text":"Found in the van"}'`);
  expect(command).not.toContain(text);
  await trial.getByRole("button", { name: "Send" }).click();
  await trial.getByText(/^201 in/).waitFor();
  await expectNothingSerious(page);

  // The key stays while one moves on, and what it may not do is refused in words.
  await page.getByRole("link", { name: "GET /customers", exact: true }).click();
  await trial.getByRole("button", { name: "Send" }).click();
  await trial.getByText(/^403 in/).waitFor();
  await trial.getByText("Your role does not allow this.").waitFor();
});

test("whoever is signed in tries it in their own name", async () => {
  const { page, go } = await around.desk(around.nina);
  await go("/api/docs#getMe");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText(/^200 in/).waitFor();
  expect(await page.getByRole("region", { name: "Answer" }).last().textContent()).toContain("Nina Kovalenko");
});

test("the page speaks the reader's language, on a phone too", async () => {
  const { page, context, go } = await around.desk(around.omar, { phone: true, dark: true });
  await context.clearCookies();
  await go("/api/docs");
  await page.getByRole("button", { name: "Language: English" }).tap();
  await page.getByRole("menuitemradio", { name: "العربية" }).tap();
  await page.getByRole("heading", { name: "واجهة Tandem البرمجية" }).waitFor();
  expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
  await expectNothingSerious(page);
  await page.getByRole("link", { name: "POST /conversations/{id}/replies" }).tap();
  await page.getByRole("heading", { name: "جرّبه" }).waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await page.getByRole("link", { name: "كل المسارات" }).tap();
  await page.getByRole("heading", { name: "واجهة Tandem البرمجية" }).waitFor();
});

test("without the description the page says so, and has it after another try", async () => {
  const { page, go } = await around.desk(around.omar);
  await page.route("**/openapi.json", (route) => route.abort());
  await go("/api/docs#getMe");
  await page.getByText("The server did not answer.").waitFor();
  await expectNothingSerious(page);
  await page.unroute("**/openapi.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Who is signed in and what they may do." }).waitFor();
});
