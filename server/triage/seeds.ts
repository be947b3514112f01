import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../contract/languages.ts";

/** A message as customers write it, with what it is about. */
export interface Seed {
  text: string;
  language: Locale;
  /** `nothing` for words from which no intent follows: a greeting, "I have a question". */
  intent: string;
}
export const nothing = "nothing";

const folder = join(import.meta.dirname, "seeds");

/** What the guesses of every workspace rest on, in all languages. Places for names and numbers are filled. */
export const readSeeds = (): Seed[] =>
  locales.flatMap((language) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(`${language}.`))
      .sort()
      .flatMap((name) => seedsOf(readFileSync(join(folder, name), "utf8"), language)),
  );

/**
 * The messages of a file: a line each under the `[intent]` they are about, `\n` for a line break; `{name} = a | b`
 * says what may stand where a message has `{name}`.
 */
export function seedsOf(file: string, language: Locale): Seed[] {
  const slots = new Map<string, string[]>();
  const seeds: Seed[] = [];
  let intent: string | null = null;
  for (const line of file.split("\n").map((one) => one.trim())) {
    const section = /^\[(\w+)\]$/.exec(line);
    const slot = /^\{(\w+)\}\s*=\s*(.+)$/.exec(line);
    if (!line || line.startsWith("#")) continue;
    if (section) intent = section[1]!;
    else if (slot)
      slots.set(
        slot[1]!,
        slot[2]!.split("|").map((value) => value.trim()),
      );
    else if (intent) seeds.push({ intent, language, text: filled(line, slots, seeds.length) });
    else throw new Error(`a message without an intent: ${line}`);
  }
  return seeds;
}

/** Another value for each message, in turn. */
function filled(line: string, slots: Map<string, string[]>, at: number): string {
  let turn = at;
  return line
    .replace(/\{(\w+)\}/g, (all, name: string) => {
      const values = slots.get(name);
      return values ? values[turn++ % values.length]! : all;
    })
    .replaceAll("\\n", "\n");
}
