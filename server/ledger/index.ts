/**
 * The ledger: every customer message that wants an answer, with what became of it. It promises that nothing leaves it
 * but by an answer (a person's reply, an article that the customer took, or somebody's word that none is needed), and
 * that it is held against the data every few minutes.
 */
export { countHistory, foldRequestCounts, requestCountDrift } from "./counts.ts";
export { proveLedgers } from "./prove.ts";
export {
  moveDue,
  oweAgain,
  owesAnswer,
  reopenRequests,
  requestRow,
  requestRows,
  settleRequests,
  withdrawAcknowledgement,
  writeRequest,
} from "./requests.ts";
export { ledgerRoutes } from "./routes.ts";
