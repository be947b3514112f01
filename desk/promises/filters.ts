import type { PromiseFilters } from "./queries.ts";

const states = ["owed", "late", "broken", "kept", "withdrawn"] as const;
const whose = ["mine", "teams", "all"] as const;

/** What narrows the list of promises down; it stands in the URL. */
export interface PromiseSearch {
  state?: (typeof states)[number];
  whose?: (typeof whose)[number];
  brand?: string;
}

export const promiseStates = states;
export const promiseOwners = whose;

export function readPromiseFilters(search: Record<string, unknown>): PromiseSearch {
  const read: PromiseSearch = {
    state: states.find((each) => each === search.state),
    whose: whose.find((each) => each === search.whose),
    brand: typeof search.brand === "string" && search.brand ? search.brand : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** Mine that are owed, unless others are asked for. */
export const filtersOf = ({ state = "owed", whose: of = "mine", brand }: PromiseSearch): PromiseFilters => ({
  state,
  whose: of,
  brand,
});
