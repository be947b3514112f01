export interface Reason {
  words: string;
  concept: string;
}

/** The words a verdict rests on: each place and each thing once, the longest first, at most four. */
export function reasonsOf(
  text: string,
  hits: readonly { id: string; start: number; end: number }[],
): Reason[] {
  const reasons: Reason[] = [];
  const taken: { start: number; end: number }[] = [];
  for (const { id, start, end } of hits.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (reasons.length === 4) break;
    if (reasons.some((one) => one.concept === id)) continue;
    if (taken.some((one) => start < one.end && end > one.start)) continue;
    taken.push({ start, end });
    reasons.push({ words: text.slice(start, end), concept: id });
  }
  return reasons;
}
