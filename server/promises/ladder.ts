/** So long before it is due its owner hears of a promise, when a quarter of its time is less than that. */
const leastMinutes = 15;

/**
 * When to warn of a promise: when a quarter of its time is left, and at least a quarter of an hour before it is due.
 * Null where that is before it was made: who promises something for the next minutes needs no reminder.
 */
export function warnAt({ madeAt, dueAt }: { madeAt: Date; dueAt: Date }): Date | null {
  const whole = dueAt.getTime() - madeAt.getTime();
  const at = dueAt.getTime() - Math.max(whole / 4, leastMinutes * 60_000);
  return at > madeAt.getTime() ? new Date(at) : null;
}

/** When its ladder is looked at first, or again after its time was changed. */
export function firstCheckAt(promise: { madeAt: Date; dueAt: Date }, now: Date): Date {
  const warn = warnAt(promise);
  return warn && warn > now ? warn : promise.dueAt;
}
