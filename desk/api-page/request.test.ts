import { expect, test } from "vitest";
import type { Operation } from "./document.ts";
import { bodyToTry, curlOf, requestOf, type Trial } from "./request.ts";

const base = "https://desk.example/api/v1";
const reply: Operation = {
  id: "postReply",
  method: "POST",
  path: "/conversations/{id}/replies",
  area: "Conversations",
  summary: "Answers the customer.",
  parameters: [
    { name: "id", in: "path", required: true, schema: { type: "string" } },
    { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } },
  ],
  body: { type: "application/json", schema: {} },
  answer: { status: "201", type: "application/json" },
  needs: "conversations.reply",
  problems: [],
};
const list: Operation = {
  ...reply,
  method: "GET",
  path: "/conversations",
  body: null,
  parameters: [
    { name: "text", in: "query", required: false, schema: { type: "string" } },
    { name: "line", in: "query", required: false, schema: { type: "string" } },
  ],
};
const trial = (given: Partial<Trial>): Trial => ({ values: {}, json: "", file: null, key: "", ...given });

test("what is filled in stands in the address, what is not is left out", () => {
  const { address, headers } = requestOf(list, base, trial({ values: { text: "où est ?", line: " " } }));
  expect(address).toBe(`${base}/conversations?text=o%C3%B9+est+%3F`);
  expect(headers).toEqual({});
});

test("a value cannot leave its place in the address", () => {
  const { address } = requestOf(reply, base, trial({ values: { id: "../../session" } }));
  expect(address).toBe(`${base}/conversations/..%2F..%2Fsession/replies`);
});

test("a key goes into the header, and so does an idempotency key", () => {
  const { headers } = requestOf(reply, base, trial({ key: "tk_1", values: { "Idempotency-Key": "a" } }));
  expect(headers).toEqual({
    Authorization: "Bearer tk_1",
    "Content-Type": "application/json",
    "Idempotency-Key": "a",
  });
});

test("the command can be pasted into a shell, quotes and all", () => {
  const json = '{ "text": "It\'s on its way." }';
  expect(curlOf(reply, base, trial({ values: { id: "7" }, json }))).toBe(
    [
      `curl -X POST '${base}/conversations/7/replies'`,
      "-H 'Content-Type: application/json'",
      "-H 'Authorization: Bearer YOUR_KEY'",
      `-d '{"text":"It'\\''s on its way."}'`,
    ].join(" \\\n  "),
  );
});

test("the body begins with the example, less the ids that nobody must give and the same text twice", () => {
  const id = { type: "string", format: "uuid" };
  const schema = {
    properties: { text: {}, html: {}, seen: id, attachments: { type: "array", items: id }, inbox: id },
    required: ["inbox"],
  };
  const example = { text: "Hello", html: "<p>Hello</p>", seen: "1", attachments: ["2"], inbox: "3" };
  const body = { type: "application/json", schema, example };
  expect(JSON.parse(bodyToTry({ ...reply, body }))).toEqual({ text: "Hello", inbox: "3" });
});
