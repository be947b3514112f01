import type { Tx } from "../../db/database.ts";
import type { ConversationRow } from "../read.ts";
import { draftsOf, type Kept, type KeptDraft, putDrafts } from "./kept.ts";

/** What anybody had begun to write in either is found in the one that stays, both where they had begun twice. */
export async function joinDrafts(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  now: Date,
): Promise<Kept["drafts"]> {
  const [theirs, ours] = [await draftsOf(tx, from), await draftsOf(tx, into)];
  const joined = theirs.map((draft): KeptDraft => {
    const own = ours.find(({ agentId }) => agentId === draft.agentId);
    if (!own) return draft;
    return {
      ...own,
      // What was for colleagues alone is sent to nobody, and what was for its author alone is shown to nobody.
      kind: own.kind === draft.kind ? own.kind : "note",
      sharedAt: draft.sharedAt && own.sharedAt,
      html: own.html === draft.html ? own.html : `${own.html}<p></p>${draft.html}`,
      attachments: [...new Set([...own.attachments, ...draft.attachments])],
      updatedAt: now.toISOString(),
    };
  });
  await putDrafts(tx, into, joined);
  await tx
    .deleteFrom("drafts")
    .where("workspaceId", "=", from.workspaceId)
    .where("conversationId", "=", from.id)
    .execute();
  return { from: theirs, into: ours, joined };
}

/** Gives everybody back what they had begun there; what was joined and has been written on since stays as well. */
export async function partDrafts(
  tx: Tx,
  from: ConversationRow,
  into: ConversationRow,
  { from: theirs, into: ours, joined }: Kept["drafts"],
): Promise<void> {
  const now = await draftsOf(tx, into);
  const untouched = joined.filter(({ agentId, html }) =>
    now.some((one) => one.agentId === agentId && one.html === html),
  );
  // Who sent or threw away what was joined wants none of it back.
  const stillThere = theirs.filter(({ agentId }) => now.some((one) => one.agentId === agentId));
  await putDrafts(tx, from, stillThere);
  const agents = untouched.map(({ agentId }) => agentId);
  if (agents.length)
    await tx
      .deleteFrom("drafts")
      .where("workspaceId", "=", into.workspaceId)
      .where("conversationId", "=", into.id)
      .where("agentId", "in", agents)
      .execute();
  await putDrafts(
    tx,
    into,
    ours.filter(({ agentId }) => agents.includes(agentId)),
  );
}
