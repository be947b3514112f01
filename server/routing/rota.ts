import type { Shift } from "../../contract/routing.ts";

/**
 * Whether somebody with this rota works at an instant, by the clock of their own time zone; without a rota, always. A
 * shift that ends before it begins goes over midnight, and belongs to the day on which it begins.
 */
export function isOnShift(rota: readonly Shift[], timeZone: string, at: Date): boolean {
  if (!rota.length) return true;
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const time = `${String(now.hour).padStart(2, "0")}:${String(now.minute).padStart(2, "0")}`;
  const yesterday = ((now.dayOfWeek + 5) % 7) + 1;
  return rota.some(({ weekday, from, to }) =>
    from < to
      ? weekday === now.dayOfWeek && from <= time && time < to
      : (weekday === now.dayOfWeek && from <= time) || (weekday === yesterday && time < to),
  );
}
