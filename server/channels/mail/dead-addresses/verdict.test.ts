import { expect, test } from "vitest";
import { statusIn, verdictOf } from "./verdict.ts";

test.each([
  ["no such mailbox", "5.1.1", true, "dead"],
  ["no such domain", "5.1.2", true, "dead"],
  ["switched off", "5.2.1", true, "dead"],
  ["a report that says only that it is over", null, true, "dead"],
  ["a full mailbox", "5.2.2", true, "for_now"],
  ["a server that cannot be reached", "5.4.1", true, "for_now"],
  ["taken for spam", "5.7.1", true, "not_the_address"],
  ["too large", "5.3.4", true, "not_the_address"],
  ["still trying", "4.4.1", false, "for_now"],
  ["a warning without a status", null, false, "for_now"],
] as const)("%s (%s)", (_, status, hard, verdict) => expect(verdictOf({ status, hard })).toBe(verdict));

test.each([
  ["no_such_address", "dead"],
  ["mailbox_full", "for_now"],
  ["blocked", "not_the_address"],
  ["policy", "not_the_address"],
] as const)("a final report without a status that says %s", (kind, verdict) =>
  expect(verdictOf({ status: null, hard: true, kind })).toBe(verdict),
);

test.each([
  ["550 5.1.1 <gone@shop.example>: Recipient address rejected", "5.1.1"],
  ["452-4.2.2 The mailbox is full", "4.2.2"],
  ["550 No such user at 10.5.1.1.22", null],
])("%s", (words, status) => expect(statusIn(words)).toBe(status));
