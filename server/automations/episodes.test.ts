import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { episodesOf } from "./episodes.ts";
import { story, type Today, tale } from "./history.ts";
import type { Happened, OnTime } from "./triggers.ts";

const customer = { kind: "customer", id: null, name: "Ines" } as const;
const nina = { kind: "agent", id: "nina", name: "Nina" } as const;
const rule = { kind: "automation", id: "rule", name: "Rule" } as const;

let minute = 0;
const happened = (kind: string, data: object = {}, actor: Happened["actor"] = nina): Happened => ({
  id: `${kind} ${++minute}`,
  kind,
  at: new Date(Date.UTC(2026, 2, 12, 9, minute)),
  actor,
  data: { ...data },
});
const opened = () => happened("conversation.opened", { messageId: "first" }, customer);
const wrote = (data = {}) => happened("conversation.customer_wrote", { messageId: "m", ...data }, customer);
const replied = (status = "waiting", actor: Happened["actor"] = nina) =>
  happened("conversation.replied", { messageId: "r", status }, actor);
const given = (agent: string | null) =>
  happened("conversation.assigned", agent ? { agent, name: agent } : { team: "desk" });
const closed = () => happened("conversation.closed");
const reopened = () => happened("conversation.reopened");
const stage = (to: string | null) => happened("conversation.changed", { stage: { from: null, to } });
const tagged = () => happened("conversation.tagged", { tags: ["late"] });

const today: Today = {
  startedBy: "customer",
  status: "open",
  ownerId: null,
  line: "support",
  teamId: "desk",
  language: "en",
  intent: null,
  stage: null,
  priority: "normal",
  subject: "A bell",
  fields: {},
  waitingSince: null,
};
const beside = {
  countsAs: (_: string, key: string) => (key === "at_workshop" ? ("waiting" as const) : ("open" as const)),
  message: () => ({ by: "customer" as const, auto: false }),
};
/** What today is follows from the events, so that their tale is believed. */
const told = (events: Happened[]) =>
  story(
    events,
    { ...today, ...tale(events, today, beside).at(-1)!.past, teamId: "desk", language: "en" },
    beside,
  );
const since = (since: OnTime["since"], unless: OnTime["unless"] = []): OnTime => ({
  kind: "elapsed",
  since,
  minutes: 60,
  hours: "all",
  unless,
});
/** Episodes as the places of the events that began them, with whether they go on. */
const places = (trigger: OnTime, events: Happened[]) =>
  episodesOf(trigger, told(events), "rule").map(({ began, endedAt }) => [
    events.indexOf(began),
    endedAt === null ? "goes on" : events.findIndex(({ at }) => at === endedAt),
  ]);

describe("time counts for one episode", () => {
  const cases: [string, OnTime, Happened[], [number, number | "goes on"][]][] = [
    ["from the first word of a customer", since("waits_for_us"), [opened(), tagged()], [[0, "goes on"]]],
    ["not anew from their second", since("waits_for_us"), [opened(), wrote()], [[0, "goes on"]]],
    ["until we answer", since("waits_for_us"), [opened(), replied()], [[0, 1]]],
    [
      "and again from their next",
      since("waits_for_us"),
      [opened(), replied(), wrote(), wrote(), closed()],
      [
        [0, 1],
        [2, 4],
      ],
    ],
    [
      "not from a machine's",
      since("waits_for_us"),
      [opened(), replied(), wrote({ auto: "auto-reply" })],
      [[0, 1]],
    ],
    [
      "of a customer's silence from our newest word",
      since("waits_for_customer"),
      [opened(), replied(), replied()],
      [
        [1, 2],
        [2, "goes on"],
      ],
    ],
    ["until they write", since("waits_for_customer"), [opened(), replied(), wrote()], [[1, 2]]],
    ["not of a reply that closes", since("waits_for_customer"), [opened(), replied("closed"), closed()], []],
    [
      "from a stage at which it is their turn",
      since("waits_for_customer"),
      [opened(), replied("open"), stage("at_workshop")],
      [[2, "goes on"]],
    ],
    [
      "while nobody has it, whichever team waits",
      since("nobodys"),
      [opened(), given(null), given(null)],
      [[0, "goes on"]],
    ],
    ["until somebody takes it by answering", since("nobodys"), [opened(), replied()], [[0, 1]]],
    [
      "and again when it is given back",
      since("nobodys"),
      [opened(), given("nina"), given(null)],
      [
        [0, 1],
        [2, "goes on"],
      ],
    ],
    [
      "for each owner",
      since("somebodys"),
      [opened(), given("nina"), given("salma"), tagged()],
      [
        [1, 2],
        [2, "goes on"],
      ],
    ],
    [
      "at each stage",
      since("in_stage"),
      [opened(), stage("diagnosing"), stage("at_workshop"), stage(null)],
      [
        [1, 2],
        [2, 3],
      ],
    ],
    [
      "while it is open",
      since("open"),
      [opened(), closed(), reopened()],
      [
        [0, 1],
        [2, "goes on"],
      ],
    ],
    ["while it is closed", since("closed"), [opened(), closed()], [[1, "goes on"]]],
    [
      "from each time of an event",
      since("tagged"),
      [opened(), tagged(), tagged()],
      [
        [1, 2],
        [2, "goes on"],
      ],
    ],
    [
      "unless something happens meanwhile",
      since("tagged", ["closed"]),
      [opened(), tagged(), closed()],
      [[1, 2]],
    ],
    ["also of a state", since("waits_for_us", ["assigned"]), [opened(), given("nina")], [[0, 1]]],
    [
      "but never from what the rule did itself",
      since("waits_for_customer"),
      [opened(), replied(), replied("waiting", rule)],
      [[1, 2]],
    ],
  ];
  test.each(cases)("%s", (_, trigger, events, expected) => {
    expect(places(trigger, events)).toEqual(expected);
  });
});

test("what was brought in without its story is what it is today", () => {
  const moments = story([opened(), tagged()], { ...today, ownerId: "nina", priority: "high" }, beside);
  expect(moments.map(({ past }) => [past.ownerId, past.priority])).toEqual([
    ["nina", "high"],
    ["nina", "high"],
  ]);
});

test("before its first change a field was what the change says", () => {
  const events = [
    opened(),
    happened("conversation.changed", {
      priority: { from: "low", to: "high" },
      "fields.serial": { from: null, to: "A1" },
    }),
    happened("conversation.handed_over", { from: "service", to: "support", intent: "device_fault" }),
  ];
  const moments = story(
    events,
    { ...today, priority: "high", line: "support", intent: "device_fault", fields: { serial: "A1" } },
    beside,
  );
  expect(moments.map(({ past }) => [past.line, past.priority, past.fields.serial ?? null])).toEqual([
    ["service", "low", null],
    ["service", "high", "A1"],
    ["support", "high", "A1"],
  ]);
});

test("episodes follow each other, and only the last may go on", () => {
  const makers = [
    () => wrote(),
    () => wrote({ auto: "bounce" }),
    () => replied(),
    () => replied("closed"),
    () => given("nina"),
    () => given(null),
    closed,
    reopened,
    tagged,
    () => stage("at_workshop"),
    () => stage(null),
  ];
  const triggers = (
    [
      "waits_for_us",
      "waits_for_customer",
      "nobodys",
      "somebodys",
      "in_stage",
      "open",
      "closed",
      "tagged",
    ] as const
  ).map((one) => since(one));
  fc.assert(
    fc.property(
      fc.array(fc.nat(makers.length - 1), { maxLength: 25 }),
      fc.nat(triggers.length - 1),
      (acts, which) => {
        const events = [opened(), ...acts.map((act) => makers[act]!())];
        const episodes = episodesOf(triggers[which]!, told(events), "rule");
        for (const [at, { began, endedAt }] of episodes.entries()) {
          const next = episodes[at + 1];
          if (endedAt) expect(endedAt >= began.at).toBe(true);
          if (next) expect(endedAt !== null && endedAt <= next.began.at).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});
