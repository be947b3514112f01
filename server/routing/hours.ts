import type { WorkCalendar } from "../clocks/index.ts";
import { isOnShift } from "./rota.ts";
import type { QueueRule, RoutingRules } from "./rules.ts";

/** So many queues may hand on to each other; a circle ends where it began. */
const mostHops = 20;

type CalendarById = (id: string) => WorkCalendar | null;

/** Whether the team of a queue is there at an instant. */
export function isStaffed({ calendarId }: QueueRule, calendarById: CalendarById, at: Date): boolean {
  const calendar = calendarId === null ? null : calendarById(calendarId);
  return calendar === null || calendar.isOpen(at.getTime());
}

/**
 * Where a matter of a queue is looked after at an instant: there while its team is there; else by whoever is on duty;
 * else by the next queue that its work goes to, and so on. Where nobody is there, it waits in its own queue.
 */
export function lookedAfterBy(
  { queues }: Pick<RoutingRules, "queues">,
  queue: QueueRule,
  calendarById: CalendarById,
  at: Date,
): { queue: QueueRule; onDuty: string[] } {
  let one: QueueRule | undefined = queue;
  for (let hop = 0; one && hop < mostHops; hop++) {
    if (isStaffed(one, calendarById, at)) return { queue: one, onDuty: [] };
    const { timeZone } = calendarById(one.calendarId!)!;
    const onDuty = one.duty.filter((duty) => isOnShift([duty], timeZone, at)).map(({ agent }) => agent);
    if (onDuty.length) return { queue: one, onDuty };
    one = queues.find(({ id }) => id === one!.overflowId && id !== queue.id);
  }
  return { queue, onDuty: [] };
}
