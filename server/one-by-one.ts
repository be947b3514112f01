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

/** Does a piece of the work of each, and tells whether any of them has more: `piece` says so of its own. */
export async function onePieceEach<Item>(
  items: readonly Item[],
  piece: (item: Item) => Promise<boolean>,
): Promise<boolean> {
  let isMoreLeft = false;
  await oneByOne(items, async (item) => {
    if (await piece(item)) isMoreLeft = true;
  });
  return isMoreLeft;
}

/** The same until none has any more. */
export const allPieces = <Item>(
  items: readonly Item[],
  piece: (item: Item) => Promise<boolean>,
): Promise<void> =>
  oneByOne(items, async (item) => {
    while (await piece(item));
  });
