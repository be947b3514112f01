/**
 * Triage: what a message is about, how urgent it is and in what mood, told on this machine in five languages, with
 * reasons. It promises that a workspace learns from its own people at once, and from no other workspace.
 */
export { absorbLessons } from "./absorb.ts";
export { baseModel, learnSeeds } from "./base-model.ts";
export { type Lesson, learnLessons, Memory } from "./learnt.ts";
export { forgetLessonOf, keepLesson } from "./lessons.ts";
export { type BaseModel, modelAsBytes, modelFromBytes } from "./model-file.ts";
export { prepareTriage } from "./prepare.ts";
export type { Rarity } from "./rarity.ts";
export { intentName, inWords, reasonWords } from "./reasons.ts";
export { triageRoutes } from "./routes.ts";
export { type Rules, readRules, rulesOf } from "./rules.ts";
export { readSeeds } from "./seeds.ts";
export { baseGround, type Ground, isSureEnough, triage, type Verdict } from "./verdict.ts";
export { rarityOfConcept, rarityOfStem } from "./word-rarity.ts";
