import { expect, test } from "vitest";
import { asLine } from "./corrections.ts";

test("a correction is one line of text and intent, whatever stands in its words", () => {
  const line = asLine({
    id: "1",
    conversationId: "2",
    text: "Two\nlines and a \u2028 third",
    language: "en",
    was: null,
    intent: "booking",
    by: "Nina",
    at: "2026-03-02T09:00:00.000Z",
  });
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toMatchObject({ text: "Two\nlines and a \u2028 third", intent: "booking" });
});
