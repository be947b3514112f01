/**
 * Canned replies: prepared answers with a variant for each language. They are put into what somebody writes, in the
 * language of the matter, and are never sent by themselves.
 */
export { cannedReplyRoutes } from "./routes.ts";
