/** Which rows to draw for a place of the scroll: from `first` up to, not with, `last`. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, count: number, spare: number) {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { first: Math.min(first, last), last };
}

/**
 * By how many places the rows that were seen have moved: the shift most of them share. One of them may have jumped to
 * the top because its customer wrote again; the others say where the list really went.
 */
export function commonShift(
  seenKeys: readonly string[],
  first: number,
  places: ReadonlyMap<string, number>,
): number {
  const votes = new Map<number, number>();
  for (const [offset, key] of seenKeys.entries()) {
    const place = places.get(key);
    if (place === undefined) continue;
    const shift = place - (first + offset);
    votes.set(shift, (votes.get(shift) ?? 0) + 1);
  }
  let winner = 0;
  let most = 0;
  for (const [shift, count] of votes) {
    if (count > most) [winner, most] = [shift, count];
  }
  return winner;
}
