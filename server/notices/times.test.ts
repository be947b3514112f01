import { describe, expect, test } from "vitest";
import { nextDigest, quietUntil } from "./times.ts";

describe("the next digest", () => {
  test.each([
    ["daily", "08:00", "Europe/Kyiv", "2026-03-10T05:59:00Z", "2026-03-10T06:00:00.000Z"],
    ["daily", "08:00", "Europe/Kyiv", "2026-03-10T06:00:00Z", "2026-03-11T06:00:00.000Z"],
    // The clocks of Kyiv go forward on 29 March.
    ["daily", "08:00", "Europe/Kyiv", "2026-03-28T12:00:00Z", "2026-03-29T05:00:00.000Z"],
    ["hourly", "08:00", "Asia/Kolkata", "2026-03-10T05:10:00Z", "2026-03-10T05:30:00.000Z"],
  ] as const)("%s at %s in %s after %s is %s", (rhythm, at, zone, now, due) => {
    expect(nextDigest({ rhythm, at, urgentAtOnce: true }, zone, new Date(now))?.toISOString()).toBe(due);
  });
  test("is never for who said never", () => {
    expect(nextDigest({ rhythm: "never", at: "08:00", urgentAtOnce: true }, "UTC", new Date())).toBeNull();
  });
});

describe("quiet hours", () => {
  const nights = { hours: { days: [1, 2, 3, 4, 5], from: "22:00", to: "07:00" }, whenAway: true };
  const always = { hours: { days: [6, 7], from: "00:00", to: "23:59" }, whenAway: true };
  test.each([
    // 2026-03-10 is a Tuesday.
    ["before they begin", nights, "2026-03-10T21:59:00Z", null],
    ["in the evening", nights, "2026-03-10T22:00:00Z", "2026-03-11T07:00:00.000Z"],
    ["after midnight, of the evening before", nights, "2026-03-14T03:00:00Z", "2026-03-14T07:00:00.000Z"],
    ["on the night of a day that is not among them", nights, "2026-03-15T03:00:00Z", null],
    ["at their end", nights, "2026-03-11T07:00:00Z", null],
    ["by day", always, "2026-03-14T12:00:00Z", "2026-03-14T23:59:00.000Z"],
    ["on no day", { ...nights, hours: { ...nights.hours, days: [] } }, "2026-03-10T23:00:00Z", null],
    ["of no length", { ...nights, hours: { ...nights.hours, to: "22:00" } }, "2026-03-10T23:00:00Z", null],
  ])("%s", (_, quiet, now, until) => {
    expect(quietUntil(quiet, "UTC", new Date(now))?.toISOString() ?? null).toBe(until);
  });
  test("that touch are one", () => {
    const quiet = { hours: { days: [1, 2, 3, 4, 5, 6, 7], from: "08:00", to: "07:59" }, whenAway: true };
    expect(quietUntil(quiet, "UTC", new Date("2026-03-10T09:00:00Z"))?.toISOString()).toBe(
      "2026-03-11T07:59:00.000Z",
    );
  });
});
