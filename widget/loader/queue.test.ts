import { expect, test } from "vitest";
import { listeners } from "./listeners.ts";
import { commands } from "./queue.ts";

const never = (...what: unknown[]) => expect.unreachable(String(what));

/** Arguments as the stub of the guide keeps them. */
function stub() {
  const held: ArrayLike<unknown>[] = [];
  return {
    held,
    call: function call() {
      // biome-ignore lint/complexity/noArguments: the stub is a plain function
      held.push(arguments);
    } as (...args: unknown[]) => void,
  };
}

test("what was asked before the script came is done in its order, with all it was asked with", () => {
  const { held, call } = stub();
  call("identify", { userId: "7" });
  call("open");
  call("track", "cart_add", { item: "bell" });
  const done: unknown[] = [];
  const verb =
    (name: string) =>
    (...args: unknown[]) =>
      void done.push([name, ...args]);
  commands({ identify: verb("identify"), open: verb("open"), track: verb("track") }, held, never);
  expect(done).toEqual([["identify", { userId: "7" }], ["open"], ["track", "cart_add", { item: "bell" }]]);
});

test("a call is the same as a method, and gives back what it gives back", () => {
  const api = commands({ locale: (wanted?: string) => wanted ?? "uk" }, undefined, never);
  expect(api("locale")).toBe("uk");
  expect(api.locale("ar")).toBe("ar");
});

test("a held call that fails is told of, and keeps none of the others from being done", () => {
  const { held, call } = stub();
  call("open");
  call("close");
  const told: unknown[] = [];
  let isClosed = false;
  const fails = () => {
    throw new Error("no");
  };
  commands({ open: fails, close: () => (isClosed = true) }, held, (what) => told.push(what));
  expect(isClosed).toBe(true);
  expect(told).toEqual([new Error("no")]);
});

test("a command that nobody knows is told to who made it", () => {
  const told: unknown[] = [];
  commands({}, undefined, (what) => told.push(what))("opne");
  expect(told).toEqual(["Tandem: no such command: opne"]);
});

test("listeners hear their event until they are taken off, whatever another of them throws", () => {
  const told: unknown[] = [];
  const heard: unknown[] = [];
  const { on, off, tell } = listeners((error) => told.push(error));
  const hear = (data: unknown) => heard.push(data);
  on("unread", () => {
    throw new Error("mine");
  });
  on("unread", hear);
  tell("unread", 1);
  tell("opened", null);
  off("unread", hear);
  tell("unread", 2);
  expect(heard).toEqual([1]);
  expect(told).toEqual([new Error("mine"), new Error("mine")]);
});
