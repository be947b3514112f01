import { expect, test } from "vitest";
import en from "../../locales/en.json" with { type: "json" };
import { formatsFor } from "../texts/formats.ts";
import { speaker } from "../texts/messages.ts";
import { rotaWords, runsOf } from "./rota-words.ts";

const words = (rota: Parameters<typeof rotaWords>[0]) =>
  rotaWords(rota, { ...formatsFor("en", "UTC"), ...speaker("en", en) })
    .replaceAll(/[\u2068\u2069]/g, "")
    .replaceAll("\u202f", " ");

test.each([
  [[1, 2, 3, 4, 5], [{ first: 1, last: 5 }]],
  [[7, 1, 2, 3, 4], [{ first: 7, last: 4 }]],
  [
    [6, 7],
    [
      { first: 6, last: 6 },
      { first: 7, last: 7 },
    ],
  ],
  [
    [1, 3, 4, 5],
    [
      { first: 1, last: 1 },
      { first: 3, last: 5 },
    ],
  ],
  [[1, 2, 3, 4, 5, 6, 7], [{ first: 1, last: 7 }]],
  [[], []],
])("days %j are the runs %j", (days, runs) => {
  expect(runsOf(days)).toEqual(runs);
});

test("a week of equal days is one sentence, and other hours are another", () => {
  const rota = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "17:00" }));
  expect(words(rota)).toBe("Mon–Fri 9:00 AM–5:00 PM");
  expect(words([...rota, { weekday: 6, from: "22:00", to: "06:00" }])).toBe(
    "Mon–Fri 9:00 AM–5:00 PM and Sat 10:00 PM–6:00 AM",
  );
});
