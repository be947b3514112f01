import type { Language } from "../../contract/languages.ts";
import type { Triage } from "../../contract/triage.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { intentLine } from "../lines/index.ts";
import { Refusal } from "../refusal.ts";
import { forgetLessonOf, inWords, isSureEnough, keepLesson, type Verdict } from "../triage/index.ts";
import { change, refuseForeignLine } from "./change.ts";
import { lockConversation, messageById } from "./read.ts";
import { wordsToSortBy } from "./sorting.ts";
import { whereItWaits } from "./work/placing.ts";

/**
 * Says what a conversation is about. It moves to that intent's line, and its first words become a lesson: the next
 * message like it is taken for the same. Saying what was guessed confirms the guess.
 */
export function sortByHand(db: Db, caller: Caller, id: string, intent: string) {
  return change(db, caller, id, async (tx, before) => {
    const line = await intentLine(tx, caller.workspaceId, intent);
    if (!line) throw new Refusal("not_found");
    if (line !== before.line) await refuseForeignLine(tx, before, line);
    const said = await firstWords(tx, before);
    const verdict = before.triage as Verdict | null;
    // What a rule says was said by whoever made the rule, once; there is nothing in these words to learn from.
    if (said && caller.kind !== "automation")
      await keepLesson(tx, caller, before, { ...said, intent, was: verdict?.intents[0]?.intent ?? null });
    if (before.intent === intent && before.line === line && !before.toSort) return null;
    return {
      set: {
        intent,
        line,
        toSort: false,
        ...(line !== before.line && { stage: null }),
        ...(await whereItWaits(db, tx, { ...before, intent, line })),
      },
      event: [
        "conversation.sorted",
        {
          from: before.intent,
          to: intent,
          ...(line !== before.line && { line: { from: before.line, to: line } }),
        },
      ],
    };
  });
}

/** Takes back what somebody said: the guess stands as it did on arrival, and nothing is learnt from it. */
export function unsort(db: Db, caller: Caller, id: string) {
  return change(db, caller, id, async (tx, before) => {
    const { workspaceId } = caller;
    const { line: usual, askBelow } = await tx
      .selectFrom("inboxes as i")
      .innerJoin("workspaces as w", "w.id", "i.workspaceId")
      .select(["i.line", "w.askBelow"])
      .where("i.workspaceId", "=", workspaceId)
      .where("i.id", "=", before.inboxId)
      .executeTakeFirstOrThrow();
    await forgetLessonOf(tx, workspaceId, id);
    const verdict = before.triage as Verdict | null;
    const first = verdict && isSureEnough(verdict, askBelow) ? verdict.intents[0] : undefined;
    const line = first?.line ?? usual;
    const intent = first?.intent ?? null;
    return {
      set: {
        intent,
        line,
        toSort: verdict !== null && !first,
        ...(line !== before.line && { stage: null }),
        ...(await whereItWaits(db, tx, { ...before, intent, line })),
      },
      event: [
        "conversation.sorted",
        {
          from: before.intent,
          to: intent,
          ...(line !== before.line && { line: { from: before.line, to: line } }),
          takenBack: true,
        },
      ],
    };
  });
}

/** What the customer said first, as it was sorted. Null for a matter that we began ourselves. */
async function firstWords(tx: Tx, conversation: { workspaceId: string; id: string; subject: string }) {
  const message = await tx
    .selectFrom("messages")
    .select(["reply", "text", "language"])
    .where("workspaceId", "=", conversation.workspaceId)
    .where("conversationId", "=", conversation.id)
    .where("authorKind", "=", "customer")
    .orderBy("sentAt")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return (
    message && {
      text: wordsToSortBy({ ...message, subject: conversation.subject }),
      language: message.language as Language,
    }
  );
}

/** What a conversation was taken for when it arrived, in the caller's words. */
export function triageOf(db: Db, caller: Caller, id: string): Promise<Triage | null> {
  return look(db, caller.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("conversations as c")
      .leftJoin("corrections as k", (join) =>
        join.onRef("k.workspaceId", "=", "c.workspaceId").onRef("k.conversationId", "=", "c.id"),
      )
      .select(["c.brandId", "c.triage", "c.toSort", "k.byId", "k.byName", "k.createdAt"])
      .where("c.workspaceId", "=", caller.workspaceId)
      .where("c.id", "=", id)
      .executeTakeFirst();
    if (!row || (caller.brands && !caller.brands.includes(row.brandId))) throw new Refusal("not_found");
    const verdict = row.triage as Verdict | null;
    if (!verdict) return null;
    const { language, languageP, reasons, ...told } = verdict;
    return {
      ...told,
      isSure: !row.toSort,
      sortedBy: row.byName ? { id: row.byId, name: row.byName, at: row.createdAt!.toISOString() } : null,
      language: { language, p: languageP },
      reasons: await inWords(tx, caller, reasons),
    };
  });
}

/** Says which language a message is in, and remembers it for its conversation and its customer. */
export function sayLanguage(
  db: Db,
  caller: Caller,
  conversationId: string,
  messageId: string,
  language: Language,
) {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, workspaceId, conversationId, caller.brands);
    const message = await tx
      .updateTable("messages")
      .set({ language })
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("id", "=", messageId)
      .returning("authorKind")
      .executeTakeFirst();
    if (!message) throw new Refusal("not_found");
    if (message.authorKind === "customer") await remember(tx, conversation, language);
    await record(tx, {
      workspaceId,
      kind: "message.language_changed",
      actor: actorOf(caller),
      conversationId,
      brandId: conversation.brandId,
      data: { messageId, language },
    });
    return messageById(tx, workspaceId, messageId);
  });
}

async function remember(
  tx: Tx,
  conversation: { workspaceId: string; id: string; customerId: string },
  language: Language,
) {
  await tx
    .updateTable("conversations")
    .set((eb) => ({ language, updatedAt: new Date(), version: eb("version", "+", 1) }))
    .where("workspaceId", "=", conversation.workspaceId)
    .where("id", "=", conversation.id)
    .execute();
  if (language !== "other" && language !== "unknown")
    await tx
      .updateTable("customers")
      .set({ locale: language, updatedAt: new Date() })
      .where("workspaceId", "=", conversation.workspaceId)
      .where("id", "=", conversation.customerId)
      .execute();
}
