import { expect, test } from "vitest";
import { shortAddress } from "./addresses.ts";
import { keptLabels } from "./quick-replies.ts";

test("answers to choose from are trimmed, none twice, none empty, eight at most", () => {
  expect(keptLabels([" Yes ", "Yes", "", "No"])).toEqual(["Yes", "No"]);
  expect(keptLabels(Array.from({ length: 12 }, (_, at) => `Answer ${at}`))).toHaveLength(8);
});

test.each([
  ["https://www.kolo.example/bikes/?colour=blue", "kolo.example/bikes/?colour=blue"],
  ["https://kolo.example/", "kolo.example"],
  ["https://kolo.example/%D0%B2%D0%B5%D0%BB%D0%BE", "kolo.example/вело"],
  ["https://kolo.example/100%", "kolo.example/100%"],
])("%s reads as %s", (address, words) => expect(shortAddress(address)).toBe(words));
