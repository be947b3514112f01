import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ToVisitor } from "../../contract/chat.ts";
import { type Line, liveLine, waitAfter } from "./live.ts";

class FakeSocket {
  readyState = 0;
  sent: unknown[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;
  send(data: string) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  hear(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line() {
  const sockets: FakeSocket[] = [];
  const lines: Line[] = [];
  const heard: ToVisitor[] = [];
  const refused: number[] = [];
  const live = liveLine({
    url: "wss://care.example/live",
    hello: () => ({ token: "t", after: { c: 4 }, isLooking: true }),
    hear: (message) => heard.push(message),
    became: (now) => lines.push(now),
    refused: (code) => refused.push(code),
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  return { live, sockets, lines, heard, refused, newest: () => sockets[sockets.length - 1]! };
}

test("it says who it is and how far it knows each chat, and is live once it is welcome", () => {
  const { live, newest, lines, heard } = line();
  live.start();
  newest().open();
  expect(newest().sent).toEqual([{ token: "t", after: { c: 4 }, isLooking: true }]);
  newest().hear({ ready: {} });
  expect(lines).toEqual(["connecting", "live"]);
  expect(heard).toHaveLength(1);
});

test("after a cut it comes back by itself, at once when the browser is online again", () => {
  const { live, sockets, newest, lines } = line();
  live.start();
  newest().open();
  newest().hear({ ready: {} });
  newest().onclose?.({ code: 1006 });
  expect(lines.at(-1)).toBe("waiting");
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(2);
  newest().onclose?.({ code: 1006 });
  live.hurry();
  expect(sockets).toHaveLength(3);
});

test("a line that has fallen silent is cut, though nobody said so", () => {
  const { live, sockets, newest } = line();
  live.start();
  newest().open();
  newest().hear({ ready: {} });
  vi.advanceTimersByTime(25_000);
  expect(newest().sent.at(-1)).toEqual({ ping: expect.any(Number) });
  vi.advanceTimersByTime(10_000 + 1_000);
  expect(sockets).toHaveLength(2);
});

test("it comes back when the server wishes", () => {
  const { live, sockets, newest } = line();
  live.start();
  newest().open();
  newest().hear({ ready: {} });
  newest().hear({ leave: 3_000 });
  vi.advanceTimersByTime(2_999);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
});

test("a token that is no longer good is not tried again", () => {
  const { live, sockets, newest, refused, lines } = line();
  live.start();
  newest().open();
  newest().onclose?.({ code: 4401 });
  vi.advanceTimersByTime(60_000);
  expect(refused).toEqual([4401]);
  expect(sockets).toHaveLength(1);
  expect(lines.at(-1)).toBe("off");
});

test("what an old socket still says is not heard", () => {
  const { live, sockets, heard, newest } = line();
  live.start();
  newest().open();
  newest().onclose?.({ code: 1006 });
  vi.advanceTimersByTime(1_000);
  sockets[0]!.hear({ ready: {} });
  expect(heard).toEqual([]);
});

test.each([
  [0, 0, 500],
  [0, 1, 1_000],
  [3, 0, 4_000],
  [5, 1, 30_000],
  [1_000, 1, 30_000],
])("after %d failures and by chance %d it waits %d ms", (failures, chance, meant) => {
  expect(waitAfter(failures, chance)).toBe(meant);
});
