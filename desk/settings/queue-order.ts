import type { Queue } from "../../contract/routing.ts";

type Placed = Pick<Queue, "id" | "position">;

/**
 * The positions to change so that a queue is tried one place earlier (-1) or later (1). Two change places; where
 * positions are the same, so that changing places would change nothing, all are counted anew.
 */
export function shifted(queues: readonly Placed[], id: string, by: -1 | 1): Placed[] {
  const at = queues.findIndex((queue) => queue.id === id);
  const [one, other] = [queues[at], queues[at + by]];
  if (!one || !other) return [];
  const areDistinct = queues.every(
    ({ position }, index) => index === 0 || queues[index - 1]!.position < position,
  );
  if (areDistinct)
    return [
      { id: one.id, position: other.position },
      { id: other.id, position: one.position },
    ];
  const order = queues.with(at, other).with(at + by, one);
  return order
    .map((queue, index) => ({ id: queue.id, position: (index + 1) * 10, before: queue.position }))
    .filter(({ position, before }) => position !== before)
    .map(({ id: moved, position }) => ({ id: moved, position }));
}
