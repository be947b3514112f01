/** How near a name is to what was written: 0 is the name itself, `Number.POSITIVE_INFINITY` nothing of the kind. */
export type Rank = number;

export const unlike: Rank = Number.POSITIVE_INFINITY;

/**
 * Ranks names by what somebody wrote, in whichever of our scripts: the whole name, its beginning, the beginnings of its
 * words, letters within it, and last a word with one slip of the hand. Every word that was written has to be found.
 * Of several names of one thing the best counts.
 */
export function rankOf(written: string, names: readonly string[]): Rank {
  const asked = folded(written);
  if (asked === "") return 0;
  return Math.min(unlike, ...names.map((name) => rankOfName(asked, folded(name))));
}

/** The things that fit what was written, nearest first; equals keep their order. */
export function ranked<Thing>(
  things: readonly Thing[],
  written: string,
  namesOf: (thing: Thing) => readonly string[],
): Thing[] {
  if (folded(written) === "") return [...things];
  return things
    .map((thing) => ({ thing, rank: rankOf(written, namesOf(thing)) }))
    .filter(({ rank }) => rank < unlike)
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);
}

/** Letters as they are compared: small, without marks; forms of one Arabic or Cyrillic letter are the same. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\u0640'’ʼ]/gu, "")
    .replace(/ґ/g, "г")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[^\p{L}\p{N}+#]+/gu, " ")
    .trim();
}

function rankOfName(asked: string, name: string): Rank {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  return asked.split(" ").reduce((worst, word) => Math.max(worst, rankOfWord(word, name)), 0);
}

function rankOfWord(asked: string, name: string): Rank {
  const words = name.split(" ");
  if (words.some((word) => word.startsWith(asked))) return 2;
  // Chinese has no spaces and Arabic writes its article onto the word.
  if (asked.length > 1 && name.includes(asked)) return 3;
  if (/\p{Script=Han}/u.test(asked)) return name.includes(asked) ? 3 : unlike;
  if (asked.length > 3 && words.some((word) => isOneSlip(asked, word.slice(0, asked.length + 1)))) return 4;
  return unlike;
}

/** Whether the beginning of a word is what was written but for one letter too many, too few, wrong or in the wrong place. */
function isOneSlip(asked: string, word: string): boolean {
  let same = 0;
  while (same < asked.length && asked[same] === word[same]) same += 1;
  const rest = asked.slice(same);
  const other = word.slice(same);
  return (
    other.startsWith(rest.slice(1)) ||
    other.slice(1).startsWith(rest) ||
    other.slice(1).startsWith(rest.slice(1)) ||
    (rest.length > 1 && other.startsWith(`${rest[1]}${rest[0]}${rest.slice(2)}`))
  );
}
