import { expect, test } from "vitest";
import { type Catalogue, loadCatalogue, speaker, type TextKey } from "./messages.ts";

const key = (name: string) => name as TextKey;

function says(locale: "en" | "ru" | "ar", text: string) {
  const catalogue: Catalogue = { text };
  return speaker(locale, catalogue, "Europe/Kyiv");
}

test("a number takes the plural form of the language", () => {
  const { t } = says("ru", "{count, plural, one {# письмо} few {# письма} many {# писем} other {# письма}}");
  expect([1, 3, 5, 21].map((count) => t(key("text"), { count }))).toEqual([
    "1 письмо",
    "3 письма",
    "5 писем",
    "21 письмо",
  ]);
});

test("a name written the other way is fenced, one that runs along is not", () => {
  const arabic = says("ar", "كتب {name}.");
  expect(arabic.t(key("text"), { name: "Nina" })).toBe("كتب \u2068Nina\u2069.");
  expect(arabic.t(key("text"), { name: "سلمى" })).toBe("كتب سلمى.");
  const english = says("en", "{name} wrote.");
  expect(english.t(key("text"), { name: "سلمى" })).toBe("\u2068سلمى\u2069 wrote.");
  expect(english.t(key("text"), { name: "Nina" })).toBe("Nina wrote.");
});

test("marked words are handed to whoever draws them", () => {
  const { rich } = says("en", "Sent to <b>{name}</b>.");
  expect(rich<string>(key("text"), { name: "Ines", b: (parts) => `*${parts.join("")}*` })).toEqual([
    "Sent to *Ines*.",
  ]);
});

test("a time inside a text is told in the reader's zone", () => {
  const { t } = says("en", "Again at {at, time, short}.");
  expect(t(key("text"), { at: new Date("2026-03-10T12:05:00Z") }).replace(/\s/g, " ")).toBe(
    "Again at 2:05 PM.",
  );
});

test("each language has a catalogue of its own, loaded once", async () => {
  const arabic = await loadCatalogue("ar");
  expect(arabic["ui.close"]).toBe("إغلاق");
  expect(await loadCatalogue("ar")).toBe(arabic);
});
