import { expect, test } from "vitest";
import { searchIn } from "./slash.ts";

test.each([
  ["/", ""],
  ["Hello /", ""],
  ["/ship", "ship"],
  ["Добрый день, /дост", "дост"],
  ["你好 /发货", "发货"],
  ["/late deliv", "late deliv"],
  ["one\n/two", "two"],
])("%j searches for %j", (before, text) => expect(searchIn(before)).toBe(text));

test.each(["and/or", "1/2", "1 / 2", "https://tandem.example", "/a.b", "path/to/thing", "nothing"])(
  "%j searches for nothing",
  (before) => expect(searchIn(before)).toBeNull(),
);
