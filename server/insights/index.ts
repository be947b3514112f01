/**
 * Figures: what happened, counted. This domain promises that every figure is told by the stream of events alone, so that
 * it can be counted anew and come out the same; that none is counted twice, however many processes fold; and that each
 * opens the conversations it was counted from.
 */
export { type FigureDrift, figureDrift } from "./drift.ts";
export { foldAnew, foldFigures, foldSome } from "./fold.ts";
export { insightRoutes } from "./routes.ts";
export { packSheets, packSome } from "./sheets.ts";
