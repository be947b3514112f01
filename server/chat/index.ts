/**
 * Chat: widgets on sites, who comes by them, and what they say and hear. A chat is a conversation like any other, with
 * its owner, clocks and place in the ledger; this domain adds what a browser needs. It promises that what a visitor sent
 * is said once, that what they are told has no gap, that an answer which they do not see goes by mail, once, and that
 * nobody gets at what somebody else said by typing their address.
 */
export { mailUnseen } from "./answers-by-mail.ts";
export { noteVerified } from "./for-agents.ts";
export { forgetVisitors, noticeLeaving } from "./here.ts";
export { recogniseVisitor } from "./recognise.ts";
export { chatRoutes } from "./routes.ts";
export { usualSettings } from "./settings.ts";
export { chatSockets } from "./sockets.ts";
export { sendTranscript, transcriptQueue } from "./transcripts.ts";
export { makeKey, sitesOfWidget } from "./widget.ts";
export { identitySecret } from "./widgets.ts";
