/**
 * Loops: two machines that answer each other. What arrives is always kept; what stops, for a while and for one address
 * at one inbox, is what we say by ourselves. A brake is pulled by how often somebody writes or is answered, by a mail
 * that has been round too often, and by one of our own that comes back; it is counted, shown, and can be let go.
 */
export {
  forgetPaces,
  isBraked,
  noteAutomatic,
  type Pulled,
  refuseBraked,
  tellPulled,
  watchMails,
} from "./brakes.ts";
export { loopRoutes } from "./routes.ts";
