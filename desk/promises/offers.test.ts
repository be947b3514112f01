import { describe, expect, test } from "vitest";
import { type Decision, decided, isSameSentence, type Offer, offersOf, usualDue } from "./offers.ts";

const thursday = "2026-03-12T18:00:00.000Z";
const friday = "2026-03-13T18:00:00.000Z";
const usual = "2026-03-11T18:00:00.000Z";
const sentence = "I will find out and come back to you by Thursday.";
const suggested = (text = sentence, dueAt: string | null = thursday) => ({ text, dueAt });
const offers = (suggestions = [suggested()], decisions: Decision[] = []) =>
  offersOf(suggestions, decisions, usual);

describe("an offer", () => {
  test("is a sentence with its time, or with a usual one", () => {
    const later = suggested("I will ask the workshop.", null);
    expect(offers([suggested(), later])).toEqual([
      { text: sentence, dueAt: thursday, saysWhen: true, shown: false, isAccepted: false, decision: null },
      { text: later.text, dueAt: usual, saysWhen: false, shown: false, isAccepted: false, decision: null },
    ]);
  });

  test("that was dismissed does not come back while its sentence is mended", () => {
    const decisions = decided([], offers()[0]!, { is: "dismissed" });
    expect(
      offers([suggested("I will find out and come back to you by Friday, I think.")], decisions),
    ).toEqual([]);
  });

  test("takes the time of its words until one was set by hand", () => {
    const [first] = offers();
    const shown = decided([], first!, { shown: true });
    expect(offers([suggested(sentence, friday)], shown)).toMatchObject([
      { dueAt: friday, shown: true, isAccepted: false },
    ]);
    const moved = decided(shown, offers([suggested()], shown)[0]!, { dueAt: usual });
    expect(offers([suggested(sentence, friday)], moved)).toMatchObject([{ dueAt: usual, shown: true }]);
  });

  test("that was accepted keeps its time, and itself when its sentence is gone", () => {
    const decisions = decided([], offers()[0]!, { is: "accepted" });
    expect(offers([suggested(sentence, friday)], decisions)).toMatchObject([
      { dueAt: thursday, isAccepted: true },
    ]);
    expect(offers([], decisions)).toMatchObject([{ text: sentence, isAccepted: true }]);
    const [accepted] = offers([], decisions);
    expect(offers([], decided(decisions, accepted as Offer, { is: "open" }))).toEqual([]);
  });

  test("is one for each sentence, also when two begin alike", () => {
    const two = [
      suggested("I will call you tomorrow."),
      suggested("I will call you on Friday, too.", friday),
    ];
    const first = decided([], offers(two)[0]!, { is: "accepted" });
    expect(offers(two, first).map(({ isAccepted }) => isAccepted)).toEqual([true, false]);
    const both = decided(first, offers(two, first)[1]!, { is: "accepted" });
    expect(offers(two, both).map(({ dueAt, isAccepted }) => [dueAt, isAccepted])).toEqual([
      [thursday, true],
      [friday, true],
    ]);
  });
});

test.each([
  ["I will find out", "I will find out and write to you", true],
  ["我查一下再联系您", "我查一下明天再联系您", false],
  ["我会在周四之前回复您", "我会在周四之前回复您的", true],
  ["I will call", "We will call", false],
  ["", "", false],
])("“%s” and “%s” are the same sentence: %s", (one, other, same) => {
  expect(isSameSentence(one, other)).toBe(same);
});

test.each([
  ["on a Tuesday", "2026-03-10T09:00:00Z", "2026-03-11T16:00:00.000Z"],
  ["on a Friday", "2026-03-13T09:00:00Z", "2026-03-16T16:00:00.000Z"],
  ["over a change of clocks", "2026-03-28T09:00:00Z", "2026-03-30T15:00:00.000Z"],
])("where no time is said, it is the evening of the next working day: %s", (_, now, due) => {
  expect(usualDue(Date.parse(now), "Europe/Kyiv")).toBe(due);
});
