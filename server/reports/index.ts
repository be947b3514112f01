/**
 * The signed monthly report: what a company shows to prove that no request was ignored. Figures come from elsewhere
 * (`ReportSource`); here they are drawn as a PDF and a CSV, signed with the installation's key, and kept. A report is
 * never changed: made again, it gets another edition that says so. Anyone who has a file can ask whether it is
 * unchanged, and can find out without us.
 */
export type { ReportVerdict } from "../../contract/reports.ts";
export { makeDueReports } from "./make-due.ts";
export type { Press } from "./make-report.ts";
export { monthFigures } from "./month-figures.ts";
export { reportRoutes } from "./routes.ts";
export type { Asked, ReportSource } from "./source.ts";
export { verifyFile } from "./verify.ts";
export { type Finding, verifyAlone } from "./verify-alone.ts";
