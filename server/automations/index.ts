/**
 * Automations: rules on what happens and on time that passes. A rule is asked after the commit of what set it off, by
 * what is so then; it acts by the verbs that people use, all of it or nothing, and leaves word of why. It promises
 * that an event is answered once, that time counts for one episode and is looked at anew when it is up, that rules
 * which set each other off come to an end, and that a rule can be tried on history before it touches anything.
 */

export { armQueue } from "./arm-queue.ts";
export type { RunNeeds } from "./ask.ts";
export { carryOutDryRun, dryRunQueue, failDryRun } from "./dry-run.ts";
export { forgetRuns } from "./forget.ts";
export { automationRoutes } from "./routes.ts";
export { type HappenedIn, runAutomations } from "./run.ts";
export { heardKinds } from "./triggers.ts";
export { armCurrent, fireWaits } from "./waits.ts";
export { byCalendar, type WorkingTime } from "./working-time.ts";
export { addAutomation, changeAutomation } from "./write.ts";
