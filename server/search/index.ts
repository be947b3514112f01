/**
 * Search knows no domain. A domain tells its things as documents (`putDocuments`, `forgetDocuments`), and asks for those
 * that answer best (`findDocuments`) behind walls that it names. It promises that what somebody may not see is not
 * found, that nothing is too old to be found, and that the same words find it in any of their forms.
 */

export { correctedText } from "./corrected.ts";
export type { Audience, DocumentRef, Kind, SearchDocument } from "./document.ts";
export { evaluate, type TestDocument, type TestQuery } from "./evaluate.ts";
export { type Answer, findDocuments, findIn, type Hit, type Search, type Slip } from "./find.ts";
export { countSome, countTerms } from "./frequencies.ts";
export {
  type Excerpt,
  excerptOf,
  highlight,
  type Mark,
  type Marker,
  markerOf,
  phrasesIn,
} from "./highlight.ts";
export { forgetDocuments, putDocuments } from "./put.ts";
export { type Asked, dayAsked, listedValue, parseQuery, type Query } from "./query.ts";
export { reindexSome, type Source } from "./reindex.ts";
export { analyserVersions } from "./words.ts";
