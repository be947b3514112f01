/**
 * Orders that are carried out outside of the transaction that gives them, at least once: queues over pg-boss. A job
 * is written in the same transaction as what made it necessary, begins within milliseconds of its commit, is tried
 * again with growing pauses, and ends among the dead, visibly, when nothing helps.
 */
export { queueHealth } from "./health.ts";
export { prepareJobs } from "./prepare.ts";
export { defineQueue, type EnqueueOptions, enqueue, type Queue } from "./queue.ts";
export { startJobs, type Work, work } from "./worker.ts";
