/**
 * Promises: what we said to a customer that we would do, and by when. This domain promises that none is forgotten: it is
 * the next step of its conversation when it is due before that, its owner is nudged before, the leads are told when it is
 * broken, at the instant at which it is due, and no conversation closes on one that is owed. A broken one stays broken,
 * also when it is kept after all; the figures are told by its events.
 */
export { checkPromises } from "./check.ts";
export { firstCheckAt } from "./ladder.ts";
export { makePromises } from "./make.ts";
export { releasePromises } from "./owners.ts";
export { owedBy, promisesShown } from "./read.ts";
export { promiseRoutes } from "./routes.ts";
export { keepPromises } from "./settle.ts";
