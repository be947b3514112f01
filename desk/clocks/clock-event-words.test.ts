import { expect, test } from "vitest";
import type { Event } from "../../contract/conversations.ts";
import en from "../../locales/en.json";
import { speaker } from "../texts/messages.ts";
import { clockEventWords } from "./clock-event-words.ts";

const { t } = speaker("en", en, "UTC");
const reader = {
  t,
  when: (at: string) => at.slice(11, 16),
  percent: (share: number) => `${share * 100}%`,
  clockName: ({ clock, names }: { clock: string; names?: { en?: string } }) => names?.en ?? clock,
  people: (ids: readonly string[]) => ids.map((id) => ({ n: "Nina", o: "Omar" })[id] ?? "").join(" and "),
};
const told = (kind: string, data: Event["data"], at = "2026-03-02T12:00:00Z") =>
  clockEventWords(
    {
      ...{ seq: 1, kind, at, conversationId: "c1", brandId: "b1" },
      actor: { kind: "automation", id: null, name: "clocks" },
      data: { clock: "First reply", dueAt: "2026-03-02T13:00:00Z", percent: 75, ...data },
    },
    reader,
  );
const late = "2026-03-02T13:30:00Z";

test.each<[string, string, Event["data"], string | undefined, string]>([
  ["being late", "clock.breached", {}, late, "First reply is late: it was due 13:00"],
  [
    "a warning",
    "clock.warned",
    { does: "nudge", to: ["n"] },
    undefined,
    "Tandem reminded Nina: 75% of the time for “First reply” is spent, due 13:00",
  ],
  [
    "a warning that came late, since nobody looked",
    "clock.warned",
    { does: "nudge", to: ["n"] },
    late,
    "Tandem reminded Nina: “First reply” was due 13:00",
  ],
  [
    "the leads who were told",
    "clock.escalated",
    { does: "notify_lead", to: ["n", "o"], percent: 100 },
    late,
    "Tandem reminded Nina and Omar: “First reply” was due 13:00",
  ],
  [
    "nobody to tell",
    "clock.escalated",
    { does: "notify_lead", to: [] },
    late,
    "There was nobody to remind: “First reply” was due 13:00",
  ],
  [
    "a move",
    "clock.escalated",
    { does: "move", queue: "q1", name: "Late ones" },
    late,
    "Tandem moved it to Late ones: “First reply” was due 13:00",
  ],
  [
    "a raised priority",
    "clock.escalated",
    { does: "raise_priority", from: "normal", priority: "high" },
    late,
    "Tandem set: High priority. “First reply” was due 13:00",
  ],
  [
    "a priority that cannot rise",
    "clock.escalated",
    { does: "raise_priority", nothing: true },
    late,
    "The priority is the highest already: “First reply” was due 13:00",
  ],
  [
    "a clock of one's own",
    "clock.breached",
    { clock: "taken", names: { en: "Taken" } },
    late,
    "Taken is late: it was due 13:00",
  ],
])("%s is told", (_, kind, data, at, words) => {
  expect(told(kind, data, at)).toBe(words);
});
