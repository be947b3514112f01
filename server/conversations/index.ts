/**
 * Conversations: one matter of one customer each. This domain promises that whatever it records has an owner and a
 * next step in the same transaction, that the counts follow, and that every act leaves an event.
 */
export { begin as beginConversation } from "./begin.ts";
export { close as closeConversation, releaseWaiting, releaseWork } from "./change.ts";
export { continueConversation } from "./continue.ts";
export { countDrift, foldCounts, nobody } from "./counts.ts";
export { releaseHeld } from "./hold.ts";
export type { ArrivedAt, Incoming, IncomingFile } from "./incoming.ts";
export { releaseNumbers } from "./numbers.ts";
export { type Opening, openConversations } from "./open.ts";
export { takeTurn } from "./our-turn.ts";
export { previewOf } from "./preview.ts";
export { mayRead } from "./read.ts";
export { deliveryEnded, reply } from "./reply.ts";
export { conversationRoutes } from "./routes.ts";
export { sort } from "./sorting.ts";
export { waive } from "./waive.ts";
export { indexMessages, writeWords } from "./words.ts";
export { escalate } from "./work/escalate.ts";
export { followTheSun } from "./work/follow-the-sun.ts";
export { giveOut } from "./work/give-out.ts";
export { takeNext } from "./work/next-best.ts";
export { rankAnew } from "./work/placing.ts";
