/**
 * Who may come in, and as whom. Agents sign in with e-mail, password and, where they chose one, a second factor;
 * programs hold API keys. Whatever is held is random, kept as a hash, and names its workspace; whatever can be
 * guessed is counted. Nobody can grant, or take from, somebody who may do more than they may themselves, and a
 * workspace always has an owner who can sign in.
 */
export { addAgent } from "./agents.ts";
export { makeApiKey } from "./api-keys.ts";
export { callerAgain } from "./caller-again.ts";
export { authenticate, forgetCallers } from "./callers.ts";
export { setSessionCookie } from "./cookie.ts";
export { forgetExpired } from "./expired.ts";
export { customerLinkMail, type Mailer, type SystemMail } from "./mails.ts";
export { refuseWeak } from "./password-strength.ts";
export { hashPassword } from "./passwords.ts";
export { accountRoutes, browserOf } from "./routes.ts";
export { type Browser, startSession } from "./sessions.ts";
export { countCustomerLink, countLink, countVisitorsAct, network } from "./throttles.ts";
export { makeToken, readToken } from "./tokens.ts";
