/**
 * Telling: what brings notices to people who are not at their desk, by push to their browsers and by mail. It promises
 * that nothing is told that was seen, that one notice goes one of the two ways and only once, and that nobody is told
 * while they want quiet.
 */
export type { Carrier } from "./carry-push.ts";
export { digestQueue, forgetDigests, giveUpDigest, makeDigests, sendDigest } from "./digests.ts";
export { giveUpPush, pushDue, pushQueue, sendPush } from "./push.ts";
export { tellingRoutes } from "./routes.ts";
