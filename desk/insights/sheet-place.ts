import { useNavigate, useSearch } from "@tanstack/react-router";
import type { MetricKey } from "../../contract/metrics.ts";
import { closed, type Filters } from "./filters.ts";

/** What is pressed besides the figure itself: a step of time, a row, a bin, an hour of the week. */
export type Pressed = Pick<Filters, "part" | "on" | "of" | "took" | "when">;

export const useFilters = (): Filters => useSearch({ from: "/desk/figures" });

/** Changes what the screen is about; the address follows. */
export function useChangeFilters() {
  const filters = useFilters();
  const navigate = useNavigate();
  return (changes: Partial<Filters>, { replace = true } = {}) =>
    navigate({ to: ".", search: { ...filters, ...changes }, replace });
}

/** Opens the sheet of a figure, and of what of it was pressed. "Back" closes it. */
export function useOpenSheet() {
  const change = useChangeFilters();
  return (show: MetricKey, pressed: Pressed = {}) =>
    change({ ...closed, show, ...pressed }, { replace: false });
}
