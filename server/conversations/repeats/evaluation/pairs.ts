import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "../../../../contract/languages.ts";
import { lines } from "../../../../contract/lines.ts";
import * as demo from "../../../demo/index.ts";
import { whichLanguage } from "../../../language/index.ts";
import { type BaseModel, baseGround, triage } from "../../../triage/index.ts";
import { compare, type Matter, type Shared } from "../likeness.ts";
import { toldIn } from "../told.ts";

/** Two first messages of one customer, and whether they tell the same matter. */
export interface Pair {
  language: Locale;
  isSame: boolean;
  days: number;
  earlier: string;
  later: string;
  /** Nothing was learnt from these. */
  isHeldOut: boolean;
  /** Who speaks with whom. */
  names: string[];
}

/** The pairs of a language, from its file. Throws an error that names the line of one that is written wrongly. */
export function pairsOf(language: Locale): Pair[] {
  const file = join(import.meta.dirname, `${language}.txt`);
  let isHeldOut = false;
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.startsWith("#")) isHeldOut = line.startsWith("# held out");
      if (!line.trim() || line.startsWith("#")) return [];
      const said = /^(same|other) (\d+) \| (.+?) \| (.+)$/.exec(line);
      if (!said) throw new Error(`${file}: line ${at + 1} is no pair`);
      const [, kind, days, earlier, later] = said;
      return {
        language,
        isSame: kind === "same",
        days: Number(days),
        earlier: earlier!,
        later: later!,
        isHeldOut,
        names: [],
      };
    });
}

/**
 * Different matters as they come in real letters, long and with greetings: all that the sample workspace's customers
 * wrote, one against the other. Every other customer is held out.
 */
export function wildPairs(): Pair[] {
  const customers = demo.customers.map(({ key, name, language }) => ({ key, name, language }));
  const known = [...demo.agents, ...demo.brands].map(({ name }) => name);
  return customers.flatMap(({ key, name, language }, at) => {
    const own = demo.conversations
      .filter(({ customer }) => customer === key)
      .flatMap(({ subject, turns, daysAgo }) => {
        const first = turns.find(({ by, kind }) => by === "customer" && kind === "message");
        return first ? [{ text: `${subject}\n\n${first.text}`, daysAgo }] : [];
      })
      .sort((a, b) => b.daysAgo - a.daysAgo);
    return own.flatMap((earlier, place) =>
      own.slice(place + 1).map((later) => ({
        language,
        isSame: false,
        days: Math.min(30, earlier.daysAgo - later.daysAgo),
        earlier: earlier.text,
        later: later.text,
        isHeldOut: at % 2 === 1,
        names: [name, ...known],
      })),
    );
  });
}

/** What a pair shares, told as it is when messages arrive: without knowing in which language they are. */
export function sharedBy({ earlier, later, days, names }: Pair, base: BaseModel): Shared {
  const matter = (text: string): Matter => {
    const { language, p } = whichLanguage(text);
    const asked = { text, language, languageP: p, lines, usual: null };
    return {
      told: toldIn(text, language, base.rarity, { names }),
      intents: triage(base, baseGround(), asked).intents,
    };
  };
  return compare(matter(later), matter(earlier), { days, isNewest: true });
}
