/**
 * The order a list shows, so that nothing moves under a hand. While the pointer rests on the list (`held`), what is
 * shown keeps its order, newcomers stand on top and more of the list joins at the end. The open conversation keeps its
 * place even when it no longer belongs, as one that was just closed: the next one is then still the next one.
 */
export function settledOrder(
  before: readonly string[],
  fresh: readonly string[],
  { held, open }: { held: boolean; open: string | null },
): readonly string[] {
  const known = new Set(fresh);
  let order = fresh;
  if (held && before.length > 0) {
    const shown = new Set(before);
    const lastShown = fresh.findLastIndex((id) => shown.has(id));
    order = [
      ...fresh.filter((id, index) => !shown.has(id) && index < lastShown),
      ...before.filter((id) => known.has(id)),
      ...fresh.filter((id, index) => !shown.has(id) && index > lastShown),
    ];
  }
  if (open === null || known.has(open) || !before.includes(open)) return order;
  const above = before.slice(0, before.indexOf(open)).findLast((id) => known.has(id));
  const at = above === undefined ? 0 : order.indexOf(above) + 1;
  return [...order.slice(0, at), open, ...order.slice(at)];
}
