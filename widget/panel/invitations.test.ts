import { expect, test } from "vitest";
import { fits, isDue, type Visit } from "./invitations.ts";

const visit: Visit = {
  href: "https://shop.example/bikes/city?from=mail",
  secondsOnPage: 30,
  idleSeconds: 5,
  scrolledPercent: 40,
  locale: "uk",
  page: { cart: { value: 640 }, attributes: { plan: "pro" } },
  signals: ["payment_refused"],
};

test.each([
  ["nothing asked", {}, true],
  ["long enough", { secondsOnPage: 30 }, true],
  ["not yet long enough", { secondsOnPage: 31 }, false],
  ["idle", { idleSeconds: 5 }, true],
  ["not idle", { idleSeconds: 6 }, false],
  ["scrolled", { scrolledPercent: 41 }, false],
  ["a full cart", { cartAtLeast: 500 }, true],
  ["too empty a cart", { cartAtLeast: 700 }, false],
  ["an attribute", { attribute: { name: "plan", value: "pro" } }, true],
  ["another value of it", { attribute: { name: "plan", value: "free" } }, false],
  ["a language", { locales: ["uk", "ru"] }, true],
  ["other languages", { locales: ["en"] }, false],
  ["no language in particular", { locales: [] }, true],
  ["a signal", { signal: "payment_refused" }, true],
  ["a signal that nobody gave", { signal: "lost" }, false],
  ["all but one", { secondsOnPage: 10, cartAtLeast: 1, signal: "lost" }, false],
] as const)("%s", (_what, when, meant) => {
  expect(isDue(when as never, visit)).toBe(meant);
});

test("an empty cart is worth nothing", () => {
  expect(isDue({ cartAtLeast: 1 }, { ...visit, page: { cart: null } })).toBe(false);
});

test.each([
  ["https://shop.example/bikes*", true],
  ["*/bikes/city*", true],
  ["*", true],
  ["*bikes*city*", true],
  ["*city*bikes*", false],
  ["https://shop.example/bikes/city", false],
  ["https://shop.example/bikes/city?from=mail", true],
  ["*mail*mail", false],
  ["https://other.example/*", false],
])("%s is the page: %s", (pattern, meant) => {
  expect(fits(pattern, visit.href)).toBe(meant);
});
