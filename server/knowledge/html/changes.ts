import type { BlockChange } from "../../../contract/knowledge.ts";
import { readTree, writeTree } from "./tree.ts";

const mostCompared = 600;

/**
 * What became of each block from one text to another: the longest common run of blocks stays (Hunt and Szymanski's measure,
 * by the plain table), the rest was taken out or put in. Of texts with more than six hundred blocks, all is said to be new.
 */
export function changesOf(before: string, now: string): BlockChange[] {
  const [old, fresh] = [blocksOf(before), blocksOf(now)];
  if (old.length > mostCompared || fresh.length > mostCompared)
    return [...old.map(as("removed")), ...fresh.map(as("added"))];
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      longest[i]![j] =
        old[i] === fresh[j]
          ? longest[i + 1]![j + 1]! + 1
          : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const changes: BlockChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      changes.push({ kind: "same", html: fresh[j]! });
      i++;
      j++;
    } else if (j >= fresh.length || (i < old.length && longest[i + 1]![j]! >= longest[i]![j + 1]!))
      changes.push({ kind: "removed", html: old[i++]! });
    else changes.push({ kind: "added", html: fresh[j++]! });
  }
  return changes;
}

const as = (kind: BlockChange["kind"]) => (html: string) => ({ kind, html });

const blocksOf = (html: string) => readTree(html).map((one) => writeTree([one]));
