import { expect, test } from "vitest";
import { sampleConversation } from "../sample-conversation.ts";
import { whichStays } from "./stays.ts";

const at = (createdAt: string, changes = {}) => sampleConversation({ id: createdAt, createdAt, ...changes });
const agent = { owner: { kind: "agent", id: "nina", name: "Nina" } };
const closed = { status: "closed" };

test.each([
  ["the oldest", [at("2026-03-02"), at("2026-03-01"), at("2026-03-03")], "2026-03-01"],
  ["one that a person has", [at("2026-03-01"), at("2026-03-02", agent)], "2026-03-02"],
  ["one that is open before one that is done", [at("2026-03-01", closed), at("2026-03-02")], "2026-03-02"],
  ["none of none", [], undefined],
])("what stays by itself: %s", (_, all, id) => {
  expect(whichStays(all)?.id).toBe(id);
});
