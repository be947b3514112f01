/**
 * Acknowledgements: the word that a message came, its number, and when its sender will hear from us. It promises to be
 * honest (the time comes from the clocks, the hours and the queue), to be said once for a matter and period, never to
 * machines, and never with a word of what was written to us.
 */
export {
  type Acknowledged,
  acknowledge,
  type Expected,
  onTheQuarter,
  type Unacknowledged,
  whyNot,
} from "./acknowledge.ts";
export { honestMinutes, type Pace, paceKey, pacesOf } from "./pace.ts";
export { acknowledgementRoutes } from "./routes.ts";
export { type AcknowledgementRules, acknowledgementsOf, readAcknowledgements } from "./rules.ts";
