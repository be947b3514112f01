import type { Calendar, Span } from "../../contract/calendars.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { type Field, type Line, type LineSettings, lines, type Stage } from "../../contract/lines.ts";
import type { Trade } from "../../contract/workspace.ts";
import { type TextKey, text } from "../texts.ts";

const colours = {
  grey: "#6b7280",
  red: "#c2412d",
  amber: "#b7791f",
  green: "#2f855a",
  teal: "#1f7a7a",
  blue: "#2b6cb0",
  violet: "#6b46c1",
};
type Colour = keyof typeof colours;

interface Preset {
  lines: Line[];
  /** By line: stages that count as open or as waiting, and fields; their names stand in `locales/` too. */
  stages?: Partial<Record<Line, Record<string, Stage["countsAs"]>>>;
  fields?: Partial<Record<Line, PresetField[]>>;
  /** Teams by the line they answer for; their names and the tags' stand in `locales/` under `preset.`. */
  teams: string[];
  tags: Record<string, Colour>;
  /** When it is open, by line; without them service is always there and support on weekdays. */
  hours?: Partial<Record<Line, PresetHours>>;
}

const always: Record<string, Colour> = { complaint: "red", praise: "green", "follow-up": "grey" };

/** The same hours on all of these days of the week; 1 is Monday. */
interface PresetHours extends Span {
  weekdays: number[];
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const usualHours: Partial<Record<Line, PresetHours>> = {
  support: { weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" },
};

type PresetField = Pick<Field, "kind"> & Partial<Pick<Field, "intents">> & { key: string };

const bookingFields: PresetField[] = [
  { key: "guests", kind: "number", intents: ["booking"] },
  { key: "day", kind: "date", intents: ["booking"] },
  { key: "hour", kind: "text", intents: ["booking"] },
  { key: "wishes", kind: "text", intents: ["booking"] },
];
const orderField: PresetField = { key: "order_number", kind: "text" };
const deviceFields: PresetField[] = [
  { key: "product", kind: "text" },
  { key: "serial_number", kind: "text" },
];
const diagnosis = { diagnosing: "open", with_specialist: "open", with_manufacturer: "waiting" } as const;

/** What a trade begins with. All of it can be changed afterwards; it saves a first day of inventing names. */
const presets: Record<Trade, Preset> = {
  shop: {
    lines: ["service", "support"],
    teams: ["service", "support"],
    stages: { service: { with_warehouse: "open" }, support: diagnosis },
    fields: { service: [orderField], support: [orderField, ...deviceFields] },
    tags: {
      order: "blue",
      delivery: "blue",
      return: "amber",
      refund: "amber",
      exchange: "amber",
      damaged: "red",
      advice: "teal",
      warranty: "violet",
    },
  },
  software: {
    lines: ["service", "support"],
    teams: ["service", "support"],
    stages: { support: { diagnosing: "open", with_developers: "open" } },
    fields: { support: [{ key: "version", kind: "text" }] },
    tags: {
      defect: "red",
      outage: "red",
      "how-to": "teal",
      "sign-in": "violet",
      billing: "amber",
      wish: "green",
      cancellation: "amber",
    },
  },
  "device-maker": {
    lines: ["service", "support"],
    teams: ["service", "support"],
    stages: { support: diagnosis },
    fields: { service: [orderField], support: deviceFields },
    tags: {
      warranty: "violet",
      repair: "violet",
      "spare-part": "amber",
      "first-steps": "teal",
      firmware: "violet",
      safety: "red",
      order: "blue",
      return: "amber",
    },
  },
  restaurant: {
    lines: ["service"],
    teams: ["guests"],
    stages: { service: { confirmed: "waiting" } },
    fields: { service: bookingFields },
    hours: { service: { weekdays: everyDay, from: "10:00", to: "23:00" } },
    tags: {
      booking: "blue",
      allergy: "red",
      menu: "teal",
      celebration: "violet",
      delivery: "blue",
      "gift-card": "green",
      "lost-property": "grey",
    },
  },
  bank: {
    lines: ["service", "support"],
    teams: ["service", "support"],
    tags: {
      card: "blue",
      payment: "blue",
      fraud: "red",
      account: "teal",
      loan: "violet",
      fees: "amber",
      "online-banking": "violet",
    },
  },
  outsourcer: {
    lines: ["service", "support"],
    teams: ["service", "support", "night"],
    stages: { service: { with_warehouse: "open" }, support: diagnosis },
    fields: { service: [orderField], support: [orderField, ...deviceFields] },
    tags: {
      order: "blue",
      delivery: "blue",
      refund: "amber",
      defect: "red",
      "how-to": "teal",
      billing: "amber",
    },
  },
};

/** The lines of a trade, named in all languages. */
export function linesOf(trade: Trade): (Pick<LineSettings, "line" | "isOn"> & Partial<LineSettings>)[] {
  const preset = presets[trade];
  const named = (kind: "stage" | "field", key: string) =>
    Object.fromEntries(locales.map((locale) => [locale, text(locale, `preset.${kind}.${key}` as TextKey)]));
  return lines.map((line) => ({
    line,
    isOn: preset.lines.includes(line),
    stages: Object.entries(preset.stages?.[line] ?? {}).map(([key, countsAs]) => ({
      key,
      countsAs,
      names: named("stage", key),
    })),
    fields: (preset.fields?.[line] ?? []).map(({ key, kind, intents = [] }) => ({
      key,
      kind,
      intents,
      names: named("field", key),
      choices: [],
      required: false,
    })),
  }));
}

/** A calendar for each line of a trade, named in a language. */
export function calendarsOf({
  trade,
  locale,
  timeZone,
}: {
  trade: Trade;
  locale: Locale;
  timeZone: string;
}): (Pick<Calendar, "name" | "timeZone"> & Partial<Calendar>)[] {
  const { lines, hours = usualHours } = presets[trade];
  return lines.map((line) => {
    const open = hours[line];
    return {
      name: text(locale, `preset.calendar.${line}`),
      timeZone,
      lines: [line],
      always: !open,
      hours: open ? open.weekdays.map((weekday) => ({ weekday, from: open.from, to: open.to })) : [],
    };
  });
}

/** The preset of a trade in words of a language. */
export function presetOf(trade: Trade, locale: Locale) {
  const { lines, teams, tags } = presets[trade];
  const named = (kind: "team" | "tag", key: string) => text(locale, `preset.${kind}.${key}` as TextKey);
  return {
    lines,
    teams: teams.map((key) => named("team", key)),
    tags: Object.entries({ ...tags, ...always }).map(([key, colour]) => ({
      name: named("tag", key),
      colour: colours[colour],
    })),
  };
}
