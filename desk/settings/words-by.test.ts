import { expect, test } from "vitest";
import { shortcutOf } from "../canned/shortcut.ts";
import { onColour } from "../chat/settings/on-colour.ts";
import { originsIn, sites } from "../chat/settings/values.ts";
import { bestWords, keptWords, lacking } from "./words-by.ts";

test("words lack a language that others of theirs have", () => {
  expect(lacking([{ en: "Form" }, { en: "a", ar: "ب" }, {}], "ar")).toBe(1);
  expect(lacking([{}, { ar: " " }], "ar")).toBe(0);
});

test("words are kept without space around, and best in the reader's language", () => {
  expect(keptWords({ en: " Form ", ru: " " })).toEqual({ en: "Form" });
  expect(bestWords({ en: "Form", ru: "Форма" }, "ru")).toBe("Форма");
  expect(bestWords({ uk: "Форма" }, "zh")).toBe("Форма");
  expect(bestWords({}, "en")).toBe("");
});

test.each([
  ["Hello & thank you!", "hello-thank-you"],
  ["Доставка запізнюється", "доставка-запізнюється"],
  ["退货说明", "退货说明"],
  ["  — ", ""],
])("%j has the shortcut %j", (name, shortcut) => expect(shortcutOf(name)).toBe(shortcut));

test("sites are told apart by lines and commas, and hold no path", () => {
  expect(originsIn("https://Shop.example/\nhttps://*.shop.example, http://localhost:8080")).toEqual([
    "https://shop.example",
    "https://*.shop.example",
    "http://localhost:8080",
  ]);
  expect(sites("https://shop.example")).toBeNull();
  expect(sites("")).toBeNull();
  expect(sites("https://shop.example/bikes")).not.toBeNull();
  expect(sites("shop.example")).not.toBeNull();
});

test.each([
  ["#ffffff", "#000000"],
  ["#ffd400", "#000000"],
  ["#1d5fb8", "#ffffff"],
  ["#000000", "#ffffff"],
])("on %s one reads %s best", (colour, words) => expect(onColour(colour)).toBe(words));
