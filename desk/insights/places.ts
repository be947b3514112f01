import type { Line } from "../../contract/lines.ts";
import type { Permission } from "../../contract/permissions.ts";
import type { TextKey } from "../texts/messages.ts";

/** A place under Figures: the tabs above them, in this order. Those of a line are there while there are two of them. */
export type FigurePlace =
  | { line: Line }
  | { to: "/figures" | "/figures/reports" | "/ledger"; name: TextKey; sees?: Permission };

export const figurePlaces: readonly FigurePlace[] = [
  { to: "/figures", name: "figures.both" },
  { line: "service" },
  { line: "support" },
  { to: "/ledger", name: "app.ledger" },
  { to: "/figures/reports", name: "reports.title", sees: "reports.read" },
];
