/**
 * Every main screen with the sample workspace, in English and Arabic, light and dark, wide and on a phone, written
 * to test/screens/ for people to leaf through. Nothing is compared pixel by pixel; nothing may complain, overflow
 * the window, or be in the way of a screen reader.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "../../server/config.ts";
import { start } from "../../server/main.ts";
import { demoPassword } from "../../server/workspaces/index.ts";
import { openBrowser } from "../browser.ts";
import { freshDatabase } from "../database.ts";
import { expectNothingSerious } from "./desk.ts";

const folder = join(import.meta.dirname, "../screens");
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const database = await freshDatabase();
const dataDir = await mkdtemp(join(tmpdir(), "tandem-screens-"));
const { host, user, password, port, database: name } = database.connection;
const databaseUrl = new URL(
  `postgres://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${name}`,
);
databaseUrl.searchParams.set("host", String(host));
const config = readConfig(
  { DATABASE_URL: databaseUrl.href, DATA_DIR: dataDir, PORT: "0", SMTP_PORT: "0", LOG_LEVEL: "silent" },
  { demo: true },
);
const running = await start(config, () => undefined, { allowed: null });
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await running.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});
const url = running.url!.replace("127.0.0.1", "localhost");

/** Things of the settings as they are added or changed. */
const begun = [
  "forms/new",
  "clocks/new",
  "automations/new",
  "canned/new",
  "checklists/new",
  "inboxes/new",
  "lines/support-line",
  "lines/support-stages",
  "lines/support-fields",
  "lines/support-priority",
];

const looks = (["en", "ar"] as const).flatMap((locale) =>
  (["light", "dark"] as const).flatMap((theme) =>
    ([1440, 390] as const).map((width) => ({ locale, theme, width })),
  ),
);

test.each(looks)(
  "the screens in $locale, $theme, $width wide",
  { timeout: 900_000 },
  async ({ locale, theme, width }) => {
    const phone = width === 390;
    const context = await browser.newContext({
      viewport: { width, height: phone ? 844 : 900 },
      isMobile: phone,
      hasTouch: phone,
      colorScheme: theme,
      locale,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("Failed to load resource"))
        faults.push(message.text());
    });

    const look = async (screen: string, path: string) => {
      await page.goto(url + path, { waitUntil: "networkidle" });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `${screen}-${locale}-${theme}-${width}.png`) });
      expect(await overflow(page), `${screen} is wider than the window`).toBeLessThanOrEqual(0);
      // Contrast differs by theme and direction by language; width changes neither.
      if ((locale === "en") === (theme === "light")) await expectNothingSerious(page);
    };

    await look("sign-in", "/sign-in");
    const origin = { origin: url };
    const entered = await context.request.post(`${url}/api/v1/session`, {
      data: { email: "omar@meridian.example", password: demoPassword },
      headers: origin,
    });
    expect(entered.status()).toBe(200);
    await context.request.patch(`${url}/api/v1/me`, { data: { locale, appearance: theme }, headers: origin });
    const first = async (query: string): Promise<{ id: string; customer: { id: string } }> =>
      (await (await context.request.get(`${url}/api/v1/conversations?limit=1&${query}`)).json()).items[0];
    const conversation = await first(locale === "ar" ? "language=ar&view=waiting-for-us" : "text=KB-20418");

    await look("inbox", "/inbox/open");
    await look("inbox-empty", "/inbox/open?text=zzzzzz");
    await look("conversation", `/inbox/open/${conversation.id}`);
    const [unsorted] = (
      await (await context.request.get(`${url}/api/v1/conversations?limit=1&view=to-sort`)).json()
    ).items;
    await look("to-sort", `/inbox/to-sort/${unsorted.id}`);
    await look("board", "/board");
    await look("ledger", "/ledger?period=quarter");
    await look("promises", "/promises");
    await look("figures", "/figures");
    await look("figures-line", "/figures/support");
    await look("figure", "/figures/support?show=first_reply");
    await look("reports", "/figures/reports");
    await look("customers", "/customers");
    await look("customer", `/customers/${conversation.customer.id}`);
    const behind = (
      await (await context.request.get(`${url}/api/v1/articles?limit=1&need=newer-source`)).json()
    ).items[0];
    const { locale: translated } = behind.translations.find((each: { isBehind: boolean }) => each.isBehind);
    await look("knowledge", "/knowledge");
    await look("knowledge-new", "/knowledge?begin=article");
    await look("article", `/knowledge/${behind.id}`);
    await look("article-beside", `/knowledge/${behind.id}?language=${translated}&view=beside`);
    await look("article-preview", `/knowledge/${behind.id}?view=preview`);
    await look("article-versions", `/knowledge/${behind.id}?view=versions`);
    await look("knowledge-import", "/knowledge/import");
    await look("knowledge-order", "/knowledge/order");
    await look("knowledge-not-found", "/knowledge/reports/not-found");
    await look("knowledge-feedback", "/knowledge/reports/feedback");
    await look("knowledge-figures", "/knowledge/reports/figures");
    // Every part that there is, and things that are added or changed in some of them.
    await look("settings", "/settings");
    const parts = await page
      .locator('nav a[href^="/settings/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!.slice("/settings/".length)));
    expect(parts.length).toBeGreaterThan(25);
    for (const part of [...parts, ...begun])
      await look(`settings-${part.replace("/", "-")}`, `/settings/${part}`);
    await look("parts", "/ui");
    await look("api", "/api/docs");
    expect(faults).toEqual([]);
    await context.close();
  },
);

/** By how many pixels the page is wider than its window. */
const overflow = (page: Page) =>
  page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  ) as Promise<number>;
