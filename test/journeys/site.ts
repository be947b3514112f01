/** A site of somebody else's, on an origin of its own and as strict as can be, with the chat on it. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { postChatWidget, type postChatWidget as postWidget } from "../../contract/chat.ts";
import type { BodyIn } from "../../contract/route.ts";
import { buildWidget, widgetBeside } from "../../server/build-pages.ts";
import { openBrowser } from "../browser.ts";
import { type World, world } from "../world.ts";

const root = join(import.meta.dirname, "../..");
const pages = join(root, "build", "desk");

export interface Visit {
  page: Page;
  context: BrowserContext;
  launcher: Locator;
  panel: Locator;
  frame: FrameLocator;
  /** What is kept in the browser: by the site's origin and by the frame's, and cookies. */
  kept(): Promise<{ site: string[]; frame: string[]; cookies: number }>;
  /** How far the layout of the page was shifted, as browsers count it. */
  shifted(): Promise<number>;
}

export interface Site {
  visit(options?: VisitOptions): Promise<Visit>;
  widget(settings: Partial<BodyIn<typeof postWidget>>): Promise<string>;
}

interface VisitOptions {
  locale?: string;
  timeZone?: string;
  phone?: boolean;
  dark?: boolean;
  key?: string;
  /** Attributes of the script's element, besides the key. */
  attributes?: string;
  /** The script stands in the page twice, as two managers of tags would have it. */
  twice?: boolean;
  /** The site names no sources of scripts: whatever bears its nonce may run, and what that takes in. */
  nonce?: boolean;
  /** Runs in the page before anything of ours. */
  before?: string;
  /** The same browser once more, with what it has kept. */
  context?: BrowserContext;
}

/** A site, and a world for it of its own. */
export async function site(): Promise<Site & World> {
  await buildWidget(root, widgetBeside(pages), () => undefined);
  const around = await world({ pages });
  return { ...around, ...(await siteIn(around)) };
}

/** A site in a world that is there; whoever made that has seen to it that the chat is built. */
export async function siteIn(around: World): Promise<Site> {
  const url = await around.url();
  const { omar, kolo } = around;
  const widget = async (settings: Partial<BodyIn<typeof postWidget>>) => {
    const made = await omar.call(postChatWidget, {
      body: { name: `Chat ${Math.random()}`, inbox: kolo.inbox.id, ...settings },
    });
    return made.key;
  };
  const key = await widget({});
  const shop = createServer((request, response) => {
    const asked = new URL(request.url!, "http://shop");
    const locale = asked.searchParams.get("locale") ?? "en";
    const nonce = asked.searchParams.get("nonce");
    const script = `<script async ${nonce ? `nonce="${nonce}"` : ""} src="${url}/chat/loader.js" data-widget="${asked.searchParams.get("key")}" ${asked.searchParams.get("attributes")}></script>`;
    const policy = [
      "default-src 'none'",
      `script-src ${nonce ? `'nonce-${nonce}' 'strict-dynamic'` : url}`,
      `connect-src ${url}`,
      `frame-src ${url}`,
      "style-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join("; ");
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
    });
    response.end(`<!doctype html><html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}">
<head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title></head>
<body><main><h1>Shop</h1><p>${"A long page. ".repeat(400)}</p><a href="#more">More</a></main>
${script.repeat(asked.searchParams.get("twice") ? 2 : 1)}
</body></html>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const browser: Browser = await openBrowser();
  const faults: string[] = [];
  afterAll(async () => {
    await browser.close();
    shop.closeAllConnections();
    await new Promise((resolve) => shop.close(resolve));
    // A policy that was broken, a script that failed: whatever a page complained of fails the journey.
    expect(faults).toEqual([]);
  });

  async function visit(options: VisitOptions = {}): Promise<Visit> {
    const { locale = "en", phone = false, dark = false, attributes = "", before } = options;
    const context =
      options.context ??
      (await browser.newContext({
        viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
        isMobile: phone,
        hasTouch: phone,
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        locale,
        timezoneId: options.timeZone,
      }));
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (
        message.type() === "error" &&
        !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())
      )
        faults.push(message.text());
    });
    await page.addInitScript(`window.shifts = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts += one.value; })
        .observe({ type: "layout-shift", buffered: true });`);
    if (before) await page.addInitScript(before);
    const query = new URLSearchParams({
      locale,
      key: options.key ?? key,
      attributes,
      ...(options.twice && { twice: "1" }),
      ...(options.nonce && { nonce: randomUUID() }),
    });
    await page.goto(`${shopUrl}/?${query}`);
    const frame = page.frameLocator("tandem-chat iframe");
    return {
      page,
      context,
      frame,
      launcher: page.locator("tandem-chat > button, tandem-chat button[aria-expanded]"),
      panel: page.locator("tandem-chat .panel"),
      async kept() {
        const names = "Object.keys(localStorage).concat(Object.keys(sessionStorage))";
        const inside = page.frames().find((one) => one.url().startsWith(`${url}/chat/frame`));
        return {
          site: (await page.evaluate(names)) as string[],
          frame: inside ? ((await inside.evaluate(names)) as string[]) : [],
          cookies: (await context.cookies()).length,
        };
      },
      shifted: () => page.evaluate("window.shifts") as Promise<number>,
    };
  }
  return { widget, visit };
}

export async function openChat({ launcher, frame }: Visit) {
  await launcher.click();
  await frame.locator(".ask").click();
}

/** Says something, in English or Arabic. */
export async function write({ frame }: Visit, text: string) {
  await frame.getByRole("textbox", { name: /Your message|رسالتك/ }).fill(text);
  await frame.getByRole("button", { name: /^(Send|إرسال)$/ }).click();
  await frame.locator(".bubble.mine", { hasText: text }).last().waitFor();
}
