import type { Conversation } from "../../contract/conversations.ts";
import { urgencyOf } from "../promises/state.ts";

/** The one thing about a conversation that matters most now; a row has room for no more. */
export type Matter =
  | { kind: "undelivered" }
  | { kind: "late"; byMs: number }
  | { kind: "due"; inMs: number }
  | { kind: "promised"; at: string; urgency: "calm" | "due" | "late" }
  | { kind: "new" }
  | { kind: "closed" }
  | { kind: "at"; at: string };

const soonMs = 60 * 60_000;

export function whatMatters({ status, nextStep, lastMessageAt, unread }: Conversation, now: number): Matter {
  if (status === "closed") return { kind: "closed" };
  if (nextStep?.what === "mend_delivery") return { kind: "undelivered" };
  if (nextStep?.what === "promise")
    return { kind: "promised", at: nextStep.at, urgency: urgencyOf(nextStep.at, now) };
  const left = nextStep ? Date.parse(nextStep.at) - now : Number.POSITIVE_INFINITY;
  if (left <= 0) return { kind: "late", byMs: -left };
  if (left <= soonMs) return { kind: "due", inMs: left };
  if (status === "new" && unread) return { kind: "new" };
  return { kind: "at", at: lastMessageAt };
}
