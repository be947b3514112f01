/** The things with one of them a place further up or down; null where it stands at that end already. */
export function moved<Thing extends { id: string }>(
  things: readonly Thing[],
  id: string,
  step: -1 | 1,
): Thing[] | null {
  const from = things.findIndex((each) => each.id === id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= things.length) return null;
  return things.toSpliced(from, 1).toSpliced(to, 0, things[from]!);
}
