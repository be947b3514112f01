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
