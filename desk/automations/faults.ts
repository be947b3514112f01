import { createContext, use } from "react";

/** What is wrong with a rule, by its place there: `conditions.of.1.values.0`. */
export interface PlacedFault {
  path: string;
  words: string;
}

export const Faults = createContext<readonly PlacedFault[]>([]);

/** What is wrong at a place of the rule or within it; undefined when nothing is. */
export function useFaultAt(path: string): string | undefined {
  const found = use(Faults).find((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  return found?.words;
}
