import { expect, test } from "vitest";
import { allPieces, oneByOne, onePieceEach } from "./one-by-one.ts";

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

test("work in pieces: one of each at a time tells whether more is left, all of them go to the end", async () => {
  const left = new Map([
    ["a", 1],
    ["b", 3],
  ]);
  const done: string[] = [];
  const piece = async (name: string) => {
    done.push(name);
    left.set(name, left.get(name)! - 1);
    return left.get(name)! > 0;
  };
  expect(await onePieceEach(["a", "b"], piece)).toBe(true);
  expect(done).toEqual(["a", "b"]);
  await allPieces(["b"], piece);
  expect(done).toEqual(["a", "b", "b", "b"]);
  left.set("a", 1);
  expect(await onePieceEach(["a"], piece)).toBe(false);
});

test("one whose piece fails keeps no other from its pieces", async () => {
  const done: number[] = [];
  const work = allPieces([1, 2], async (n) => {
    if (n === 1) throw new Error("1 cannot");
    return done.push(n) < 3;
  });
  await expect(work).rejects.toThrow(AggregateError);
  expect(done).toEqual([2, 2, 2]);
});
