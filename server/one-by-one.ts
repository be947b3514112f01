/**
 * Does something with each of them in their order, one after the other or so many at a time. One that fails does not keep
 * the others from their turn: what went wrong is thrown when all have had it.
 */
export async function oneByOne<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
  { atOnce = 1 } = {},
): Promise<void> {
  const failures: unknown[] = [];
  const left = items.values();
  const takeTurns = async () => {
    for (const item of left) await act(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  if (failures.length) throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
}
