import type { Locale } from "../../contract/languages.ts";
import type { Line, Trade } from "../../contract/workspace.ts";
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
  /** Teams by the line they answer for; their names and the tags' stand in `locales/` under `preset.`. */
  teams: string[];
  tags: Record<string, Colour>;
}

const always: Record<string, Colour> = { complaint: "red", praise: "green", "follow-up": "grey" };

/** What a trade begins with. All of it can be changed afterwards; it saves a first day of inventing names. */
const presets: Record<Trade, Preset> = {
  shop: {
    lines: ["service", "support"],
    teams: ["service", "support"],
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
