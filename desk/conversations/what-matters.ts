import type { Conversation } from "../../contract/conversations.ts";
import { urgencyOf } from "../promises/state.ts";

/** The one thing about a conversation that matters most now; a row has room for no more. */
export type Matter =
  | { kind: "undelivered" }
  | { kind: "late"; byMs: number }
  | { kind: "due"; inMs: number }
  | { kind: "promised"; at: string; urgency: "calm" | "due" | "late" }
  | { kind: "planned"; at: string }
  | { kind: "held"; until: string }
  | { kind: "snoozed"; until: string }
  | { kind: "again"; nth: number }
  | { kind: "new" }
  | { kind: "closed" }
  | { kind: "at"; at: string };

const soonMs = 60 * 60_000;

export function whatMatters(conversation: Conversation, now: number): Matter {
  const { status, nextStep, heldUntil, snooze, lastMessageAt, unread, repeatNth } = conversation;
  if (status === "closed") return { kind: "closed" };
  if (snooze) return { kind: "snoozed", until: snooze.until };
  if (nextStep?.what === "mend_delivery") return { kind: "undelivered" };
  if (nextStep?.what === "promise")
    return { kind: "promised", at: nextStep.at, urgency: urgencyOf(nextStep.at, now) };
  const left = nextStep ? Date.parse(nextStep.at) - now : Number.POSITIVE_INFINITY;
  if (left <= 0) return { kind: "late", byMs: -left };
  if (conversation.replyPlannedAt) return { kind: "planned", at: conversation.replyPlannedAt };
  // While somebody else is waited for, only a step that comes before that matters more.
  if (heldUntil && !(left <= soonMs && nextStep!.at < heldUntil)) return { kind: "held", until: heldUntil };
  if (left <= soonMs) return { kind: "due", inMs: left };
  if (repeatNth && status !== "waiting") return { kind: "again", nth: repeatNth };
  if (status === "new" && unread) return { kind: "new" };
  return { kind: "at", at: lastMessageAt };
}
