/**
 * Triage: what a message is about, how urgent it is and in what mood, told on this machine in five languages, with
 * reasons. It promises that a workspace learns from its own people at once, and from no other workspace.
 */
export { absorbLessons } from "./absorb.ts";
export { baseModel } from "./base-model.ts";
export { keepLesson } from "./lessons.ts";
export { inWords } from "./reasons.ts";
export { triageRoutes } from "./routes.ts";
export { type Rules, rulesOf } from "./rules.ts";
export { triage, type Verdict } from "./verdict.ts";
