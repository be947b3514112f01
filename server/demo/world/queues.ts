import type { DemoQueue, DemoSkill } from "./types.ts";

export const skills: DemoSkill[] = [
  { key: "bicycles", name: "Bicycles" },
  { key: "lumen-notes", name: "Lumen Notes" },
];

/** In the order in which they are tried. */
export const queues: DemoQueue[] = [
  {
    name: "Guests",
    team: "floor",
    line: null,
    brands: ["safra"],
    languages: [],
    intents: [],
    skills: [],
    giving: "pull",
  },
  {
    name: "Workshop",
    team: "technical",
    line: "support",
    brands: ["kolo"],
    languages: [],
    intents: [],
    skills: ["bicycles"],
    giving: "pull",
  },
  {
    name: "Software help",
    team: "technical",
    line: "support",
    brands: ["lumen"],
    languages: [],
    intents: [],
    skills: ["lumen-notes"],
    giving: "pull",
  },
  {
    name: "Complaints",
    team: "front-desk",
    line: "service",
    brands: [],
    languages: [],
    intents: ["complaint", "return_or_exchange"],
    skills: [],
    giving: "pull",
  },
  {
    name: "Orders and advice",
    team: "front-desk",
    line: "service",
    brands: [],
    languages: [],
    intents: [],
    skills: [],
    giving: "pull",
  },
];
