/**
 * Does something with each of them, one after the other. One that fails does not keep the others from their turn: what
 * went wrong is thrown when all have had it.
 */
export async function oneByOne<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await act(item).catch((error: unknown) => failures.push(error));
  if (failures.length) throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
}
