import { expect, test } from "vitest";
import { filledIn, unknownPlaceholders } from "./placeholders.ts";

const values = {
  "customer.name": "Ines {number} <b>Duarte</b>",
  number: "1042",
  subject: "A bell\r\nBcc: everybody@example.com",
  brand: "Kolo Bikes",
  owner: "",
  team: "Workshop",
  intent: "",
};

test.each([
  ["Hello {customer.name},", "Hello Ines {number} <b>Duarte</b>,"],
  ["#{number} of { brand }", "#1042 of Kolo Bikes"],
  ["{owner|one of us} writes", "one of us writes"],
  ["{owner} writes", " writes"],
  ["{owner|} writes", " writes"],
  // What is filled in stays in its line.
  ["About {subject}", "About A bell Bcc: everybody@example.com"],
  ["{nobody} and {{number}}", "{nobody} and {1042}"],
  ["no braces at all", "no braces at all"],
])("%s", (text, filled) => {
  expect(filledIn(text, values)).toBe(filled);
});

test("what is filled in is never longer than a line", () => {
  expect(filledIn("{brand}", { ...values, brand: "🚲".repeat(500) }).length).toBeLessThanOrEqual(200);
});

test("names in braces that mean nothing are found before anybody reads them", () => {
  expect(unknownPlaceholders("{customer.name|x} {first_name} {number}")).toEqual(["first_name"]);
});
