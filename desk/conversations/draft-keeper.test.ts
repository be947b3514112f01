import { beforeEach, expect, test, vi } from "vitest";
import { draftKeeper, isEmpty, type Writing } from "./draft-keeper.ts";

const words = (html: string): Writing => ({ kind: "reply", html, attachments: [] });

/** A server that keeps drafts, and can be away or slow. */
function world() {
  const server = { kept: null as string | null, away: false, saves: 0 };
  const browser = { copy: null as string | null };
  const states: string[] = [];
  const keeper = draftKeeper({
    save: async ({ html }) => {
      await Promise.resolve();
      if (server.away) throw new TypeError("Failed to fetch");
      server.saves += 1;
      server.kept = html;
    },
    drop: async () => {
      server.kept = null;
    },
    local: {
      keep: ({ html }) => {
        browser.copy = html;
      },
      forget: () => {
        browser.copy = null;
      },
    },
    onState: (state) => states.push(state),
  });
  return { server, browser, states, keeper };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test("a draft is kept once the writing pauses", async () => {
  const { server, browser, keeper } = world();
  keeper.keep(words("H"));
  keeper.keep(words("Hello"));
  expect(browser.copy).toBe("Hello");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server).toMatchObject({ kept: "Hello", saves: 1 });
  expect(browser.copy).toBeNull();
});

test("while the server is away the words stay in the browser, and go up when it is back", async () => {
  const { server, browser, states, keeper } = world();
  server.away = true;
  keeper.keep(words("Hello"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states.at(-1)).toBe("failed");
  expect(browser.copy).toBe("Hello");
  expect(keeper.isBehind()).toBe(true);

  server.away = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(server.kept).toBe("Hello");
  expect(states.at(-1)).toBe("kept");
});

test("words written while a save fails are not overtaken by the older ones", async () => {
  const { server, keeper } = world();
  server.away = true;
  keeper.keep(words("old"));
  const failing = keeper.flush();
  keeper.keep(words("new"));
  await failing;
  server.away = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(server.kept).toBe("new");
});

test("an emptied draft is thrown away", async () => {
  const { server, keeper } = world();
  keeper.keep(words("Hello"));
  await keeper.flush();
  keeper.keep(words("<p> </p>"));
  await keeper.flush();
  expect(server.kept).toBeNull();
});

test("what is being sent is not kept again afterwards", async () => {
  const { server, keeper } = world();
  keeper.keep(words("Hello"));
  await keeper.settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.saves).toBe(0);
});

test("a file alone is something written", () => {
  const file = { id: "f", filename: "a.png", mimeType: "image/png", size: 1, inline: false };
  expect(isEmpty({ kind: "reply", html: "<p>&nbsp;</p>", attachments: [] })).toBe(true);
  expect(isEmpty({ kind: "reply", html: "", attachments: [file] })).toBe(false);
});
