/**
 * Conversations: one matter of one customer each. This domain promises that whatever it records has an owner and a
 * next step in the same transaction, that the counts follow, and that every act leaves an event.
 */
export { begin as beginConversation } from "./begin.ts";
export { releaseWaiting, releaseWork } from "./change.ts";
export { countDrift, foldCounts, nobody } from "./counts.ts";
export { releaseNumbers } from "./numbers.ts";
export { previewOf } from "./preview.ts";
export { mayRead } from "./read.ts";
export {
  type ArrivedAt,
  continueConversation,
  type Incoming,
  type IncomingFile,
  type Opening,
  openConversations,
} from "./record.ts";
export { lookForRepeats } from "./repeats/find.ts";
export { type FirstContact, firstContactOf } from "./repeats/first-contact.ts";
export { deliveryEnded } from "./reply.ts";
export { conversationRoutes } from "./routes.ts";
export { sort } from "./sorting.ts";
export { indexMessages, writeWords } from "./words.ts";
export { giveOut } from "./work/give-out.ts";
export { takeNext } from "./work/next-best.ts";
export { rankAnew } from "./work/placing.ts";
