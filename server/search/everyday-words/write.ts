/**
 * Writes `words.txt`: the lexemes that two in a thousand messages of customers hold, by how many in a thousand do, from
 * the seeds of triage. `node server/search/everyday-words/write.ts`, when the analyser or the seeds have changed much.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSeeds } from "../../triage/index.ts";
import { tokensToFind } from "../words.ts";

const least = 2;
const most = 5;

const counts = new Map<string, Map<string, number>>();
const messages = new Map<string, number>();
for (const { text, language } of readSeeds()) {
  messages.set(language, (messages.get(language) ?? 0) + 1);
  const own = counts.get(language) ?? new Map<string, number>();
  counts.set(language, own);
  for (const lexeme of new Set(tokensToFind(text, language).flatMap(({ lexemes }) => lexemes)))
    own.set(lexeme, (own.get(lexeme) ?? 0) + 1);
}
const perMille = new Map<string, number>();
for (const [language, own] of counts)
  for (const [lexeme, count] of own) {
    const share = Math.min(most, Math.round((1000 * count) / messages.get(language)!));
    if (share >= least && !lexeme.startsWith("<"))
      perMille.set(lexeme, Math.max(share, perMille.get(lexeme) ?? 0));
  }
const lines = Array.from({ length: most - least + 1 }, (_, at) => {
  const words = [...perMille].filter(([, share]) => share === at + least).map(([lexeme]) => lexeme);
  return `${at + least} ${words.sort().join(" ")}`;
});
await writeFile(join(import.meta.dirname, "words.txt"), `${lines.join("\n")}\n`);
