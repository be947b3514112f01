import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Kind } from "./document.ts";

/** How many slips a word of this length may hold and still be meant. */
export const slipsOf = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many slips turn one word into another: a letter left out, put in, mistaken, or two that changed places (optimal
 * string alignment). More than `most` are told as `most + 1`.
 */
export function slipsBetween(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = b.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(row[b.length]!, most + 1);
}

/** So many of the longest words that nothing is found by are put right; of a long text the others say enough. */
const mostWords = 8;
const mostLookedAt = 5000;
const mostNear = 3;

/** A word of the workspace, and in how many documents it stands. */
export interface Near {
  lexeme: string;
  documents: number;
}

/**
 * For each word that nothing is found by, the words of the workspace it may be a slip of, the likeliest first. Looked
 * for among those that begin with its first or its second letter, which is where four in five of all slips leave it, and
 * have two letters at the beginning or at the end in common with it, which any one slip leaves.
 */
export async function nearTerms(
  tx: Tx,
  { workspaceId, kind }: { workspaceId: string; kind: Kind },
  words: readonly string[],
): Promise<Map<string, Near[]>> {
  const asked = words
    .filter((word) => slipsOf([...word].length) > 0 && /^\p{L}+$/u.test(word))
    .sort((one, other) => other.length - one.length)
    .slice(0, mostWords);
  const near = new Map<string, Near[]>();
  if (!asked.length) return near;
  const begun = asked.flatMap((word) =>
    [...new Set([...word].slice(0, 2))].map((first) => ({ word, first, slips: slipsOf([...word].length) })),
  );
  const { rows } = await sql<Near & { word: string }>`
    select asked.word, t.lexeme, t.documents
    from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) as asked (word text, first text, slips int)
    cross join lateral (
      select lexeme, documents from search_terms where workspace_id = ${workspaceId} and kind = ${kind}
        and lexeme >= asked.first collate "C" and lexeme < (asked.first || ${"\u{10ffff}"}) collate "C"
        and length(lexeme) between length(asked.word) - asked.slips and length(asked.word) + asked.slips
        and (left(lexeme, 2) = left(asked.word, 2) or right(lexeme, 2) = right(asked.word, 2))
    ) as t
    order by t.documents desc limit ${mostLookedAt}::int`.execute(tx);
  for (const word of asked) {
    const most = slipsOf([...word].length);
    const found = rows
      .filter((row) => row.word === word)
      .map(({ lexeme, documents }) => ({ lexeme, documents, slips: slipsBetween(word, lexeme, most) }))
      .filter(({ slips }) => slips <= most)
      .sort((one, other) => one.slips - other.slips || other.documents - one.documents);
    const [best] = found;
    if (best) near.set(word, found.filter(({ slips }) => slips === best.slips).slice(0, mostNear));
  }
  return near;
}
