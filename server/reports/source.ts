import type { Locale } from "../../contract/languages.ts";
import type { ReportFigures } from "../../contract/reports.ts";
import type { Db } from "../db/database.ts";
import type { Month } from "./month.ts";

export interface Asked extends Month {
  workspaceId: string;
  /** Null: all of them. */
  brandId: string | null;
  timeZone: string;
  /** In which lines and brands are named. */
  locale: Locale;
}

/** Where a month's figures come from: the ledger and the figures by line, as of the end of the month. */
export type ReportSource = (db: Db, asked: Asked) => Promise<ReportFigures>;
