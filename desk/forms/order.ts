/** The order after some were dropped before or after another; those that move keep their order among themselves. */
export function movedTo(
  ids: readonly string[],
  moved: readonly string[],
  target: string,
  isBefore: boolean,
): string[] {
  const moving = ids.filter((id) => moved.includes(id));
  const rest = ids.filter((id) => !moved.includes(id));
  const at = rest.indexOf(target);
  if (at < 0) return [...ids];
  const place = isBefore ? at : at + 1;
  return [...rest.slice(0, place), ...moving, ...rest.slice(place)];
}

/** All, with those named here in this order in the places that they had. */
export function reordered<Item extends { id: string }>(all: readonly Item[], ids: readonly string[]): Item[] {
  const byId = new Map(all.map((item) => [item.id, item]));
  const next = ids.flatMap((id) => byId.get(id) ?? [])[Symbol.iterator]();
  return all.map((item) => (ids.includes(item.id) ? (next.next().value ?? item) : item));
}
