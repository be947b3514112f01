import type { Line } from "../../contract/lines.ts";

/** A place under Figures: the tabs above them, in this order. One for a line is there while the line is on. */
export interface FigurePlace {
  to: string;
  name: "figures.both" | { line: Line };
}

export const figurePlaces: readonly FigurePlace[] = [
  { to: "/figures", name: "figures.both" },
  { to: "/figures/service", name: { line: "service" } },
  { to: "/figures/support", name: { line: "support" } },
];
