/**
 * Notices: what people are told in the desk because a clock, a promise, a rule or the ledger wants their eye. A notice
 * stays until its reader has seen it, also when their desk was closed.
 */
export { leadsOf, notify } from "./notices.ts";
export { noticeRoutes } from "./routes.ts";
