import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../contract/languages.ts";
import { analyse } from "../language/index.ts";
import { moodOf } from "./mood.ts";
import { urgencyOf } from "./urgency.ts";

/** How well urgency and mood are told, on messages written for it; shares from 0 to 1. */
export interface UrgencyAndMoodFigures {
  /** Of the messages kept for measuring, those with the right one of four levels. */
  urgencyRight: number;
  /** Of the messages that speak of danger to life or health, those that come out critical. */
  safetyRecall: number;
  /** Of the harmless messages with words of danger in them, those that come out critical. */
  lookAlikesThatShout: number;
  /** Of the messages kept for measuring, those in the right one of three moods. */
  moodRight: number;
}

export interface Case {
  text: string;
  label: string;
  /** Every third was not looked at when words and rules were made. */
  measures: boolean;
}

/** The figures of each language. */
export function urgencyAndMoodFigures(): Record<Locale, UrgencyAndMoodFigures> {
  return Object.fromEntries(locales.map((language) => [language, figuresOf(language)])) as Record<
    Locale,
    UrgencyAndMoodFigures
  >;
}

function figuresOf(language: Locale): UrgencyAndMoodFigures {
  const urgencies = casesOf("urgency", language);
  const levelOf = ({ text }: Case) => urgencyOf(analyse(text, language)).level;
  const labelled = (label: string) => urgencies.filter((one) => one.label === label);
  const levels = new Set(["low", "normal", "high", "critical"]);
  return {
    urgencyRight: shareOf(
      urgencies.filter(({ label, measures }) => measures && levels.has(label)),
      (one) => levelOf(one) === one.label,
    ),
    safetyRecall: shareOf(labelled("danger"), (one) => levelOf(one) === "critical"),
    lookAlikesThatShout: shareOf(labelled("harmless"), (one) => levelOf(one) === "critical"),
    moodRight: shareOf(
      casesOf("mood", language).filter(({ measures }) => measures),
      ({ text, label }) => moodOf(analyse(text, language)).mood === label,
    ),
  };
}

const shareOf = (cases: Case[], holds: (one: Case) => boolean) => cases.filter(holds).length / cases.length;

/** The messages of a language with their labels. */
export function casesOf(about: "urgency" | "mood", language: Locale): Case[] {
  const cases: Case[] = [];
  let label = "";
  const file = join(import.meta.dirname, `${about}-cases`, `${language}.txt`);
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    if (line.startsWith("#")) continue;
    const section = /^\[(\w+)\]$/.exec(line);
    if (section) label = section[1]!;
    else cases.push({ text: line, label, measures: cases.length % 3 === 2 });
  }
  return cases;
}
