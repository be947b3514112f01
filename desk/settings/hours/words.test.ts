import { expect, test } from "vitest";
import ar from "../../../locales/ar.json" with { type: "json" };
import en from "../../../locales/en.json" with { type: "json" };
import ru from "../../../locales/ru.json" with { type: "json" };
import { formatsFor } from "../../texts/formats.ts";
import { speaker } from "../../texts/messages.ts";
import { hoursWords } from "./words.ts";

const catalogues = { en, ru, ar };
const words = (locale: keyof typeof catalogues, hours: Parameters<typeof hoursWords>[0]) =>
  hoursWords(hours, { ...formatsFor(locale, "UTC"), ...speaker(locale, catalogues[locale]) })
    .replaceAll(/[\u2068\u2069]/g, "")
    .replaceAll(/[\u2009\u202f\u00a0]/g, " ");

const on = (weekdays: number[], ...spans: [from: string, to: string][]) =>
  weekdays.flatMap((weekday) => spans.map(([from, to]) => ({ weekday, from, to })));

test("days of the same hours are named together, with all their hours", () => {
  const hours = [
    ...on([1, 2, 3, 4, 5], ["09:00", "12:00"], ["13:30", "18:30"]),
    ...on([6], ["10:00", "16:00"]),
  ];
  expect(words("en", hours)).toBe("Mon–Fri 9:00 AM – 12:00 PM, 1:30 – 6:30 PM; Sat 10:00 AM – 4:00 PM");
  expect(words("ru", hours)).toBe("пн–пт 09:00–12:00, 13:30–18:30; сб 10:00–16:00");
});

test("what goes over midnight is told by its times alone", () => {
  expect(words("en", on([5, 6], ["22:00", "02:00"]))).toBe("Fri, Sat 10:00 PM – 2:00 AM");
  expect(words("en", on([1], ["00:00", "24:00"]))).toBe("Mon 12:00 AM – 12:00 AM");
});

test("in Arabic the week begins on Sunday", () => {
  expect(words("ar", on([7, 1, 2, 3, 4], ["09:00", "17:00"]))).toMatch(/^الأحد–الخميس /);
});
