import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBucket, secondsOf, toBucket } from "./durations.ts";
import { quantiles } from "./tally.ts";

test("a duration is read back as it was up to half an hour, and to a thousandth beyond", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seconds) => {
      const bucket = toBucket(seconds);
      expect(bucket).toBeLessThan(0xffff);
      expect(fromBucket(bucket)).toBeLessThanOrEqual(seconds);
      expect(fromBucket(bucket + 1)).toBeGreaterThan(seconds);
      expect(Math.abs(secondsOf(bucket) - seconds)).toBeLessThanOrEqual(seconds < 2048 ? 0 : seconds / 2000);
    }),
  );
});

test("the nearest rank is found as by sorting", () => {
  const durations = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { maxLength: 300 });
  fc.assert(
    fc.property(fc.array(durations, { maxLength: 4 }), fc.constantFrom(0.5, 0.9, 0.01, 1), (lists, share) => {
      const all = lists.flat().sort((a, b) => a - b);
      const [found] = quantiles(
        lists.map((list) => Uint16Array.from(list, toBucket)),
        [share],
      );
      const wanted = all[Math.max(0, Math.ceil(share * all.length) - 1)];
      expect(found).toBe(wanted === undefined ? null : secondsOf(toBucket(wanted)));
    }),
  );
});
