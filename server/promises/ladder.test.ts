import { expect, test } from "vitest";
import { firstCheckAt, warnAt } from "./ladder.ts";

const at = (time: string) => new Date(`2026-03-10T${time}:00Z`);

test.each<[string, string, string, string | null]>([
  ["a quarter of its time before it is due", "09:00", "17:00", "15:00"],
  ["a quarter of an hour before, when a quarter of its time is less", "14:00", "14:40", "14:25"],
  ["not at all, when there is no time for it", "14:00", "14:10", null],
  ["not at all, when it would come at once", "14:00", "14:15", null],
])("its owner is warned %s", (_, made, due, warned) => {
  expect(warnAt({ madeAt: at(made), dueAt: at(due) })).toEqual(warned && at(warned));
});

test("a ladder begins with the warning, or with the due time when that is past", () => {
  const promise = { madeAt: at("09:00"), dueAt: at("17:00") };
  expect(firstCheckAt(promise, at("09:00"))).toEqual(at("15:00"));
  expect(firstCheckAt(promise, at("16:00"))).toEqual(at("17:00"));
});
