/** A desk in a real browser, before a real server, for the journeys. */
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, expect, onTestFailed } from "vitest";
import { buildPages } from "../../server/build-pages.ts";
import { openBrowser } from "../browser.ts";
import { type Person, type World, world } from "../world.ts";

const root = join(import.meta.dirname, "../..");
const pages = join(root, "build", "desk");

export interface Desk {
  page: Page;
  context: BrowserContext;
  /** Goes to a path of the desk. */
  go(path: string): Promise<void>;
}

interface Look {
  phone?: boolean;
  dark?: boolean;
  /** With what keeps the desk without a connection; it would answer before a journey that cuts a request off. */
  installed?: boolean;
}

export interface DeskWorld extends World {
  desk(person: Person, options?: Look): Promise<Desk>;
}

export async function deskWorld({
  acknowledges,
  undoSeconds,
  privateMailboxes,
}: {
  acknowledges?: boolean;
  undoSeconds?: number;
  privateMailboxes?: boolean;
} = {}): Promise<DeskWorld> {
  await buildPages(root, pages, () => undefined);
  const around = await world({ pages, acknowledges, undoSeconds, privateMailboxes });
  const url = await around.url();
  const browser: Browser = await openBrowser();
  const faults: string[] = [];
  afterAll(async () => {
    await browser.close();
    // Whatever the pages complained of fails the journey that they were part of.
    expect(faults).toEqual([]);
  });

  async function desk(person: Person, { phone, dark, installed }: Look = {}) {
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: Boolean(phone),
      isMobile: Boolean(phone),
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      serviceWorkers: installed ? "allow" : "block",
    });
    const { email, password } = person;
    const entered = await context.request.post(`${url}/api/v1/session`, { data: { email, password } });
    expect(entered.status(), await entered.text()).toBe(200);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    // What the screen looked like says more than the line that waited for something on it.
    onTestFailed(async ({ task }) => {
      const name = `${task.name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.png`;
      await page.screenshot({ path: join(root, "build", "failed-journeys", name) });
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !isRefusal(message.text())) faults.push(message.text());
    });
    return {
      page,
      context,
      go: async (path: string) => {
        await page.goto(url + path);
      },
    };
  }
  return { ...around, desk };
}

/** The browser logs every 4xx answer; those that the desk was told on purpose are no fault of the page. */
const isRefusal = (text: string) => /Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(text);

/** axe finds nothing serious on this screen. */
export async function expectNothingSerious(page: Page) {
  // What a screen reader was told a moment ago may name a button that is gone since; it is never read again.
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe")
    .exclude("[data-live-announcer]")
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => ({
      id,
      at: nodes.map((node) => [node.html.slice(0, 400), node.failureSummary]),
    })),
  ).toEqual([]);
}
