import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { buildApp } from "../../server/app.ts";
import { buildPages } from "../../server/build-pages.ts";
import { folderStore } from "../../server/files/index.ts";
import { localBus } from "../../server/live/index.ts";
import { readSecret } from "../../server/secret.ts";
import { openBrowser } from "../browser.ts";
import { freshDatabase } from "../database.ts";
import { expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

const root = join(import.meta.dirname, "../..");
const pages = join(root, "build", "desk");
let browser: Browser;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  await buildPages(root, pages, () => undefined);
  browser = await openBrowser();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => browser.close());

/** An installation on its first day, and somebody who opens it in a browser of this language. */
async function firstVisit(locale: string, { phone = false } = {}): Promise<{ page: Page; url: string }> {
  const database = await freshDatabase();
  const db = database.open();
  const folder = await mkdtemp(join(tmpdir(), "tandem-first-"));
  const app = await buildApp({
    db,
    bus: localBus(),
    store: folderStore(folder),
    secret: await readSecret(db),
    mailer: { send: async () => undefined },
    config: { publicUrl: "http://localhost:3000", trustProxy: false, logLevel: "silent", demo: false },
    readiness: { migrated: true, stopping: false },
    pages,
    allowed: null,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  const url = `http://localhost:${typeof address === "object" ? address?.port : ""}`;
  const context = await browser.newContext({
    locale,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    reducedMotion: "reduce",
    timezoneId: "Europe/Kyiv",
  });
  closing.push(
    () => rm(folder, { recursive: true }),
    () => database.drop(),
    () => app.close(),
    () => context.close(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, url };
}

test("on the first visit one form makes the workspace and opens the desk", async () => {
  const { page, url } = await firstVisit("en");
  await page.goto(url);
  await page.getByRole("heading", { name: "Welcome to Tandem" }).waitFor();
  await expectNothingSerious(page);

  await page.getByRole("button", { name: "Open the desk" }).click();
  await expect.poll(() => page.getByText("Fill this in.").count()).toBe(4);
  await page.getByText("Choose at least one.").waitFor();
  await expect
    .poll(() => page.evaluate("document.activeElement.name || document.activeElement.autocomplete"))
    .toBe("name");
  await expectNothingSerious(page);

  await page.getByLabel("Your name").fill("Omar Haddad");
  await page.getByLabel("E-mail").fill("omar@meridian");
  await page.getByLabel("Password", { exact: true }).fill("password12");
  await page.getByLabel("Name of the company").fill("Meridian Care");
  await page.getByText("Care for several companies").click();
  await page.getByText("This does not look like an e-mail address.").waitFor();
  await page.getByLabel("E-mail").fill("omar@meridian.example");
  await page.getByRole("button", { name: "Open the desk" }).click();
  await page.getByText("It is among the passwords that guessers try first.").waitFor();

  await page.getByLabel("Password", { exact: true }).fill("nine green tandems ride");
  await page.getByRole("button", { name: "Open the desk" }).click();
  await page.getByRole("navigation", { name: "Places" }).waitFor();

  await page.goto(`${url}/settings/workspace`);
  expect(await page.getByLabel("Name of the workspace").inputValue()).toBe("Meridian Care");
  expect(await page.getByRole("combobox", { name: "Time zone" }).inputValue()).toContain("Europe/Kyiv");
  await page.goto(`${url}/set-up`);
  await page.getByRole("heading", { name: "Tandem is set up already" }).waitFor();
});

test("the page speaks the visitor's language, changes it at once, and the desk keeps it", async () => {
  const { page, url } = await firstVisit("uk-UA", { phone: true });
  await page.goto(url);
  await page.getByRole("heading", { name: "Вітаємо в Tandem" }).waitFor();

  await page.getByRole("button", { name: "Мова: Українська" }).click();
  await page.getByRole("menuitemradio", { name: "العربية" }).click();
  await page.getByRole("heading", { name: "أهلًا بك في Tandem" }).waitFor();
  expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await expectNothingSerious(page);

  await page.getByLabel("اسمك").fill("سلمى ناصر");
  await page.getByLabel("البريد الإلكتروني").fill("salma@safra.example");
  await page.getByLabel("كلمة المرور", { exact: true }).fill("سبع دراجات خضراء تسير");
  await page.getByLabel("اسم الشركة").fill("سفرة");
  await page.getByText("حجوزات وقوائم ومناسبات").click();
  await page.getByRole("button", { name: "افتح المكتب" }).click();
  await page.getByRole("navigation", { name: "الأقسام" }).waitFor();

  await page.reload();
  await page.getByRole("navigation", { name: "الأقسام" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("ar");
});
