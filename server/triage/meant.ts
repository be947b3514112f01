import type { Analysis, Lexicon } from "../language/index.ts";

type Hit = ReturnType<Lexicon["find"]>[number];

/** Something of a lexicon that a text speaks of, as it is meant. */
export interface Meant {
  id: string;
  /** What its words do: critical, high, low or part. */
  kind: string;
  /** Whether it counts only beside other words. */
  conditional: boolean;
  start: number;
  end: number;
}

/** How near two words must stand to belong together, in characters; Chinese says more in fewer. */
const reach = { letters: 70, han: 18 };

/**
 * What a text speaks of. Words that lie in others that take the danger from them ("fire sale", "not urgent") are not
 * meant, nor are denied ones ("no smoke"), nor those whose entry says "with a b" without words of a or b nearby. The
 * lexicon has entries `negation`, `no_matter` (what may stand between a negation and its thing) and `after_negation`.
 */
export function meantBy(analysis: Analysis, lexicon: Lexicon): Meant[] {
  const found = lexicon.find(analysis.words, analysis.language);
  if (!found.length) return [];
  const about = (hit: Hit) => lexicon.entries.get(hit.id)!.about;
  const covers = found.filter((hit) => about(hit)[0] === "harmless" || about(hit)[0] === "low");
  const left = found.filter(
    (hit) =>
      !covers.some(
        (cover) =>
          cover !== hit && lies(hit, cover) && (about(cover)[0] === "harmless" || isLonger(cover, hit)),
      ),
  );
  const isDenied = denialsIn(analysis, found);
  const isHan = (hit: Hit) => analysis.words[hit.first]!.script === "han";
  const isBeside = (hit: Hit, ids: readonly string[]) =>
    left.some(
      (other) => ids.includes(other.id) && gap(hit, other) <= (isHan(hit) ? reach.han : reach.letters),
    );

  return left.flatMap((hit) => {
    const [kind = "part", condition, ...ids] = about(hit);
    const conditional = condition === "with";
    if (kind === "harmless" || (conditional && !isBeside(hit, ids))) return [];
    if ((kind === "critical" || kind === "high") && isDenied(hit)) return [];
    return [{ id: hit.id, kind, conditional, start: hit.start, end: hit.end }];
  });
}

const lies = (hit: Hit, cover: Hit) => cover.start <= hit.start && cover.end >= hit.end;
const isLonger = (one: Hit, other: Hit) => one.end - one.start > other.end - other.start;
/** Characters between two places; none if they touch. */
const gap = (one: Hit, other: Hit) => Math.max(0, one.start - other.end, other.start - one.end);

/** Tells what of a text is denied: by a negation before it in its clause, or right behind it (дыма нет). */
function denialsIn({ text, words }: Analysis, found: readonly Hit[]): (hit: Hit) => boolean {
  const negations = new Set<number>();
  const between = new Set<number>();
  const behind = new Set<number>();
  for (const hit of found)
    if (hit.id === "negation") negations.add(hit.last);
    else if (hit.id === "no_matter") for (let at = hit.first; at <= hit.last; at++) between.add(at);
    else if (hit.id === "after_negation") behind.add(hit.first);
  const isParted = (at: number) =>
    /[.,;:!?()،؛؟。，！？\n—–]/.test(text.slice(words[at]!.end, words[at + 1]!.start));

  return (hit) => {
    const word = words[hit.first]!;
    if (word.script === "han") return chineseDenial.test(word.folded.slice(0, hit.start - word.start));
    if (behind.has(hit.last + 1) && !isParted(hit.last)) return true;
    for (let at = hit.first - 1; at >= Math.max(0, hit.first - 4); at--) {
      if (isParted(at)) return false;
      if (negations.has(at)) return true;
      if (!between.has(at)) return false;
    }
    return false;
  };
}

// 是不是着火了 asks; 没有看到冒烟 denies.
const chineseDenial =
  /(?<!是|有|会|能)(?:没有|没|不是|不会|未曾|并未|未|无|从未|不|别)(?:任何|什么|出现|发生|看到|闻到|再|有|会|明显|一点)?$/;
