import { beforeAll, expect, test, vi } from "vitest";
import { patchMe } from "../../contract/accounts.ts";
import { type ImapServer, openImapServer } from "../imap-server.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
let imap: ImapServer;
beforeAll(async () => {
  around = await deskWorld({ privateMailboxes: true });
  imap = await openImapServer();
  return () => imap.close();
});

test("an owner has an inbox filled from a mailbox, having tried it first", async () => {
  const { omar, kolo, desk } = around;
  imap.put("INBOX", "Subject: One\r\n\r\nHello");
  const { page, go } = await desk(omar);
  await go(`/settings/inboxes/${kolo.inbox.id}`);
  await page.getByRole("button", { name: "Fetch from a mailbox" }).click();
  await page.getByText("Another one").click();
  await page.getByRole("textbox", { name: "Server", exact: true }).fill("127.0.0.1");
  await page.getByLabel("Port").fill(String(imap.port));
  await page.getByText("The server lies in our private network").click();
  await page.getByRole("button", { name: /Encryption/ }).click();
  await page.getByRole("option", { name: "None, in a private network only" }).click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Test the connection" }).click();
  await page.getByText("The user or the password was refused.").waitFor();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("right");
  await page.getByText("Something was changed since").waitFor();
  await page.getByRole("button", { name: "Test the connection" }).click();
  await page.getByText("It works: INBOX holds 1 mail.").waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Fetch from it" }).click();
  await page.getByText("Mail for help@kolobikes.example is fetched from now on").waitFor();
  await page.getByText("Connecting", { exact: true }).waitFor();

  await page.getByRole("textbox", { name: "Aliases" }).fill("Sales@kolobikes.example");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Catch-all" }).fill("@velo.example");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByRole("button", { name: "Take sales@kolobikes.example away" }).waitFor();
  await page.getByRole("button", { name: "Take @velo.example away" }).waitFor();
  await expectNothingSerious(page);

  // What stands in the field, and was not added, is saved by the press that follows.
  await page.getByRole("textbox", { name: "Aliases" }).fill("Parts@kolobikes.example");
  await page.getByRole("textbox", { name: "Catch-all" }).fill("bikes");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("This does not look like a domain, such as example.com.").waitFor();
  await page.getByRole("textbox", { name: "Catch-all" }).fill("bikes.example");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Take parts@kolobikes.example away" }).waitFor();
  await page.getByRole("button", { name: "Take @bikes.example away" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Take parts@kolobikes.example away" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Aliases" }).inputValue()).toBe("");
});

test("in Arabic on a phone, one sees what came in and what was turned away", async () => {
  const { omar, desk, db, workspaceId } = around;
  await db.pools.system.query(
    `insert into mail_refusals (workspace_id, id, day, reason, envelope_from, envelope_to, at)
     values ($1, gen_random_uuid(), current_date, 'unknown_address', 'ines@customers.example', 'hlep@kolobikes.example', now())`,
    [workspaceId],
  );
  await omar.call(patchMe, { body: { locale: "ar" } });
  const { page, go } = await desk(omar, { phone: true });
  await go("/settings/inboxes/mail");
  await page.getByRole("heading", { name: "البريد الوارد إلينا" }).waitFor();
  await page.getByRole("tab", { name: "رُفضت" }).click();
  await page.getByText("hlep@kolobikes.example").waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
