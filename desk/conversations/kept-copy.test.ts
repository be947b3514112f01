import { expect, test } from "vitest";
import type { Draft } from "../../contract/conversations.ts";
import { bothOf, type Copy } from "./kept-copy.ts";

const kept = "2026-03-10T09:00:00.000Z";
const draft = (html: string, updatedAt = kept): Draft => ({
  kind: "reply",
  html,
  attachments: [],
  updatedAt,
  isShared: false,
});
const copy = (html: string, since: string | null = kept): Copy => ({
  writing: { kind: "reply", html, attachments: [] },
  since,
});

test.each<[string, Copy, Draft | null, string]>([
  ["nothing is on the server", copy("<p>mine</p>", null), null, "<p>mine</p>"],
  ["they went on from what is there", copy("<p>mine</p>"), draft("<p>old</p>"), "<p>mine</p>"],
  [
    "the server has others since, whatever the clocks say",
    copy("<p>mine</p>"),
    draft("<p>theirs</p>", "2020-01-01T00:00:00.000Z"),
    "<p>theirs</p><p>mine</p>",
  ],
  [
    "the server's are among them",
    copy("<p>one</p><p>two</p>", null),
    draft("<p>one</p>"),
    "<p>one</p><p>two</p>",
  ],
  [
    "they are among the server's",
    copy("<p>one</p>", null),
    draft("<p>one</p><p>two</p>"),
    "<p>one</p><p>two</p>",
  ],
])("words of this browser when %s", (_, mine, theirs, words) => {
  expect(bothOf(mine, theirs).html).toBe(words);
});

test("files of both are kept, each once", () => {
  const file = (id: string) => ({ id }) as Draft["attachments"][number];
  const mine: Copy = {
    writing: { kind: "reply", html: "<p>a</p>", attachments: [file("1"), file("2")] },
    since: null,
  };
  const theirs: Draft = { ...draft("<p>b</p>"), attachments: [file("2"), file("3")] };
  expect(bothOf(mine, theirs).attachments.map(({ id }) => id)).toEqual(["2", "3", "1"]);
});
