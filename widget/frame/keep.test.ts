import { expect, test } from "vitest";
import { keeper } from "./keep.ts";

function fakeStorage() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as unknown as Storage;
  return { kept, storage };
}

test("nothing is written down before the visitor agrees, and all that counts afterwards", () => {
  const { kept, storage } = fakeStorage();
  const keep = keeper("k", () => storage);
  keep.set("token", "t1");
  keep.set("draft", "Hello");
  expect(kept.size).toBe(0);
  expect(keep.get("token")).toBe("t1");
  keep.consent(true);
  expect(kept.get("tandem.k.token")).toBe("t1");
  expect(kept.get("tandem.k.draft")).toBe("Hello");
});

test("what is written down is not even read without consent", () => {
  const { storage } = fakeStorage();
  storage.setItem("tandem.k.token", "old");
  const keep = keeper("k", () => storage);
  expect(keep.get("token")).toBeNull();
  keep.consent(true);
  expect(keep.get("token")).toBe("old");
});

test("consent taken back takes away what was written, and the page goes on", () => {
  const { kept, storage } = fakeStorage();
  const keep = keeper("k", () => storage);
  keep.consent(true);
  keep.set("token", "t1");
  keep.consent(false);
  expect(kept.size).toBe(0);
  expect(keep.get("token")).toBe("t1");
});

test("who signs out leaves nothing behind", () => {
  const { kept, storage } = fakeStorage();
  const keep = keeper("k", () => storage);
  keep.consent(true);
  keep.set("token", "t1");
  keep.set("outbox", "[]");
  keep.forget();
  expect(kept.size).toBe(0);
  expect(keep.get("token")).toBeNull();
});

test("where the browser forbids storage the chat works without", () => {
  const keep = keeper("k", () => {
    throw new DOMException("denied", "SecurityError");
  });
  keep.consent(true);
  keep.set("token", "t1");
  expect(keep.get("token")).toBe("t1");
  keep.forget();
  expect(keep.get("token")).toBeNull();
});
