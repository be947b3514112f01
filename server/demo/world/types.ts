import type { Action, ConditionGroup, Trigger } from "../../../contract/automations.ts";

export type Language = "ru" | "uk" | "zh" | "ar" | "en";
export type BrandKey = "kolo" | "lumen" | "safra";
/** The same as BrandKey, under the name a conversation uses. */
export type Brand = BrandKey;
export type Line = "service" | "support";
export type AgentKey = "omar" | "nina" | "lin" | "pavel" | "salma" | "grace" | "taras" | "hannah";
export type TeamKey = "front-desk" | "technical" | "floor" | "night";
export type TagColour = "grey" | "red" | "amber" | "green" | "teal" | "blue" | "violet" | "plum";

export interface DemoWorkspace {
  name: string;
  trade: "outsourcer";
  language: Language;
  timeZone: string;
}

export interface DemoBrand {
  key: BrandKey;
  name: string;
  trade: "shop" | "software" | "restaurant";
  domain: string;
  /** Every address belongs to one line; a brand without support has none for it. */
  addresses: { address: string; line: Line }[];
  lines: Line[];
  /** The first is the one we fall back to. */
  languages: Language[];
  timeZone: string;
  /** Where its customers are, as far as nobody knows better. */
  country: string;
  colour: string;
  /** What an agent should sound like, in the words of the language itself. */
  tone: Record<Language, string>;
}

export interface DemoTeam {
  key: TeamKey;
  name: string;
  serves: { brand: BrandKey; line: Line }[];
}

export interface DemoAgent {
  key: AgentKey;
  name: string;
  email: string;
  locale: Language;
  languages: Language[];
  role: "owner" | "admin" | "lead" | "agent" | "light" | "readonly";
  brands: BrandKey[];
  teams: TeamKey[];
  skills: SkillKey[];
  /** For new replies; the texts of the sample conversations already end as their authors ended them. */
  signature: Partial<Record<Language, string>>;
}

export interface DemoCustomer {
  key: string;
  name: string;
  email: string;
  language: Language;
  /** By ISO 3166-1; left out where nobody knows. */
  country?: string;
  brand: BrandKey;
  tier?: "valued" | "vip";
  company?: string;
  phone?: string;
  /** What a colleague would want to know before answering. */
  note?: string;
}

export type SkillKey = "bicycles" | "lumen-notes";

export interface DemoSkill {
  key: SkillKey;
  name: string;
}

/** An empty list is no condition. */
export interface DemoQueue {
  name: string;
  team: TeamKey;
  line: Line | null;
  brands: BrandKey[];
  languages: Language[];
  intents: string[];
  skills: SkillKey[];
  giving: "pull" | "round_robin" | "least_loaded";
}

/** An empty list is no condition. */
export interface DemoCalendar {
  key: string;
  name: string;
  timeZone: string;
  /** The same hours on each of these days of the week, 1 is Monday; none is around the clock. */
  hours: { weekdays: number[]; from: string; to: string }[];
  country: string | null;
  region?: string;
  workedHolidays?: string[];
  /** On a day of a week ahead, so that there is always one to come. */
  exceptions?: { weeksAhead: number; weekday: number; name: string; hours: { from: string; to: string }[] }[];
  /** By key, calendars that are listed before. */
  covers?: string[];
  lines: Line[];
  brands: BrandKey[];
  countries: string[];
}

export interface DemoTag {
  key: string;
  name: string;
  colour: TagColour;
}

export interface DemoConversation {
  brand: Brand;
  line: Line;
  /** Our address, also for chats, forms and calls: it says which brand and line they came in on. */
  inbox: string;
  customer: string;
  language: Language;
  subject: string;
  tags: string[];
  priority: "low" | "normal" | "high" | "critical";
  status: "new" | "open" | "waiting" | "closed";
  team: TeamKey;
  owner: AgentKey | null;
  /** When it began, counted back from now. Fractions keep it near the hour it is now, or far from it for the night shift. */
  daysAgo: number;
  channel: "email" | "form" | "chat" | "phone";
  turns: DemoTurn[];
  /** What it is about, where that need not be guessed. */
  intent?: string;
  /** Of what is open: in how many minutes its answer is due; below 0 it is late. Left out, it has time. */
  dueInMinutes?: number;
}

export interface DemoTurn {
  by: "customer" | AgentKey;
  /** Of a closing there are no words, of a handover its reason. */
  kind: "message" | "note" | "closing" | "handover";
  /** Since the previous turn; 0 for the first. */
  afterMinutes: number;
  text: string;
  /** Of an answer: which part of the working time that its clock gives was used; over 1 it was late. */
  usedShare?: number;
  /** Of an answer: what it promises, by when from then or from now, and in which turn that was kept. */
  promises?: { text: string; keptInTurn?: number } & ({ dueAfterMinutes: number } | { dueInMinutes: number });
}

/** What was answered since to a conversation whose last word is the customer's. */
export interface DemoReply {
  customer: string;
  subject: string;
  by: AgentKey;
  text: string;
  status: "waiting" | "closed";
}

/** What is promised in one of the turns, which is counted from the end when below 0; due from now. */
export interface DemoPromise {
  customer: string;
  subject: string;
  turn: number;
  text: string;
  dueInMinutes: number;
}

/** What people of one language write in the months before; `{…}` is filled in. */
export interface DemoLetters {
  names: { first: string[]; last: string[] };
  mailbox: string;
  countries: string[];
  greetings: string[];
  closings: string[];
  /** How we address them. */
  dear: string;
  /** By brand and line. */
  matters: Record<string, DemoMatter[]>;
  promised: { says: string; keeps: string }[];
  /** Why a matter goes to the other line, by that line. */
  handedOver: Record<Line, string>;
  thanks: string[];
}

/** A matter: asked, answered, and where that was not enough asked again and answered for good. */
export interface DemoMatter {
  intent: string;
  subject: string;
  ask: string;
  answer: string;
  again: string;
  more: string;
}

/** A rule; tags are named by their keys. */
export interface DemoAutomation {
  name: string;
  trigger: Trigger;
  conditions: ConditionGroup;
  actions: (Exclude<Action, { do: "add_tags" }> | { do: "add_tags"; tags: { tag: string }[] })[];
  /** What it was changed to later. */
  changed?: { conditions: ConditionGroup };
  /** Who wrote it, and when. */
  changedBy: AgentKey;
  daysAgo: number;
}
