import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, holdToasts, shownToasts, toast } from "./toasts.ts";

const texts = () => shownToasts().map((each) => each.text);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  holdToasts(false);
  for (const { key } of shownToasts()) closeToast(key);
  vi.useRealTimers();
});

test("a word in passing goes by itself, one that can be taken back stays twice as long", () => {
  toast({ text: "Saved." });
  toast({ text: "Closed.", undo: () => undefined });
  vi.advanceTimersByTime(5_000);
  expect(texts()).toEqual(["Closed."]);
  vi.advanceTimersByTime(5_000);
  expect(texts()).toEqual([]);
});

test("a failure stays until it is read", () => {
  toast({ text: "Not sent.", kind: "failed" });
  vi.advanceTimersByTime(3_600_000);
  expect(texts()).toEqual(["Not sent."]);
});

test("time stands still while somebody points at a toast", () => {
  toast({ text: "Saved." });
  vi.advanceTimersByTime(4_000);
  holdToasts(true);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(["Saved."]);
  holdToasts(false);
  vi.advanceTimersByTime(900);
  expect(texts()).toEqual(["Saved."]);
  vi.advanceTimersByTime(200);
  expect(texts()).toEqual([]);
});

test("the newest comes first and the oldest makes room, but not a failure", () => {
  toast({ text: "Not sent.", kind: "failed" });
  toast({ text: "one" });
  toast({ text: "two" });
  toast({ text: "three" });
  expect(texts()).toEqual(["three", "two", "Not sent."]);
});

test("whoever said it can take it away early", () => {
  const away = toast({ text: "Sending…" });
  away();
  expect(texts()).toEqual([]);
});
