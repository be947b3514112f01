/**
 * The lines of work as data: what each is called, whether it is on, the stages a matter passes, the fields it asks
 * for, and the intents that belong to it. It promises that a line nobody needs leaves no word on any screen.
 */
export { intentLine, intents as intentsOf, lineOfChosen, listIntents } from "./intents.ts";
export {
  addLines,
  faultOf,
  fieldsMissing,
  linesOf,
  listLines,
  nameOfLine,
  refuseUnfit,
} from "./lines.ts";
export { lineRoutes } from "./routes.ts";
