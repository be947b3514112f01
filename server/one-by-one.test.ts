import { expect, test } from "vitest";
import { oneByOne } from "./one-by-one.ts";

test("one that fails does not keep the others from their turn, and is told of at the end", async () => {
  const done: number[] = [];
  const work = oneByOne([1, 2, 3, 4], async (n) => {
    if (n % 2) throw new Error(`${n} is odd`);
    done.push(n);
  });
  await expect(work).rejects.toMatchObject({
    message: "2 of 4 failed",
    errors: [{ message: "1 is odd" }, { message: "3 is odd" }],
  });
  expect(done).toEqual([2, 4]);
});

test("so many at a time take their turns, each of them once and in order", async () => {
  const begun: number[] = [];
  let [under, most] = [0, 0];
  await oneByOne(
    [1, 2, 3, 4, 5],
    async (n) => {
      begun.push(n);
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve));
      under--;
    },
    { atOnce: 2 },
  );
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});
