import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "../../../contract/languages.ts";
import { locales } from "../../../contract/languages.ts";
import { findPromises } from "./find-promises.ts";

/** A text with what is to be found in it: nothing, or a promise with its due time, if it says one. */
export interface Case {
  text: string;
  promise: boolean;
  /** `2026-03-12T18:00`, by the clock of the place. */
  due: string | null;
}

export const places: Record<Locale, string> = {
  en: "Europe/London",
  ru: "Asia/Almaty",
  uk: "Europe/Kyiv",
  zh: "Asia/Shanghai",
  ar: "Asia/Riyadh",
};
const now = "2026-03-10T10:20";

export type Part = "seen" | "held-out";

export function casesOf(language: Locale, part: Part): Case[] {
  const name = `${language}${part === "seen" ? "" : "-held-out"}.txt`;
  return readFileSync(join(import.meta.dirname, "cases", name), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => {
      const [when = "", ...rest] = line.split(" | ");
      const [date, time] = when.split(" ");
      return { text: rest.join(" | "), promise: when !== "-", due: time ? `2026-${date}T${time}` : null };
    });
}

/** What is found in a case, as cases say it. */
export function answerTo({ text }: Case, language: Locale): Pick<Case, "promise" | "due"> {
  const timeZone = places[language];
  const [found] = findPromises(text, {
    language,
    now: new Date(Temporal.PlainDateTime.from(now).toZonedDateTime(timeZone).epochMilliseconds),
    timeZone,
  });
  const due = found?.dueAt
    ? Temporal.Instant.fromEpochMilliseconds(found.dueAt.getTime())
        .toZonedDateTimeISO(timeZone)
        .toPlainDateTime()
        .toString({ smallestUnit: "minute" })
    : null;
  return { promise: found !== undefined, due };
}

/** In shares of 1. */
export interface PromiseFigures {
  language: Locale;
  promises: number;
  others: number;
  /** Of what was taken for a promise, how much is one; of the promises, how many were found. */
  precision: number;
  recall: number;
  /** Of the promises found, how many with the right due time, or rightly none. */
  rightDue: number;
}

export const promiseFigures = (part: Part): PromiseFigures[] =>
  locales.map((language) => figuresOf(language, part));

function figuresOf(language: Locale, part: Part): PromiseFigures {
  const answers = casesOf(language, part).map((one) => ({ ...one, answer: answerTo(one, language) }));
  const promises = answers.filter((one) => one.promise);
  const found = promises.filter((one) => one.answer.promise);
  const taken = answers.filter((one) => one.answer.promise);
  return {
    language,
    promises: promises.length,
    others: answers.length - promises.length,
    precision: found.length / Math.max(1, taken.length),
    recall: found.length / promises.length,
    rightDue: found.filter((one) => one.answer.due === one.due).length / Math.max(1, found.length),
  };
}
