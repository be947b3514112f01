import type { Language } from "../../contract/languages.ts";
import { acknowledgementsOf, paceKey, pacesOf } from "../acknowledgements/index.ts";
import { clockRulesOf, clocksOf, turnClocks } from "../clocks/index.ts";
import { type Db, send, within } from "../db/database.ts";
import { type Actor, type EventKind, record, recordAll } from "../events.ts";
import { whichLanguage } from "../language/index.ts";
import { writeRequest } from "../ledger/index.ts";
import { noteAutomatic } from "../loops/index.ts";
import { acknowledgeMore, senderOf } from "./acknowledging.ts";
import { inSight } from "./change.ts";
import { countChange } from "./counts.ts";
import { type Incoming, keepFiles, messageRow, wordsIn, writeMessages } from "./incoming.ts";
import { withoutClock } from "./next-step.ts";
import { previewOf } from "./preview.ts";
import { lockConversation } from "./read.ts";
import { queueDelivery } from "./say.ts";
import { snoozeOf } from "./snooze/stored.ts";
import { onlyThanks } from "./snooze/thanks.ts";
import { wokenEvent } from "./snooze/wake.ts";
import { byMail, inChatAlone } from "./way.ts";
import { rankOf } from "./work/placing.ts";

/**
 * Adds a customer's message to a conversation that goes on. The customer waits for us again, and a closed matter is
 * open again; a machine's message is kept without either.
 */
export async function continueConversation(
  db: Db,
  workspaceId: string,
  actor: Actor,
  conversationId: string,
  incoming: Incoming,
): Promise<{ messageId: string }> {
  const newest = incoming.inbox.rulesVersion;
  const acknowledgements = await acknowledgementsOf(db, workspaceId, newest);
  const clockRules = await clockRulesOf(db, workspaceId, newest);
  const now = incoming.recordedAt ?? new Date();
  const paces = await pacesOf(db, workspaceId, now);
  return within(db, workspaceId, async (tx) => {
    const [before, sender, clocks] = await Promise.all([
      lockConversation(tx, workspaceId, conversationId),
      senderOf(tx, workspaceId, conversationId, now),
      clocksOf(tx, workspaceId, [conversationId]),
    ]);
    // What it became part of goes on, whoever still writes to its number.
    if (before.mergedInto) return continueConversation(db, workspaceId, actor, before.mergedInto, incoming);
    const { language } = whichLanguage(wordsIn(incoming), [before.language as Language]);
    const message = messageRow(conversationId, incoming, language);
    const messageId = message.id;
    const wantsAnswer = !incoming.auto;
    const reopened = wantsAnswer && before.status === "closed";
    const status = !wantsAnswer ? before.status : before.status === "new" ? "new" : "open";
    const after = { ...before, status };
    const turned = wantsAnswer
      ? await turnClocks(
          db,
          tx,
          {
            was: before,
            is: after,
            happened: reopened ? ["customer_wrote", "reopened"] : ["customer_wrote"],
          },
          now,
          clocks,
        )
      : null;
    const replyDueAt = turned?.replyDueAt ?? null;
    const nextStepAt =
      before.waitingSince && before.nextStepAt
        ? before.nextStepAt
        : (replyDueAt ?? before.heldUntil ?? withoutClock(now));
    const wakes =
      wantsAnswer &&
      before.snoozedUntil !== null &&
      !(snoozeOf(before)?.keepAfterThanks && onlyThanks(incoming.reply || incoming.text));
    const acknowledgement = wantsAnswer
      ? acknowledgeMore(before, sender!, incoming, {
          acknowledgements,
          now,
          expected: {
            // While it is held, nobody looks at it before that day.
            dueAt: replyDueAt ?? before.heldUntil,
            calendar: clockRules.calendarFor({ ...before, country: incoming.inbox.country }),
            pace: paces.get(paceKey(before)),
          },
          language,
        })
      : null;

    const said = acknowledgement?.message ? [message, acknowledgement.message] : [message];
    writeMessages(tx, workspaceId, said);
    if (acknowledgement?.message && !incoming.inChat && sender?.email)
      noteAutomatic(
        tx,
        workspaceId,
        [{ inboxId: before.inboxId, address: sender.email, conversationId }],
        now,
      );
    if (acknowledgement?.message)
      queueDelivery(tx, before, acknowledgement.message.id, incoming.inChat ? inChatAlone : byMail);
    if (wantsAnswer)
      writeRequest(tx, workspaceId, {
        messageId,
        conversationId,
        brandId: before.brandId,
        line: before.line,
        channel: incoming.channel,
        askedAt: now,
        dueAt: replyDueAt,
        acknowledgedAt: acknowledgement?.at ?? null,
        toldAt: acknowledgement?.toldAt ?? null,
      });
    send(
      tx,
      tx
        .updateTable("conversations")
        .set((eb) => ({
          status,
          updatedAt: now,
          version: eb("version", "+", 1),
          ...(acknowledgement?.message && { acknowledgedAt: now }),
          ...(wantsAnswer && {
            closedAt: null,
            ...(wakes && inSight),
            waitingSince: before.waitingSince ?? now,
            nextStep: before.waitingSince ? before.nextStep : "reply",
            nextStepAt,
            rankAt: rankOf({ ...before, nextStepAt }),
            preview: previewOf(incoming.reply || incoming.text),
            previewBy: "customer",
            lastMessageAt: new Date(Math.max(incoming.sentAt.getTime(), before.lastMessageAt.getTime())),
            language: language === "unknown" ? before.language : language,
          }),
        }))
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", conversationId),
    );
    countChange(tx, before, { status, ...(wakes && inSight) });
    const kinds: EventKind[] = reopened
      ? ["conversation.reopened", "conversation.customer_wrote"]
      : ["conversation.customer_wrote"];
    await recordAll(
      tx,
      kinds.map((kind) => ({
        workspaceId,
        kind,
        actor,
        conversationId,
        brandId: before.brandId,
        data: {
          messageId,
          auto: incoming.auto ?? null,
          linkedBy: incoming.linkedBy,
          ...(language !== "unknown" && { language }),
          ...(kind === "conversation.customer_wrote" &&
            acknowledgement?.message && { acknowledged: acknowledgement.message.id }),
        },
        at: now,
      })),
    );
    if (wakes) await record(tx, await wokenEvent(tx, before, { because: "customer_wrote", actor }, now));
    await keepFiles(tx, workspaceId, conversationId, messageId, incoming.files);
    return { messageId };
  });
}
