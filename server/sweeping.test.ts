import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepSweeping, type Sweep } from "./sweeping.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

/** A sweep that takes so long each time, and what it answers; notes when it began. */
function noted(everyMs: number, tookMs: number, answers: unknown[] = []) {
  const begins: number[] = [];
  const start = performance.now();
  const sweep: Sweep = [
    "count sheep",
    everyMs,
    async () => {
      begins.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  ];
  return { sweep, begins };
}

const silent = { warn: () => undefined };

test.each([
  { what: "in its rhythm while it is quickly done", every: 5_000, took: 100, begins: [5, 10, 15, 20] },
  {
    what: "after a rest as long as the work where that is longer",
    every: 5_000,
    took: 4_000,
    begins: [5, 13],
  },
  { what: "never twice at the same time", every: 5_000, took: 7_000, begins: [5, 19] },
])("a sweep comes $what", async ({ every, took, begins }) => {
  const one = noted(every, took);
  const sweeps = keepSweeping([one.sweep], silent);
  await vi.advanceTimersByTimeAsync(20_500);
  expect(one.begins.map((ms) => ms / 1000)).toEqual(begins);
  const stopped = sweeps.stop();
  await vi.advanceTimersByTimeAsync(minute);
  await stopped;
});

test("what has more left goes on at once, but for a rest as long as the piece took", async () => {
  const one = noted(minute, 200, [true, true, false]);
  const sweeps = keepSweeping([one.sweep], silent);
  await vi.advanceTimersByTimeAsync(2 * minute + 1_000);
  expect(one.begins).toEqual([60_000, 60_400, 60_800, 120_800]);
  await sweeps.stop();
});

test("the rare ones come soon after the start too", async () => {
  const one = noted(24 * 60 * minute, 0);
  const sweeps = keepSweeping([one.sweep], silent);
  await vi.advanceTimersByTimeAsync(6 * minute);
  expect(one.begins).toEqual([5 * minute]);
  await sweeps.stop();
});

test("one that fails is tried again in its time, and told of once until it has succeeded", async () => {
  const [first, later] = [new Error("the first"), new Error("a later one")];
  const one = noted(1_000, 0, [first, new Error("the same"), null, later]);
  const warn = vi.fn();
  const sweeps = keepSweeping([one.sweep], { warn });
  await vi.advanceTimersByTimeAsync(5_500);
  expect(one.begins).toHaveLength(5);
  expect(warn.mock.calls).toEqual([
    [{ err: first }, "Could not count sheep; it is tried again."],
    [{ err: later }, "Could not count sheep; it is tried again."],
  ]);
  await sweeps.stop();
});

test("stopping waits for what is under way, and nothing begins after", async () => {
  const one = noted(1_000, 500, [true, true]);
  const sweeps = keepSweeping([one.sweep], silent);
  await vi.advanceTimersByTimeAsync(1_100);
  let hasStopped = false;
  const stopped = sweeps.stop().then(() => {
    hasStopped = true;
  });
  await vi.advanceTimersByTimeAsync(300);
  expect(hasStopped).toBe(false);
  await vi.advanceTimersByTimeAsync(minute);
  await stopped;
  expect(one.begins).toHaveLength(1);
});
