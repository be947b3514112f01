import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { Act } from "../../../contract/bulk-acts.ts";
import type { Permission } from "../../../contract/permissions.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { whoCanAnswer } from "../../who-can-answer.ts";
import { amend, assign, change, markRead, reopen, setTags, whichAnswers } from "../change.ts";
import { close } from "../close.ts";
import { lastPlan, setAfter } from "../planned/closes-after.ts";
import { type ConversationRow, lockConversation, mayRead } from "../read.ts";
import { oweAnswerAgain, waive } from "../waive.ts";

/** What of a conversation an act touches, as it is kept: dates are text. */
type Facts = Record<string, unknown>;

interface At {
  db: Db;
  tx: Tx;
  caller: Caller;
  id: string;
}

/** One kind of act: by which verb it is done, what it touches, and how that is put back. */
interface Doing<A extends Act> {
  needs: Permission;
  facts: (at: At, act: A) => Promise<Facts>;
  act: (at: At, act: A) => Promise<unknown>;
  putBack: (at: At, was: Facts, act: A) => Promise<unknown>;
}

type Doings = { [Kind in Act["kind"]]: Doing<Extract<Act, { kind: Kind }>> };

/** Everything that can be done to many conversations at once. A new act is a line here and its shape in the contract. */
const doings: Doings = {
  assign: {
    needs: "conversations.manage",
    facts: (at) => columns(at, ["ownerId", "teamId", "queueId"]),
    act: ({ db, caller, id }, { agent }) => assign(db, caller, id, { agent }),
    putBack: giveBack,
  },
  queue: {
    needs: "conversations.manage",
    facts: (at) => columns(at, ["ownerId", "teamId", "queueId"]),
    act: ({ db, caller, id }, { team }) => assign(db, caller, id, { team }),
    putBack: giveBack,
  },
  tag: {
    needs: "conversations.manage",
    facts: async (at, { tags }) => ({ tags: (await tagsOf(at)).filter((tag) => tags.includes(tag)) }),
    act: async (at, { tags }) => setTagsTo(at, [...new Set([...(await tagsOf(at)), ...tags])]),
    putBack: async (at, was, { tags }) =>
      setTagsTo(
        at,
        (await tagsOf(at)).filter((tag) => !tags.includes(tag) || (was.tags as string[]).includes(tag)),
      ),
  },
  untag: {
    needs: "conversations.manage",
    facts: async (at, { tags }) => ({ tags: (await tagsOf(at)).filter((tag) => tags.includes(tag)) }),
    act: async (at, { tags }) =>
      setTagsTo(
        at,
        (await tagsOf(at)).filter((tag) => !tags.includes(tag)),
      ),
    putBack: async (at, was) =>
      setTagsTo(at, [...new Set([...(await tagsOf(at)), ...(was.tags as string[])])]),
  },
  priority: {
    needs: "conversations.manage",
    facts: (at) => columns(at, ["priority"]),
    act: ({ db, caller, id }, { priority }) => amend(db, caller, id, { priority }),
    putBack: ({ db, caller, id }, was) => amend(db, caller, id, { priority: was.priority as "normal" }),
  },
  line: {
    needs: "conversations.manage",
    facts: (at) => columns(at, ["line", "stage", "teamId", "queueId"]),
    act: ({ db, caller, id }, { line }) => amend(db, caller, id, { line }),
    putBack: ({ db, caller, id }, was) =>
      change(db, caller, id, async (_, before) => ({
        set: was as Partial<ConversationRow>,
        event: ["conversation.changed", { line: { from: before.line, to: was.line }, because: "undone" }],
      })),
  },
  close: {
    needs: "conversations.manage",
    facts: async (at) => ({ ...(await standing(at)), after: await afterReply(at) }),
    act: ({ db, caller, id }) => close(db, caller, id),
    putBack: ({ db, caller, id }, { after, ...was }) =>
      change(db, caller, id, async (tx, before) => {
        const plan = await lastPlan(tx, before);
        if (!plan || before.status === "closed")
          return { set: stands(was), event: ["conversation.reopened", { because: "undone" }] };
        await setAfter(tx, plan, after as "wait");
        return { set: {}, event: ["conversation.reply_amended", { plan: plan.id, after }] };
      }),
  },
  reopen: {
    needs: "conversations.manage",
    facts: standing,
    act: ({ db, caller, id }) => reopen(db, caller, id),
    putBack: ({ db, caller, id }) => close(db, caller, id),
  },
  waive: {
    needs: "conversations.reply",
    facts: (at) => columns(at, ["waitingSince", "status"]),
    act: ({ db, caller, id }, { reason }) => waive(db, caller, id, { reason, note: "", close: false }),
    putBack: ({ db, caller, id }) => oweAnswerAgain(db, caller, id),
  },
  read: {
    needs: "conversations.read",
    facts: readAt,
    act: async (at) => (await isRead(at)) || markRead(at.db, at.caller, at.id),
    putBack: (at, was) => readUntil(at, was.readAt as string | null),
  },
  unread: {
    needs: "conversations.read",
    facts: readAt,
    act: (at) => readUntil(at, null),
    putBack: (at, was) => readUntil(at, was.readAt as string | null),
  },
};

const doingOf = (act: Act) => doings[act.kind] as unknown as Doing<Act>;

/** Refuses an act that its maker may not do, to anything at all. */
export function refuseAct(caller: Caller, act: Act): void {
  if (!caller.permissions.has(doingOf(act).needs)) throw new Refusal("forbidden");
}

/** Does it to one conversation; tells what it changed, or null where there was nothing to do. */
export async function actOn(at: At, act: Act): Promise<{ was: Facts; became: Facts } | null> {
  refuseAct(at.caller, act);
  const doing = doingOf(act);
  const row = await lockConversation(at.tx, at.caller.workspaceId, at.id, at.caller.brands);
  // What became part of another one is done with there.
  if (row.mergedInto) return null;
  const was = kept(await doing.facts(at, act));
  await doing.act(at, act);
  const became = kept(await doing.facts(at, act));
  return isDeepStrictEqual(was, became) ? null : { was, became };
}

/** Puts one conversation back, unless what the act touched has been changed since; tells whether it did. */
export async function putBack(at: At, act: Act, was: Facts, became: Facts): Promise<boolean> {
  refuseAct(at.caller, act);
  const doing = doingOf(act);
  await lockConversation(at.tx, at.caller.workspaceId, at.id, at.caller.brands);
  if (!isDeepStrictEqual(kept(await doing.facts(at, act)), became)) return false;
  await doing.putBack(at, was, act);
  return true;
}

const kept = (facts: Facts): Facts => JSON.parse(JSON.stringify(facts));

async function columns({ tx, caller, id }: At, names: readonly (keyof ConversationRow)[]): Promise<Facts> {
  const row = await lockConversation(tx, caller.workspaceId, id, caller.brands);
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

const dates = ["waitingSince", "nextStepAt", "heldUntil", "closedAt", "snoozedUntil"] as const;
function standing(at: At): Promise<Facts> {
  return columns(at, ["status", "stage", "nextStep", "heldFor", "snoozedFor", ...dates]);
}

/** What becomes of it once the reply that waits has left; null where none waits. */
async function afterReply({ tx, caller, id }: At): Promise<string | null> {
  const plan = await lastPlan(tx, { workspaceId: caller.workspaceId, id });
  return plan?.body.after ?? null;
}

/** What `standing` kept, with its dates as dates again. */
const stands = (was: Facts): Partial<ConversationRow> => ({
  ...was,
  ...Object.fromEntries(dates.map((name) => [name, was[name] ? new Date(String(was[name])) : null])),
});

/** The former owner has it again, if they can still answer; else it is in the queue it came from. */
async function giveBack({ db, tx, caller, id }: At, was: Facts): Promise<unknown> {
  const { ownerId } = was as { ownerId: string | null };
  return change(db, caller, id, async (_, before) => {
    const to = ownerId
      ? await whoCanAnswer(tx, caller, ownerId, before.brandId)
      : await whichAnswers(tx, caller, was.teamId as string, before.brandId);
    return {
      set: was as Partial<ConversationRow>,
      event: [
        "conversation.assigned",
        { [ownerId ? "agent" : "team"]: to.id, name: to.name, because: "undone" },
      ],
    };
  });
}

async function tagsOf({ tx, caller, id }: At): Promise<string[]> {
  const rows = await tx
    .selectFrom("conversationTags")
    .select("tagId")
    .where("workspaceId", "=", caller.workspaceId)
    .where("conversationId", "=", id)
    .orderBy("tagId")
    .execute();
  return rows.map(({ tagId }) => tagId);
}

async function setTagsTo(at: At, tags: string[]): Promise<void> {
  const now = await tagsOf(at);
  if (now.length === tags.length && tags.every((tag) => now.includes(tag))) return;
  await setTags(at.db, at.caller, at.id, tags);
}

async function readAt({ tx, caller, id }: At): Promise<Facts> {
  const row = await tx
    .selectFrom("reads")
    .select("readAt")
    .where("workspaceId", "=", caller.workspaceId)
    .where("agentId", "=", caller.id)
    .where("conversationId", "=", id)
    .executeTakeFirst();
  return { readAt: row?.readAt ?? null };
}

async function isRead(at: At): Promise<boolean> {
  const [{ lastMessageAt }, facts] = [await columns(at, ["lastMessageAt"]), await readAt(at)];
  return facts.readAt !== null && (facts.readAt as Date) >= (lastMessageAt as Date);
}

/** Null: as if the caller had never looked. */
async function readUntil({ tx, caller, id }: At, until: string | null): Promise<void> {
  await mayRead(tx, caller, id);
  if (until)
    await sql`
      insert into reads (workspace_id, agent_id, conversation_id, read_at)
      values (${caller.workspaceId}, ${caller.id}, ${id}, ${until}::timestamptz)
      on conflict (workspace_id, agent_id, conversation_id) do update set read_at = excluded.read_at`.execute(
      tx,
    );
  else
    await sql`delete from reads where workspace_id = ${caller.workspaceId} and agent_id = ${caller.id}
      and conversation_id = ${id}`.execute(tx);
}
