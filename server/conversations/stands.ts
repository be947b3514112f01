import type { ConversationRow } from "./read.ts";

/** Where a conversation stands, as events tell it: figures are told apart by it. */
type Standing = Pick<ConversationRow, "line" | "teamId" | "language" | "intent">;

export const standsOf = ({ line, teamId, language, intent }: Standing) => ({
  line,
  team: teamId,
  language,
  intent: intent ?? null,
});

/** What an event adds when it moves a conversation elsewhere; nothing when it stands where it stood. */
export function standsElsewhere(before: Standing, after: Standing) {
  const [was, is] = [standsOf(before), standsOf(after)];
  return JSON.stringify(was) === JSON.stringify(is) ? {} : { stands: is };
}
