import type { Level, Priority } from "../../contract/priority.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { linesOf } from "../lines/index.ts";
import type { Told } from "./change.ts";
import type { ConversationRow } from "./read.ts";

/** A priority that somebody decides; null gives it back to what it follows from, else to what was guessed. */
export function decidedPriority(
  caller: Caller,
  before: ConversationRow,
  priority: Priority | null | undefined,
): Partial<ConversationRow> {
  if (priority === undefined) return {};
  if (priority !== null) return { priority, priorityBy: caller.kind === "automation" ? "rule" : "person" };
  if (before.priorityBy === "matrix") return {};
  return { priorityBy: "guess", ...(!isJudged(before) && { priority: guessed(before) }) };
}

/**
 * Lets the priority follow from impact and urgency, by the matrix of the line, where either was judged anew, the line is
 * another one, or nobody else's decision holds any more. What a person decided stays. Null where nothing follows.
 */
export async function followMatrix(
  tx: Tx,
  before: ConversationRow,
  wanted: ConversationRow,
): Promise<{ set: Partial<ConversationRow>; told: Told[] } | null> {
  if (wanted.priorityBy === "person") return null;
  const isJudgedAnew = wanted.impact !== before.impact || wanted.urgency !== before.urgency;
  const isReleased = wanted.priorityBy === "guess" && before.priorityBy !== "guess";
  const isElsewhere = wanted.line !== before.line && wanted.priorityBy === "matrix";
  if (!isJudgedAnew && !isReleased && !isElsewhere) return null;
  if (!isJudged(wanted))
    return wanted.priorityBy === "matrix" ? followed(before, guessed(wanted), "guess") : null;
  const lines = await linesOf(tx, wanted.workspaceId);
  const { priorityMatrix } = lines.find(({ line }) => line === wanted.line)!;
  return followed(before, priorityMatrix[wanted.impact as Level][wanted.urgency as Level], "matrix");
}

const isJudged = ({ impact, urgency }: ConversationRow) => impact !== null && urgency !== null;

const followed = (before: ConversationRow, priority: Priority, by: "matrix" | "guess") => ({
  set: { priority, priorityBy: by },
  told:
    priority === before.priority
      ? []
      : [
          [
            "conversation.changed",
            { priority: { from: before.priority, to: priority }, because: by },
          ] as Told,
        ],
});

/** What was told from the first words; nothing special where nothing was. */
const guessed = ({ triage }: ConversationRow): Priority =>
  (triage as { urgency?: { level?: Priority } } | null)?.urgency?.level ?? "normal";
