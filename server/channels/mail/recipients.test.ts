import { expect, test } from "vitest";
import { afterTry, outcomeOf, stillToReach } from "./recipients.ts";

const [ines, tom, otto] = ["ines@a.example", "tom@b.example", "otto@c.example"];
const mail = { envelope: { from: "", to: [ines, "Tom@b.example", otto, tom] } };

test("one who is refused for now is tried again, and nobody gets a mail twice", () => {
  const refused = { address: tom, error: "450 busy", permanent: false };
  const first = afterTry([], stillToReach(mail, []), { sent: true, answer: "ok", rejected: [refused] });
  expect(first.map(({ state }) => state)).toEqual(["sent", "waiting", "sent"]);
  expect(outcomeOf(first, [ines])).toEqual({ state: "waiting", error: "450 busy" });
  expect(stillToReach(mail, first)).toEqual([tom]);
  const second = afterTry(first, [tom], { sent: true, answer: "ok" });
  expect(stillToReach(mail, second)).toEqual([]);
  expect(outcomeOf(second, [ines])).toEqual({ state: "sent" });
});

test("a copy that fails does not fail the mail; one to whom it is written does", () => {
  const all = (failing: string) => [
    { address: failing, state: "failed" as const, error: "550 nobody" },
    { address: otto, state: "sent" as const, error: null },
  ];
  expect(outcomeOf(all(tom), [ines])).toEqual({ state: "sent" });
  expect(outcomeOf(all(ines), [ines])).toEqual({ state: "failed", error: "550 nobody" });
});

test("when nothing is reached, what was said holds for all who were tried", () => {
  const result = { sent: false, error: "connection lost", permanent: false } as const;
  const all = afterTry([], [ines, tom], result);
  expect(all.map(({ error }) => error)).toEqual(["connection lost", "connection lost"]);
  expect(outcomeOf(all, [ines])).toEqual({ state: "waiting", error: "connection lost" });
});
