import type { Conversation } from "../../../contract/conversations.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { ableToAnswer } from "../../who-can-answer.ts";
import { change } from "../change.ts";
import type { ConversationRow } from "../read.ts";
import { noteTaken } from "../work/handover-times.ts";
import { countAgain } from "./find.ts";
import { mattersOf } from "./matter.ts";
import { repeatReason } from "./reason.ts";

/**
 * Says that a conversation tells the same matter as a former one of its brand. Both stay and know of each other; one
 * that is nobody's yet goes to whoever had the former, or to that team. Nothing happens to a pair that is linked.
 */
export const link = (db: Db, caller: Caller, id: string, earlierId: string): Promise<Conversation> =>
  settle(db, caller, id, earlierId, "linked", async (tx, { now, earlier, pair }) => {
    if (pair?.state === "linked") return null;
    const { workspaceId, brandId } = now;
    const took = await holderAfter(tx, now, earlier);
    const settled = {
      ...settledBy(caller, "linked"),
      took: took && JSON.stringify({ from: holderOf(now), to: took }),
    };
    const afterDays = Math.max(0, (now.createdAt.getTime() - earlier.lastMessageAt.getTime()) / 86_400_000);
    await tx
      .insertInto("repeats")
      .values({ workspaceId, conversationId: id, earlierId, brandId, likeness: null, afterDays, ...settled })
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "conversationId", "earlierId"]).doUpdateSet(settled),
      )
      .execute();
    await tx
      .insertInto("conversationLinks")
      .values({ workspaceId, fromId: earlierId, toId: id, reason: repeatReason })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return took ?? {};
  });

/** Takes a link back: what was found stands as it was found, and what nobody found is gone. */
export const unlink = (db: Db, caller: Caller, id: string, earlierId: string): Promise<Conversation> =>
  settle(db, caller, id, earlierId, "unlinked", async (tx, { now, pair }) => {
    if (pair?.state !== "linked") return null;
    if (pair.likeness === null) await forgetPair(tx, now, earlierId);
    else await amendPair(tx, now, earlierId, unsettled);
    return unjoin(tx, now, earlierId, pair.took);
  });

/** Says that a former matter is another one: it is neither shown nor counted again. */
export const dismiss = (db: Db, caller: Caller, id: string, earlierId: string): Promise<Conversation> =>
  settle(db, caller, id, earlierId, "dismissed", async (tx, { now, pair }) => {
    if (!pair) throw new Refusal("not_found");
    if (pair.state === "dismissed") return null;
    await amendPair(tx, now, earlierId, { ...settledBy(caller, "dismissed"), took: null });
    return pair.state === "linked" ? unjoin(tx, now, earlierId, pair.took) : {};
  });

/** Takes that back. */
export const restore = (db: Db, caller: Caller, id: string, earlierId: string): Promise<Conversation> =>
  settle(db, caller, id, earlierId, "restored", async (tx, { now, pair }) => {
    if (!pair) throw new Refusal("not_found");
    if (pair.state !== "dismissed") return null;
    await amendPair(tx, now, earlierId, unsettled);
    return {};
  });

/** Who has a conversation. */
type Holder = Pick<ConversationRow, "ownerId" | "teamId" | "queueId">;
/** Whom it went to by being linked, and who had it before. */
type Took = { from: Holder; to: Holder } | null;

interface Pair {
  now: ConversationRow;
  earlier: ConversationRow;
  /** What is known of the two; undefined when nothing is. */
  pair: { state: string; likeness: number | null; took: Took } | undefined;
}

/** Settles a pair as `act` says, which tells whom the conversation goes to, or null when there is nothing to do. */
function settle(
  db: Db,
  caller: Caller,
  id: string,
  earlierId: string,
  how: "linked" | "unlinked" | "dismissed" | "restored",
  act: (tx: Tx, pair: Pair) => Promise<Partial<Holder> | null>,
) {
  return change(db, caller, id, async (tx, now) => {
    const { workspaceId } = now;
    const earlier = await formerOf(tx, now, earlierId);
    const pair = await tx
      .selectFrom("repeats")
      .select(["state", "likeness", "took"])
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("earlierId", "=", earlierId)
      .executeTakeFirst();
    const holder = await act(tx, { now, earlier, pair });
    if (!holder) return null;
    if (holder.teamId) await tellWhoHasIt(tx, caller, now, { ...holderOf(now), ...holder });
    // Those that repeat this one come one time later or earlier, too.
    const matters = await mattersOf(tx, workspaceId, [id, earlierId]);
    const all = new Set([...matters.values()].flatMap((members) => [...members]));
    await countAgain(tx, workspaceId, [...all].sort());
    return {
      set: holder,
      event: ["conversation.repeat_settled", { repeatOf: earlierId, number: earlier.number, how }],
    };
  });
}

/** The former conversation: of the same brand, and begun before. */
async function formerOf(tx: Tx, now: ConversationRow, earlierId: string): Promise<ConversationRow> {
  const earlier = await tx
    .selectFrom("conversations")
    .selectAll()
    .where("workspaceId", "=", now.workspaceId)
    .where("id", "=", earlierId)
    .executeTakeFirst();
  const isFormer = earlier && earlier.id !== now.id && earlier.createdAt <= now.createdAt;
  if (!isFormer || earlier.brandId !== now.brandId) throw new Refusal("not_found");
  return earlier;
}

const holderOf = ({ ownerId, teamId, queueId }: Holder): Holder => ({ ownerId, teamId, queueId });
const isSame = (one: Holder, other: Holder) =>
  one.ownerId === other.ownerId && one.teamId === other.teamId && one.queueId === other.queueId;

/** Whom a conversation that nobody has goes to: who last had the former matter and works here, else that team. */
async function holderAfter(tx: Tx, now: ConversationRow, earlier: ConversationRow): Promise<Holder | null> {
  if (now.ownerId !== null || now.status === "closed") return null;
  const { workspaceId, brandId, teamId, queueId } = earlier;
  const matters = await mattersOf(tx, workspaceId, [earlier.id]);
  const last = await tx
    .selectFrom("conversations as c")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "c.workspaceId").onRef("a.id", "=", "c.ownerId"),
    )
    .select("a.id")
    .where("c.workspaceId", "=", workspaceId)
    .where("c.id", "in", [...matters.get(earlier.id)!])
    .where("c.id", "<>", now.id)
    .where("a.status", "=", "active")
    .orderBy("c.lastMessageAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const able = last ? await ableToAnswer(tx, workspaceId, last.id, brandId) : null;
  const holder = { ownerId: able?.id ?? null, teamId, queueId };
  return isSame(holder, now) ? null : holder;
}

/** The two know of each other no longer; whoever had the conversation has it again, unless that was changed since. */
async function unjoin(tx: Tx, now: ConversationRow, earlierId: string, took: Took): Promise<Partial<Holder>> {
  await tx
    .deleteFrom("conversationLinks")
    .where("workspaceId", "=", now.workspaceId)
    .where("fromId", "=", earlierId)
    .where("toId", "=", now.id)
    .where("reason", "=", repeatReason)
    .execute();
  return took && isSame(took.to, now) ? took.from : {};
}

const settledBy = (caller: Caller, state: "linked" | "dismissed") => ({
  state,
  settledBy: caller.kind === "agent" ? caller.id : null,
  settledByName: caller.name,
  settledAt: new Date(),
});
const unsettled = { state: "found", settledBy: null, settledByName: null, settledAt: null, took: null };

async function amendPair(
  tx: Tx,
  { workspaceId, id }: ConversationRow,
  earlierId: string,
  set: typeof unsettled | (ReturnType<typeof settledBy> & { took: null }),
): Promise<void> {
  await tx
    .updateTable("repeats")
    .set(set)
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("earlierId", "=", earlierId)
    .execute();
}

async function forgetPair(tx: Tx, { workspaceId, id }: ConversationRow, earlierId: string): Promise<void> {
  await tx
    .deleteFrom("repeats")
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("earlierId", "=", earlierId)
    .execute();
}

async function tellWhoHasIt(tx: Tx, caller: Caller, now: ConversationRow, holder: Holder): Promise<void> {
  const { workspaceId, id, brandId } = now;
  const { ownerId, teamId } = holder;
  if (ownerId === now.ownerId && teamId === now.teamId) return;
  if (ownerId) noteTaken(tx, workspaceId, [id]);
  const { name } = await tx
    .selectFrom(ownerId ? "agents" : "teams")
    .select("name")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", ownerId ?? teamId)
    .executeTakeFirstOrThrow();
  await record(tx, {
    workspaceId,
    kind: "conversation.assigned",
    actor: actorOf(caller),
    conversationId: id,
    brandId,
    data: ownerId ? { agent: ownerId, name } : { team: teamId, name },
  });
}
