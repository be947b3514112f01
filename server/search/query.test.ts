import fc from "fast-check";
import { expect, test } from "vitest";
import { dayAsked, listedValue, parseQuery } from "./query.ts";

const nothing = { text: "", phrases: [], without: [], operators: [], isBegun: false };

test.each([
  ["refund order", { ...nothing, text: "refund order", isBegun: true }],
  ["refund ", { ...nothing, text: "refund" }],
  [
    'from:ines "the left pedal" -bell refund',
    {
      text: "refund",
      phrases: ["the left pedal"],
      without: ["bell"],
      operators: [{ operator: "from", value: "ines", isNot: false }],
      isBegun: true,
    },
  ],
  ["-tag:urgent", { ...nothing, operators: [{ operator: "tag", value: "urgent", isNot: true }] }],
  ['tag:"late parcel"', { ...nothing, operators: [{ operator: "tag", value: "late parcel", isNot: false }] }],
  ["#١٠٢٤", { ...nothing, operators: [{ operator: "number", value: "1024", isNot: false }] }],
  ["№ 77", { ...nothing, operators: [{ operator: "number", value: "77", isNot: false }] }],
  ["от:инес", { ...nothing, operators: [{ operator: "from", value: "инес", isNot: false }] }],
  ["мітка:терміново", { ...nothing, operators: [{ operator: "tag", value: "терміново", isNot: false }] }],
  ["标签：加急", { ...nothing, operators: [{ operator: "tag", value: "加急", isNot: false }] }],
  ["قبل:2026", { ...nothing, operators: [{ operator: "before", value: "2026", isNot: false }] }],
  ["«де замовлення»", { ...nothing, phrases: ["де замовлення"] }],
  ["「订单在哪里」", { ...nothing, phrases: ["订单在哪里"] }],
  ['say "unfinished', { ...nothing, text: "say", phrases: ["unfinished"] }],
  // What is no operator is words.
  ["https://shop.example/a:b", { ...nothing, text: "https://shop.example/a:b", isBegun: true }],
  ["note:this well-known", { ...nothing, text: "note:this well-known", isBegun: true }],
  ["10 - 3", { ...nothing, text: "10 - 3", isBegun: true }],
  ["status:", nothing],
])("%s is taken apart", (written, parsed) => expect(parseQuery(written)).toEqual(parsed));

test("no text is refused, and what is found in it is in it", () => {
  const pieces = fc.constantFrom(
    "from:",
    "-",
    '"',
    "«",
    "#",
    "tag:",
    "вложено:",
    ":",
    " ",
    "5",
    "я",
    "退款",
    "\u0000",
    "ً",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 30 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { text: words, phrases, without, operators } = parseQuery(text);
      for (const said of [...phrases, ...without, ...words.split(" ")])
        expect(text.replace(/\s+/g, " ")).toContain(said.trim());
      expect(phrases.length + without.length + operators.length).toBeLessThanOrEqual(500);
    }),
  );
});

test.each([
  ["is", "OPEN", "open"],
  ["is", "непрочитано", "unread"],
  ["status", "в работе", "open"],
  ["channel", "邮件", "email"],
  ["lang", "Українська", "uk"],
  ["has", "مرفق", "attachment"],
  ["owner", "я", "me"],
  ["is", "sunny", null],
] as const)("%s:%s means %s", (operator, value, key) => expect(listedValue(operator, value)).toBe(key));

const now = Temporal.Instant.from("2026-11-22T10:00Z");
test.each([
  ["2026-11-05", "2026-11-05T00:00:00.000Z"],
  ["5.11.2026", "2026-11-05T00:00:00.000Z"],
  ["2026/3", "2026-03-01T00:00:00.000Z"],
  ["2025", "2025-01-01T00:00:00.000Z"],
  ["2026年3月5日", "2026-03-05T00:00:00.000Z"],
  ["7d", "2026-11-15T00:00:00.000Z"],
  ["٢w", "2026-11-08T00:00:00.000Z"],
  ["3м", "2026-08-22T00:00:00.000Z"],
  ["2026-02-30", null],
  ["2026-13", null],
  ["soon", null],
])("the day %s is %s", (value, instant) =>
  expect(dayAsked(value, "UTC", now)?.toISOString() ?? null).toBe(instant),
);

test("a day begins when it begins where the workspace is", () =>
  expect(dayAsked("2026-11-05", "Asia/Shanghai", now)?.toISOString()).toBe("2026-11-04T16:00:00.000Z"));
