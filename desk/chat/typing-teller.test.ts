import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { typingTeller } from "./typing-teller.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("writing is told at the first stroke, every two seconds after it, and once when it rests", () => {
  const told: boolean[] = [];
  const teller = typingTeller((is) => told.push(is));
  for (let stroke = 0; stroke < 10; stroke += 1) {
    teller.wrote(false);
    vi.advanceTimersByTime(500);
  }
  expect(told).toEqual([true, true, true]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([true, true, true, false]);
});

test("what is emptied or sent is told as an end, once", () => {
  const told: boolean[] = [];
  const teller = typingTeller((is) => told.push(is));
  teller.stop();
  teller.wrote(true);
  expect(told).toEqual([]);
  teller.wrote(false);
  teller.wrote(true);
  teller.stop();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([true, false]);
});
