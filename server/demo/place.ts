import { sort } from "../conversations/index.ts";
import { whichLanguage } from "../language/index.ts";
import { queueFor } from "../routing/index.ts";
import type { Telling } from "./telling.ts";
import * as world from "./world/index.ts";

/** Where a conversation belongs, and what was seen in its first message. */
export type Place = ReturnType<typeof placeOf>;

export function placeOf(telling: Telling) {
  const { known, conversation, owner, brandId, line } = telling;
  const { language, status } = conversation;
  const sorted = sortedOf(telling);
  const guessed = sorted?.intent ?? (owner ? (sorted?.verdict?.intents[0]?.intent ?? null) : null);
  const intent = conversation.intent ?? guessed;
  const toSort = !owner && status !== "closed" && sorted?.toSort === true;
  const queue = toSort ? null : queueFor(known.routing, { line, brandId, language, intent });
  return {
    intent,
    toSort,
    mood: sorted?.mood ?? null,
    verdict: sorted?.verdict ?? null,
    queueId: queue?.id ?? null,
    teamId: teamOf(telling, queue),
  };
}

/** What sorting says of the first message; null where that was ours, or need not be guessed. */
function sortedOf({ known, conversation, turns, owner, line }: Telling) {
  const { by, text } = turns[0]!.turn;
  if (by !== "customer" || conversation.intent) return null;
  return sort(
    known.rules,
    {
      inbox: { line, lines: world.brands.find(({ key }) => key === conversation.brand)!.lines },
      subject: conversation.subject,
      text,
      reply: text,
      // What somebody has taken is sorted; what is new may still be in question.
      ...(owner && { line }),
      priority: conversation.priority,
    },
    whichLanguage(text, [conversation.language]),
  );
}

function teamOf(
  { made, conversation, owner, isHandedOver, firstTeamId }: Telling,
  queue: { teamId: string } | null,
): string {
  if (isHandedOver) return made.teams.get(conversation.team === "technical" ? "front-desk" : "technical")!;
  return queue && !owner ? queue.teamId : firstTeamId;
}
