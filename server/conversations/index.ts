/**
 * Conversations: one matter of one customer each. This domain promises that whatever it records has an owner and a
 * next step in the same transaction, that the counts follow, and that every act leaves an event.
 */
export { arrivedAt } from "./arrived-at.ts";
export { asksSomething } from "./asks.ts";
export { begin as beginConversation } from "./begin.ts";
export { carryOutBulkAct, goOnBehind } from "./bulk/carry-out.ts";
export { bulkActQueue } from "./bulk/queue.ts";
export { forgetBulkActs } from "./bulk/undo.ts";
export { amend, assign, releaseWork, reopen, setTags } from "./change.ts";
export { close } from "./close.ts";
export { continueConversation } from "./continue.ts";
export { countDrift, foldCounts, nobody } from "./counts.ts";
export { closeForCustomer, type KnownCustomer } from "./customer-closes.ts";
export { deliveryEnded } from "./delivery.ts";
export { tellOfMatters } from "./following/tell.ts";
export { hold, release, releaseHeld } from "./hold.ts";
export type { ArrivedAt, Incoming, IncomingFile } from "./incoming.ts";
export { mailIdFor } from "./mail-id.ts";
export { releaseNumbers } from "./numbers.ts";
export { openConversations } from "./open.ts";
export type { Opening } from "./opening/rows.ts";
export { takeTurn } from "./our-turn.ts";
export { isInDoubt } from "./participants/in-doubt.ts";
export { addParticipants } from "./participants/rows.ts";
export { sendDueReplies } from "./planned/send-due.ts";
export { previewOf } from "./preview.ts";
export { askToSort, followUp, giveBack } from "./put-back.ts";
export {
  type ConversationRow,
  foundConversations,
  lockConversation,
  mayRead,
  quickRepliesOf,
} from "./read.ts";
export { lookForRepeats } from "./repeats/find.ts";
export { type FirstContact, firstContactOf } from "./repeats/first-contact.ts";
export { link as linkRepeat } from "./repeats/link.ts";
export { note, reply } from "./reply.ts";
export { conversationRoutes } from "./routes.ts";
export { indexConversations, indexMessages, messagesBelow, putMessages } from "./searchable.ts";
export { snooze, unsnooze } from "./snooze/snooze.ts";
export { wakeLinked, wakeSnoozed } from "./snooze/sweep.ts";
export { wake } from "./snooze/wake.ts";
export { sortByHand } from "./sort-by-hand.ts";
export { sort } from "./sorting.ts";
export { endOldClaims } from "./together/claims.ts";
export { forgetDraftStates } from "./together/draft-states.ts";
export { takeArticle, waive } from "./waive.ts";
export { hereMinutes, isHere, wayOf } from "./way.ts";
export { escalate } from "./work/escalate.ts";
export { followTheSun } from "./work/follow-the-sun.ts";
export { giveOut, giveOutEverywhere } from "./work/give-out.ts";
export { handOver } from "./work/handovers.ts";
export { moveOn } from "./work/move-on.ts";
export { move } from "./work/moves.ts";
export { takeNext } from "./work/next-best.ts";
export { rankAnew } from "./work/placing.ts";
