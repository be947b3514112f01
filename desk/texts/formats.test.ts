import { expect, test } from "vitest";
import { formatsFor } from "./formats.ts";
import { closestLocale, type Locale } from "./locales.ts";

const now = "2026-03-10T12:00:00Z";
const en = formatsFor("en", "Europe/Kyiv");

test.each([
  ["2026-03-10T11:59:40Z", "now"],
  ["2026-03-10T11:55:01Z", "4 min. ago"],
  ["2026-03-10T12:14:30Z", "in 14 min."],
  ["2026-03-10T09:30:00Z", "2 hr. ago"],
  ["2026-03-09T11:00:00Z", "yesterday"],
  ["2026-03-12T10:00:00Z", "in 2 days"],
  ["2026-02-01T10:00:00Z", "Feb 1"],
  ["2025-12-24T10:00:00Z", "Dec 24, 2025"],
])("%s is %s for who reads it at noon", (at, words) => {
  expect(en.relativeTime(at, now)).toBe(words);
});

test("a day ends at the reader's midnight, not at the server's", () => {
  // 22:30 UTC on the 8th is already the 9th in Kyiv.
  expect(en.relativeTime("2026-03-08T22:30:00Z", now)).toBe("yesterday");
  expect(formatsFor("en", "UTC").relativeTime("2026-03-08T22:30:00Z", now)).toBe("2 days ago");
});

test.each<[Locale, string]>([
  ["ru", "5 мин назад"],
  ["uk", "5 хв тому"],
  ["zh", "5分钟前"],
  ["ar", "قبل 5 دقائق"],
])("in %s five minutes ago is %s", (locale, words) => {
  expect(formatsFor(locale, "UTC").relativeTime("2026-03-10T11:55:00Z", now).replace(/\./g, "")).toBe(words);
});

test("the exact time names its zone", () => {
  expect(en.dateTime(now, "exact")).toMatch(/^Tue, Mar 10, 2026.*2:00:00.PM.*(?:GMT\+2|EET)$/);
});

test("a length of time is said in its two largest units", () => {
  expect(en.duration(40_000)).toBe("40 sec");
  expect(en.duration(125 * 60_000)).toBe("2 hr 5 min");
  expect(en.duration(-3 * 3_600_000)).toBe("3 hr");
  expect(en.duration((50 * 60 + 20) * 60_000)).toBe("2 days 2 hr");
});

test("sizes are rounded as people say them", () => {
  expect(en.bytes(0)).toBe("0 bytes");
  expect(en.bytes(999)).toBe("999 bytes");
  expect(en.bytes(1_500)).toBe("1.5 kB");
  expect(en.bytes(25_000_000)).toBe("25 MB");
  expect(formatsFor("ru", "UTC").bytes(1_500_000).replace(/\s/g, " ")).toBe("1,5 МБ");
});

test("names sort as the language sorts them", () => {
  expect(["Ґанна", "Іван", "Галина", "Їжак"].sort(formatsFor("uk", "UTC").compare)).toEqual([
    "Галина",
    "Ґанна",
    "Іван",
    "Їжак",
  ]);
  expect(["item 10", "item 9"].sort(en.compare)).toEqual(["item 9", "item 10"]);
});

test("a browser gets the first language it wants that we speak", () => {
  expect(closestLocale(["de-AT", "uk-UA", "en"])).toBe("uk");
  expect(closestLocale(["zh-Hant-TW"])).toBe("zh");
  expect(closestLocale(["ar-EG"])).toBe("ar");
  expect(closestLocale(["de", "fr"])).toBe("en");
  expect(closestLocale([])).toBe("en");
});
