/** The sentence around a place of a text. */
export function sentenceAround(text: string, { start, end }: { start: number; end: number }) {
  let from = start;
  while (from > 0 && !ends.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && !ends.test(text[to]!)) to++;
  return { start: from, end: to };
}

const ends = /[.!?。！？؟\n]/;

/** Whether the sentence around a place asks something; Chinese often leaves the mark to a word at its end. */
export function isAsked(text: string, place: { start: number; end: number }): boolean {
  const { end } = sentenceAround(text, place);
  return /[?？؟]/.test(text[end] ?? "") || /[吗嗎么呢]/.test(text.slice(place.end, end));
}
