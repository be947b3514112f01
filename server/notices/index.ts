/**
 * Notices: what people are told because somebody named them, a customer wrote, a clock, a promise, a rule or the ledger
 * wants their eye. A notice stays in the desk until its reader has seen it; `server/telling/` brings it to those who are
 * not at their desk. Every kind is a line of `contract/notice-kinds.ts`.
 */
export { type Kept as KeptChoices, wholeChoices } from "./choices.ts";
export { leadsOf } from "./notices.ts";
export { notify } from "./notify.ts";
export { noticeRoutes } from "./routes.ts";
export { nextDigest, quietUntil } from "./times.ts";
