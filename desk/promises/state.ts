import type { PromiseMade } from "../../contract/promises.ts";
import type { Formats } from "../texts/formats.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Tone } from "../ui/Badge.tsx";

const soonMs = 60 * 60_000;

/** How near a promise is: its colour, and whether it wants an eye. */
export function urgencyOf(dueAt: string, now: number): "calm" | "due" | "late" {
  const left = Date.parse(dueAt) - now;
  return left <= 0 ? "late" : left <= soonMs ? "due" : "calm";
}

export const promiseTones = { calm: "neutral", due: "due", late: "late" } as const;

/** Its hour when it is today's, with the day of the week in the next days, else the date: "promised for 15:00". */
export function promiseDay(dueAt: string, dateTime: Formats["dateTime"], now: number): string {
  if (dateTime(dueAt, "date") === dateTime(now, "date")) return dateTime(dueAt, "time");
  const left = Date.parse(dueAt) - now;
  return dateTime(dueAt, left > 0 && left < 6 * 86_400_000 ? "hour" : "short");
}

/** Nothing is owed any more once it is settled, kept or not. */
export const isOwed = ({ settledAt }: Pick<PromiseMade, "settledAt">): boolean => settledAt === null;

/** What became of it, in a word. */
export function stateOf(
  { state, settledAt, keptAt, dueAt }: Pick<PromiseMade, "state" | "settledAt" | "keptAt" | "dueAt">,
  now: number,
): { key: TextKey; tone: Tone } {
  if (state === "withdrawn") return { key: "promise.state.withdrawn", tone: "neutral" };
  if (keptAt !== null)
    return state === "broken"
      ? { key: "promise.state.keptLate", tone: "due" }
      : { key: "promise.state.kept", tone: "good" };
  if (settledAt !== null) return { key: "promise.state.brokenOver", tone: "late" };
  const urgency = urgencyOf(dueAt, now);
  if (state === "broken" || urgency === "late") return { key: "promise.state.late", tone: "late" };
  return { key: "promise.state.open", tone: urgency === "due" ? "due" : "neutral" };
}
