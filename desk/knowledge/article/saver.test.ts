import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { articleSaver, type SaveState, type Written } from "./saver.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Conflict extends Error {}

function saverOf(server: { draft: number; written?: Written; fails?: boolean }) {
  const states: SaveState[] = [];
  const text: Written = { title: "Chain", summary: "", slug: "", html: "<p>a</p>", triggers: [] };
  const saver = articleSaver(server.draft, {
    read: () => ({ ...text }),
    save: async (written, draft) => {
      if (server.fails) throw new TypeError("unreachable");
      if (draft !== server.draft) throw new Conflict();
      server.written = written;
      server.draft += 1;
      return server.draft;
    },
    kindOf: (thrown) => (thrown instanceof Conflict ? "conflict" : "failed"),
    onState: (state) => void states.push(state),
    pauseMs: 100,
    retryMs: 1000,
  });
  const write = (html: string) => {
    text.html = html;
    saver.touch();
  };
  return { saver, states, text, write };
}

test("what is written is saved when the writing pauses, once", async () => {
  const server = { draft: 4, written: undefined as Written | undefined };
  const { write, states } = saverOf(server);
  write("<p>ab</p>");
  await vi.advanceTimersByTimeAsync(60);
  write("<p>abc</p>");
  await vi.advanceTimersByTimeAsync(60);
  expect(server.draft).toBe(4);
  await vi.advanceTimersByTimeAsync(100);
  expect(server).toMatchObject({ draft: 5, written: { html: "<p>abc</p>" } });
  expect(states).toEqual(["changed", "changed", "saving", "saved"]);
});

test("when somebody else has saved, nothing is written over theirs until it is decided", async () => {
  const server = { draft: 4, written: undefined as Written | undefined };
  const { write, states, saver } = saverOf(server);
  server.draft = 5;
  write("<p>mine</p>");
  await vi.advanceTimersByTimeAsync(200);
  write("<p>mine, longer</p>");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states.at(-1)).toBe("conflict");
  expect(server.draft).toBe(5);

  saver.goOn(5, { own: true });
  await vi.advanceTimersByTimeAsync(10);
  expect(server).toMatchObject({ draft: 6, written: { html: "<p>mine, longer</p>" } });
});

test("taking theirs saves nothing, and what is written after follows theirs", async () => {
  const server = { draft: 4, written: undefined as Written | undefined };
  const { write, saver } = saverOf(server);
  server.draft = 9;
  write("<p>mine</p>");
  await vi.advanceTimersByTimeAsync(200);
  saver.goOn(9, { own: false });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.draft).toBe(9);
  write("<p>theirs, and more</p>");
  await vi.advanceTimersByTimeAsync(200);
  expect(server.draft).toBe(10);
});

test("without the server it is tried again, and nothing is saved without a title", async () => {
  const server = { draft: 1, fails: true, written: undefined as Written | undefined };
  const { write, states, text, saver } = saverOf(server);
  write("<p>x</p>");
  await vi.advanceTimersByTimeAsync(200);
  expect(states.at(-1)).toBe("failed");
  expect(saver.isBehind()).toBe(true);
  server.fails = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(states.at(-1)).toBe("saved");

  text.title = " ";
  write("<p>xy</p>");
  await vi.advanceTimersByTimeAsync(200);
  expect(states.at(-1)).toBe("untitled");
  expect(server.draft).toBe(2);
});
