import type { Tx } from "../db/database.ts";
import type { Fact } from "./facts.ts";

/** What facts are told apart by, as it is packed. The line has no words: it is one bit. */
export const packed = ["brand", "team", "agent", "channel", "language", "intent", "detail"] as const;
export type Packed = (typeof packed)[number];

/** The words of a workspace by dimension, and their numbers. Zero is no word. */
export class Words {
  readonly #codes = new Map<Packed, Map<string, number>>(packed.map((dimension) => [dimension, new Map()]));
  readonly #words = new Map<Packed, string[]>(packed.map((dimension) => [dimension, [""]]));

  add(dimension: Packed, word: string, code: number): void {
    this.#codes.get(dimension)!.set(word, code);
    this.#words.get(dimension)![code] = word;
  }

  /** Zero for null, and for a word that no fact has. */
  code(dimension: Packed, word: string | null): number {
    return (word && this.#codes.get(dimension)!.get(word)) || 0;
  }

  has(dimension: Packed, word: string): boolean {
    return this.#codes.get(dimension)!.has(word);
  }

  /** All words of a dimension at the places of their numbers; the first is no word. */
  list(dimension: Packed): readonly string[] {
    return this.#words.get(dimension)!;
  }
}

export async function readWords(tx: Tx, workspaceId: string): Promise<Words> {
  const rows = await tx
    .selectFrom("factWords")
    .select(["dimension", "word", "code"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  const words = new Words();
  for (const { dimension, word, code } of rows) words.add(dimension as Packed, word, code);
  return words;
}

/** Gives the words of these facts their numbers. Only for whoever holds the fold's cursor. */
export async function learnWords(
  tx: Tx,
  workspaceId: string,
  facts: Iterable<Partial<Pick<Fact, Packed>>>,
): Promise<void> {
  const words = await readWords(tx, workspaceId);
  const fresh: { workspaceId: string; dimension: string; word: string; code: number }[] = [];
  for (const fact of facts)
    for (const dimension of packed) {
      const word = fact[dimension];
      if (!word || words.has(dimension, word)) continue;
      const code = words.list(dimension).length;
      words.add(dimension, word, code);
      fresh.push({ workspaceId, dimension, word, code });
    }
  if (fresh.length) await tx.insertInto("factWords").values(fresh).execute();
}
