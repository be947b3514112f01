import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { type Kind, kinds } from "./document.ts";

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

/** Which of these words stand in anything of the workspace: a word of its articles is no slip in its messages. */
export async function standsElsewhere(
  tx: Tx,
  workspaceId: string,
  lexemes: readonly string[],
): Promise<Set<string>> {
  if (!lexemes.length) return new Set();
  const { rows } = await sql<{ lexeme: string }>`
    select distinct lexeme from search_terms
    where workspace_id = ${workspaceId} and kind = any(${[...kinds]}::text[]) and lexeme = any(${[...lexemes]}::text[])`.execute(
    tx,
  );
  return new Set(rows.map(({ lexeme }) => lexeme));
}

const mostLookedAt = 20_000;
const mostNear = 3;

/**
 * For each word that nothing is found by, the words of the workspace it may be a slip of, the likeliest first. Looked
 * for among those that begin with its first or its second letter, which is where four in five of all slips leave it.
 */
export async function nearTerms(
  tx: Tx,
  { workspaceId, kind }: { workspaceId: string; kind: Kind },
  words: readonly string[],
): Promise<Map<string, string[]>> {
  const asked = words.filter((word) => slipsOf([...word].length) > 0 && /^\p{L}+$/u.test(word));
  const near = new Map<string, string[]>();
  if (!asked.length) return near;
  const firsts = [...new Set(asked.flatMap((word) => [...word].slice(0, 2)))];
  const lengths = asked.map((word) => [...word].length);
  const { rows } = await sql<{ lexeme: string; documents: number }>`
    select t.lexeme, t.documents from unnest(${firsts}::text[]) as first
    cross join lateral (
      select lexeme, documents from search_terms where workspace_id = ${workspaceId} and kind = ${kind}
        and lexeme >= first collate "C" and lexeme < (first || ${"\u{10ffff}"}) collate "C"
        and length(lexeme) between ${Math.min(...lengths) - 2}::int and ${Math.max(...lengths) + 2}::int
    ) as t
    order by t.documents desc limit ${mostLookedAt}::int`.execute(tx);
  for (const word of asked) {
    const most = slipsOf([...word].length);
    const found = rows
      .map(({ lexeme, documents }) => ({ lexeme, documents, slips: slipsBetween(word, lexeme, most) }))
      .filter(({ slips }) => slips <= most)
      .sort((one, other) => one.slips - other.slips || other.documents - one.documents);
    const [best] = found;
    if (best)
      near.set(
        word,
        found
          .filter(({ slips }) => slips === best.slips)
          .slice(0, mostNear)
          .map(({ lexeme }) => lexeme),
      );
  }
  return near;
}
