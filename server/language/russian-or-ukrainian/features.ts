/** One weight for each; hashes of n-grams that meet in one share it. */
export const bucketCount = 65_536;

const longest = 5;

/**
 * The buckets of a word's character 1- to 5-grams between its marked ends (`^word$`), written to `buckets`; returns
 * how many. The hash is FNV-1a over UTF-16 units, folded to 16 bits (Fowler, Noll, Vo 1991); one pass over the word
 * for each place, since an n-gram's hash is that of the one a letter shorter and one step more.
 */
export function bucketsOf(word: string, buckets: Uint16Array): number {
  const last = Math.min(word.length, longestWord) + 1;
  let count = 0;
  for (let start = 0; start <= last; start++) {
    let hash = 0x811c9dc5;
    const end = Math.min(start + longest - 1, last);
    for (let at = start; at <= end; at++) {
      const unit = at === 0 ? caret : at === last ? dollar : word.charCodeAt(at - 1);
      hash = Math.imul(hash ^ unit, 0x01000193);
      buckets[count++] = hash ^ (hash >>> 16);
    }
  }
  return count;
}

const caret = "^".charCodeAt(0);
const dollar = "$".charCodeAt(0);

/** What comes after so many letters no longer tells the languages apart. */
const longestWord = 40;
export const mostBuckets = (longestWord + 2) * longest;
