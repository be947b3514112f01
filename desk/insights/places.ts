import type { Line } from "../../contract/lines.ts";
import type { Permission } from "../../contract/permissions.ts";
import type { TextKey } from "../texts/messages.ts";

/** A place under Figures: the tabs above them, in this order. One for a line is there while there are two of them. */
export interface FigurePlace {
  to: "/figures" | "/figures/service" | "/figures/support" | "/figures/reports";
  name: TextKey | { line: Line };
  sees?: Permission;
}

export const figurePlaces: readonly FigurePlace[] = [
  { to: "/figures", name: "figures.both" },
  { to: "/figures/service", name: { line: "service" } },
  { to: "/figures/support", name: { line: "support" } },
  { to: "/figures/reports", name: "reports.title", sees: "reports.read" },
];
