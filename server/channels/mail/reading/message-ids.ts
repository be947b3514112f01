import { decodeWords } from "./encoded-words.ts";

const most = 500;

/** The `<…>` ids of a header, in order, each once; bare ids get their brackets, ids folded in the middle are joined. */
export function readMessageIds(values: string[] | undefined): string[] {
  const ids = new Set<string>();
  for (const value of values ?? []) {
    // Long ids come encoded as words from some servers.
    const text = decodeWords(value.slice(0, 100_000));
    const bracketed = text.match(/<[^<>]{1,998}>/g);
    const found = bracketed ?? text.split(/[\s,]+/).filter((word) => /^[^\s<>]+@[^\s<>]+$/.test(word));
    for (const id of found) {
      if (ids.size >= most) break;
      const joined = id.replace(/\s+/g, "");
      const plain = joined.startsWith("<") ? joined : `<${joined}>`;
      if (plain.length > 2) ids.add(plain);
    }
  }
  return [...ids];
}
