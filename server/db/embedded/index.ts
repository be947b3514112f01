/**
 * The PostgreSQL that Tandem brings along, so that `npm start` is all there is to do.
 *
 * It is a real server, run as a child of ours: reachable only through a socket in a private folder, with a random
 * password, never as root, stopped when we stop and within five seconds when we are killed, started again when it
 * dies. What may be wrong with the machine is said as a `StartProblem`: what is so, and what to do about it.
 * Nothing here knows what Tandem keeps in the database.
 */
export { startScratchPostgres } from "./scratch.ts";
export {
  type Connection,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  hasEmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from "./start.ts";
export { StartProblem } from "./start-problem.ts";
