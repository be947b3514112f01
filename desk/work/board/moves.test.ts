import { expect, test } from "vitest";
import type { BoardAgent } from "../../../contract/routing.ts";
import { fitsPerson, hereFirst, readBoardFilters } from "./filters.ts";
import { type Board, type Card, holdersOf, moved, toMove } from "./moves.ts";

const card = (id: string, at: string, status: Card["status"] = "open"): Card => ({
  id,
  number: 1,
  subject: id,
  line: "service",
  language: "en",
  priority: "normal",
  status,
  nextStep: { what: "reply", at },
  brand: { id: "kolo", name: "Kolo Bikes" },
});

const agent = (id: string, conversations: Card[], more: Partial<BoardAgent> = {}): BoardAgent => ({
  id,
  name: id,
  presence: { state: "here", since: "2026-01-01T00:00:00Z" },
  languages: [],
  lines: [],
  skills: [],
  teams: [],
  load: { service: { carries: 0, fits: 12 }, support: { carries: 0, fits: 12 } },
  conversations,
  count: conversations.length,
  ...more,
});

const queue: Board["queues"][number] = {
  id: "orders",
  name: "Orders",
  position: 10,
  team: { id: "t", name: "Desk" },
  line: null,
  brands: [],
  languages: [],
  intents: [],
  skills: [],
  giving: "pull",
  sameAgain: false,
  calendar: null,
  overflow: null,
  duty: [],
  waiting: 4,
};

const early = card("early", "2026-01-01T08:00:00Z");
const late = card("late", "2026-01-01T18:00:00Z");
const theirs = card("theirs", "2026-01-01T12:00:00Z", "waiting");
const board: Board = {
  agents: [agent("nina", [early, late]), agent("salma", [theirs])],
  queues: [queue],
};
const ofAgent = (after: Board, id: string) => after.agents.find((each) => each.id === id)!;

test("work goes to a person by what comes first, whoever had it", () => {
  const after = moved(board, [late, early], { kind: "agent", id: "salma", name: "Salma" });
  expect(ofAgent(after, "salma").conversations.map(({ id }) => id)).toEqual(["early", "theirs", "late"]);
  expect(ofAgent(after, "salma").count).toBe(3);
  expect(ofAgent(after, "nina")).toMatchObject({ conversations: [], count: 0 });
});

test("a queue counts only what waits for us", () => {
  const after = moved(board, [early, theirs], { kind: "queue", id: "orders", name: "Orders" });
  expect(after.queues[0]!.waiting).toBe(5);
  expect(ofAgent(after, "nina").conversations.map(({ id }) => id)).toEqual(["late"]);
  expect(ofAgent(after, "salma").conversations).toEqual([]);
});

test("who had what is known, so that it can go back to each", () => {
  expect([...holdersOf(board, new Set(["late", "theirs", "gone"]))]).toEqual([
    ["nina", [late]],
    ["salma", [theirs]],
  ]);
});

test("what somebody already has is not moved to them again", () => {
  const cards = toMove(board, new Set(["early", "theirs"]), { kind: "agent", id: "salma", name: "Salma" });
  expect(cards).toEqual([early]);
});

test("who named no languages and lines works in all of them", () => {
  const anybody = agent("a", []);
  const arab = agent("b", [], { languages: ["ar"], lines: ["support"] });
  expect(fitsPerson(anybody, { language: "ru", line: "service" })).toBe(true);
  expect(fitsPerson(arab, { language: "ru" })).toBe(false);
  expect(fitsPerson(arab, { line: "service" })).toBe(false);
  expect(fitsPerson(arab, { language: "ar", line: "support" })).toBe(true);
});

test("busy people are here, away ones are not, and those who are here come first", () => {
  const of = (id: string, state: BoardAgent["presence"]["state"]) =>
    agent(id, [], { presence: { state, since: "2026-01-01T00:00:00Z" } });
  const all = [of("a", "off"), of("b", "away"), of("d", "busy"), of("c", "here")];
  expect(hereFirst(all, (a, b) => a.localeCompare(b)).map(({ id }) => id)).toEqual(["c", "d", "b", "a"]);
  expect(all.filter((each) => fitsPerson(each, { here: "yes" })).map(({ id }) => id)).toEqual(["d", "c"]);
});

test("an address keeps the filters it knows and drops the rest", () => {
  expect(readBoardFilters({ team: "t", language: "xx", line: "support", here: "no", x: "y" })).toEqual({
    team: "t",
    line: "support",
  });
});
