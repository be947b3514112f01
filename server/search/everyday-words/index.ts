import { readFileSync } from "node:fs";
import { join } from "node:path";

let weights: Map<string, number> | null = null;

/**
 * What a word counts for how often customers say it, whatever they ask: *my*, *yesterday*, *please* are rare in articles
 * and tell nothing about them. 1 for a word that fewer than two in a thousand messages hold, down to 0.6.
 */
export function tellingness(lexeme: string): number {
  weights ??= read();
  return weights.get(lexeme) ?? 1;
}

function read(): Map<string, number> {
  const lines = readFileSync(join(import.meta.dirname, "words.txt"), "utf8")
    .trim()
    .split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [perMille, ...words] = line.split(" ");
      const weight = Math.max(0.6, 1 - Number(perMille) / 11);
      return words.map((word): [string, number] => [word, weight]);
    }),
  );
}
