import type { Analysis, Lexicon } from "../language/index.ts";

/** Something of a lexicon that a text speaks of, and whether to deny it ("no smoke"). */
export interface Meant {
  id: string;
  /** What its entry says behind the id. */
  about: readonly string[];
  start: number;
  end: number;
  denied: boolean;
}

/** How near two words must stand to belong together, in characters; Chinese says more in fewer. */
export const reach = { letters: 70, han: 18 };

/**
 * What a text speaks of, as it is meant. Of words that lie in longer ones that weaken them ("fire sale", "not urgent")
 * only the longer are kept, and "with a b" in an entry asks for words of a or b nearby. The lexicon has entries
 * `negation`, `no_matter` (what may stand between a negation and its thing) and `after_negation`.
 */
export function meantBy(analysis: Analysis, lexicon: Lexicon): Meant[] {
  const { text, words, language } = analysis;
  const found = lexicon.find(words, language);
  if (!found.length) return [];
  const about = (id: string) => lexicon.entries.get(id)!.about;
  const covers = found.filter(({ id }) => about(id)[0] === "harmless" || about(id)[0] === "low");
  const negations = new Map<number, number[]>();
  const fillers = new Set<number>();
  const behind = new Set<number>();
  for (const hit of found)
    if (hit.id === "negation") negations.set(hit.last, [...(negations.get(hit.last) ?? []), hit.end]);
    else if (hit.id === "no_matter") for (let at = hit.first; at <= hit.last; at++) fillers.add(at);
    else if (hit.id === "after_negation") behind.add(hit.first);

  const denied = (hit: (typeof found)[number]): boolean => {
    const word = words[hit.first]!;
    if (word.script === "han") return deniedInChinese(word.folded.slice(0, hit.start - word.start));
    if (behind.has(hit.last + 1) && !parted(text, hit.end, words[hit.last + 1]!.start)) return true;
    for (let at = hit.first - 1; at >= 0 && at >= hit.first - 4; at--) {
      if (parted(text, words[at]!.end, words[at + 1]!.start)) return false;
      if (negations.has(at)) return true;
      if (!fillers.has(at)) return false;
    }
    return false;
  };

  const kept = found.filter(
    (hit) =>
      !covers.some(
        (cover) =>
          cover !== hit &&
          cover.start <= hit.start &&
          cover.end >= hit.end &&
          (about(cover.id)[0] === "harmless" || cover.end - cover.start > hit.end - hit.start),
      ),
  );
  const near = (one: (typeof found)[number], ids: readonly string[]) => {
    const far = words[one.first]!.script === "han" ? reach.han : reach.letters;
    return kept.some(
      (other) =>
        ids.includes(other.id) &&
        Math.max(one.start - other.end, other.start - one.end) <= far,
    );
  };
  const meant: Meant[] = [];
  for (const hit of kept) {
    const [kind, condition, ...ids] = about(hit.id);
    if (kind === "part" && !wanted.has(hit.id)) continue;
    if (kind === "harmless" || (condition === "with" && !near(hit, ids))) continue;
    meant.push({
      id: hit.id,
      about: about(hit.id),
      start: hit.start,
      end: hit.end,
      denied: kind !== "low" && denied(hit),
    });
  }
  return meant;
}

/** The parts that a reader of the lexicon wants to see. */
const wanted = new Set(["asks", "shopping"]);

const parted = (text: string, from: number, to: number) =>
  /[.,;:!?()،؛؟。，！？\n—–]/.test(text.slice(from, to));

// 是不是着火了 asks; 没有看到冒烟 denies.
const chineseDenial =
  /(?<!是|有|会|能)(?:没有|没|不是|不会|未曾|并未|未|无|从未|不|別|别)(?:任何|什么|出现|发生|看到|闻到|再|有|会|明显|一点)?$/;
const deniedInChinese = (before: string) => chineseDenial.test(before);
