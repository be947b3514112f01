/**
 * The customer's side: the help centre of each brand as pages that need no script, the customer's own matters, and the
 * forms to write to us. It promises that nobody sees a matter that is not theirs, that no reader is followed by a cookie
 * they did not ask for, and that whatever colour a brand has, its pages can be read.
 */
export { type Centres, openCentres } from "./centre.ts";
export { articleAddresses, articleElsewhere, helpCentreOf } from "./elsewhere.ts";
export { helpPages, rewriteTo } from "./pages.ts";
export { makeRateToken } from "./rate-token.ts";
export { helpCentreRoutes } from "./routes.ts";
export { forgetCustomerSessions } from "./sessions.ts";
export { addressOf as helpAddress } from "./settings.ts";
