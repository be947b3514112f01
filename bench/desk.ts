import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { addAgent, hashPassword } from "../server/accounts/index.ts";
import { buildPages } from "../server/build-pages.ts";
import { within } from "../server/db/database.ts";
import { openBrowser } from "../test/browser.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

/** Below 50 frames a second a person sees it stumble. */
const slowFrameMs = 20;
const listed = 10_000;
const matters = 60;
const restMs = 350;
const scrollSeconds = 6;
const pixelsPerSecond = 4000;
const root = join(import.meta.dirname, "..");

/** What an agent feels, in a real browser: the next matter, and a list of ten thousand that is scrolled. */
export async function deskRows(bench: Bench): Promise<Row[]> {
  await buildPages(root, join(root, "build", "desk"), (line) => process.stderr.write(`${line}\n`));
  const browser = await openBrowser();
  try {
    const context = await signedIn(browser, bench);
    return [
      ...(await leafing(context, bench)),
      await scrolling(context, bench, "rows"),
      await scrolling(context, bench, "table"),
    ];
  } finally {
    await browser.close();
  }
}

/** As somebody who sees the whole of the largest workspace. */
async function signedIn(browser: Browser, { db, owner, large, url }: Bench): Promise<BrowserContext> {
  const [email, password] = ["at-the-desk@bench.example", "a desk that is measured"];
  const { rows: known } = await owner.query("select from directory_emails where email = $1", [email]);
  if (!known.length) {
    const passwordHash = await hashPassword(password);
    const agent = {
      email,
      passwordHash,
      name: "Desk",
      role: "admin",
      locale: "en",
      brands: null,
      teams: [],
    } as const;
    await within(db, large.workspaceId, (tx) => addAgent(tx, large.workspaceId, agent));
  }
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  await context.addInitScript({ path: join(import.meta.dirname, "in-the-page.js") });
  const headers = { origin: url };
  const answer = await context.request.post(`${url}/api/v1/session`, { data: { email, password }, headers });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
  return context;
}

/** From the key to the painted words of the next matter: with time to read each, and one key after the other. */
async function leafing(context: BrowserContext, { url }: Bench): Promise<Row[]> {
  await chooseLayout(context, url, "rows");
  const page = await context.newPage();
  await page.goto(`${url}/inbox/all`);
  await page.locator("[data-row-link]").first().click();
  await page.locator("[data-message]").first().waitFor();
  const leaf = async (pauseMs: number): Promise<number[]> => {
    const took: number[] = [];
    for (let n = 0; n < matters; n++) {
      await page.waitForTimeout(pauseMs);
      await page.evaluate("measured.awaitMatter()");
      await page.keyboard.press("j");
      took.push(await page.evaluate<number>("measured.shownAfter"));
    }
    return took;
  };
  // The browser has to warm to our scripts as it does in the first minutes of a day.
  await leaf(restMs);
  const [read, leafed] = [await leaf(restMs), await leaf(0)];
  const limit = await putInAgain(page);
  await page.close();
  const row = (what: string, took: number[]): Row => {
    const [p50, p95] = [percentile(took, 50), percentile(took, 95)];
    return {
      what: `desk: next matter, ${what}, key to paint, p50`,
      ours: p50,
      unit: "ms",
      limit: percentile(limit, 50),
      limitIs: "the same elements put into an empty page",
      bar: "p95 ≤ 100",
      met: p95 <= 100,
      note: `p95 ${p95.toFixed(0)} ms`,
    };
  };
  return [row("each read", read), row("leafed through", leafed)];
}

async function putInAgain(page: Page): Promise<number[]> {
  const html = await page.evaluate<string>('document.querySelector("article").outerHTML');
  const css = await page.evaluate<string>(
    '[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join("\\n")',
  );
  const bare = await page.context().newPage();
  await bare.setContent(`<style>${css}</style><div id="place"></div>`);
  const took = await bare.evaluate<number[]>(`measured.putIn(${JSON.stringify(html)}, ${matters})`);
  await bare.close();
  return took;
}

/** The share of slow frames while ten thousand rows go by; beside a list of as many bare lines. */
async function scrolling(context: BrowserContext, { url }: Bench, layout: "rows" | "table"): Promise<Row> {
  await chooseLayout(context, url, layout);
  const page = await context.newPage();
  await page.goto(`${url}/inbox/all`);
  await page.locator("[data-row-link]").first().waitFor();
  await page.evaluate(`measured.loadRows(${listed})`);
  const ours = await framesOfScrolling(page);
  await page.close();

  const bare = await context.newPage();
  const lines = Array.from({ length: listed }, (_, n) => `<li style="block-size: 80px">Line ${n}</li>`);
  await bare.setContent(`<ul style="block-size: 800px; overflow: auto">${lines.join("")}</ul>`);
  const limit = await framesOfScrolling(bare);
  await bare.close();

  const slow = (frames: number[]) => (100 * frames.filter((ms) => ms > slowFrameMs).length) / frames.length;
  const told = (frames: number[]) =>
    `p99 ${percentile(frames, 99).toFixed(1)} ms, longest ${Math.max(...frames).toFixed(0)} ms`;
  return {
    what: `desk: ${listed.toLocaleString("en")} ${layout} scrolled, share of frames over ${slowFrameMs} ms`,
    ours: slow(ours),
    unit: "%",
    limit: slow(limit),
    limitIs: "as many bare lines",
    bar: "≤ 1 % more",
    met: slow(ours) <= slow(limit) + 1,
    note: `${told(ours)}; bare ${told(limit)}`,
  };
}

async function chooseLayout({ request }: BrowserContext, url: string, layout: "rows" | "table") {
  const data = { layout, columns: null, sort: null };
  const answer = await request.put(`${url}/api/v1/view-looks/all`, { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`the layout: ${answer.status()} ${await answer.text()}`);
}

async function framesOfScrolling(page: Page): Promise<number[]> {
  await page.bringToFront();
  const wire = await page.context().newCDPSession(page);
  const frames = page.evaluate<number[]>(`measured.frames(${scrollSeconds})`);
  await wire.send("Input.synthesizeScrollGesture", {
    x: 200,
    y: 500,
    yDistance: -pixelsPerSecond * scrollSeconds,
    speed: pixelsPerSecond,
    gestureSourceType: "mouse",
  });
  await wire.detach();
  return frames;
}
