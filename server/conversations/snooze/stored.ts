import type { Snooze } from "../../../contract/conversations.ts";
import type { ConversationRow } from "../read.ts";

/** What a conversation's row says besides of its being snoozed. */
export interface StoredSnooze {
  by: { kind: string; id: string; name: string };
  at: string;
  keepAfterThanks: boolean;
}

type Snoozed = Pick<ConversationRow, "snoozedUntil" | "snoozedFor" | "snooze">;

export function snoozeOf({ snoozedUntil, snoozedFor, snooze }: Snoozed): Snooze | null {
  if (!snoozedUntil || !snoozedFor) return null;
  const stored: StoredSnooze | null = snooze;
  return {
    until: snoozedUntil.toISOString(),
    for: snoozedFor,
    keepAfterThanks: stored?.keepAfterThanks ?? false,
    by: stored?.by.name ?? "",
    at: stored?.at ?? snoozedUntil.toISOString(),
  };
}

/** Whom to tell that it is back: whoever has it, else whoever put it out of sight. */
export function whoWaits({ ownerId, snooze }: Pick<ConversationRow, "ownerId" | "snooze">): string[] {
  const { by }: StoredSnooze = snooze ?? { by: { kind: "", id: "" } };
  const id = ownerId ?? (by.kind === "agent" ? by.id : null);
  return id ? [id] : [];
}
