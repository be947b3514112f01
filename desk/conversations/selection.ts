import { useCallback, useMemo, useState } from "react";

/** What of a list is chosen: some of its rows, or all of it but some. */
export type Chosen =
  | { all: false; ids: readonly string[] }
  | { all: true; except: readonly string[]; until: string };

export interface Selection {
  chosen: Chosen;
  /** Whether rows show that they can be chosen although none is. */
  isSelecting: boolean;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** All from the one chosen last to this one. */
  extendTo: (id: string) => void;
  chooseAll: () => void;
  begin: () => void;
  clear: () => void;
}

const nothing: Chosen = { all: false, ids: [] };

/** A selection that belongs to one list: another `place` begins with nothing. `order` is the list as it is shown. */
export function useSelection(place: string, order: () => readonly string[]): Selection {
  const [state, setState] = useState({
    place,
    chosen: nothing,
    anchor: null as string | null,
    isSelecting: false,
  });
  const now = state.place === place ? state : { place, chosen: nothing, anchor: null, isSelecting: false };
  const { chosen, isSelecting } = now;

  const set = useCallback(
    (next: (before: Chosen, anchor: string | null) => { chosen: Chosen; anchor: string | null }) =>
      setState((before) => {
        const here =
          before.place === place ? before : { place, chosen: nothing, anchor: null, isSelecting: false };
        return { ...here, ...next(here.chosen, here.anchor) };
      }),
    [place],
  );
  const members = useMemo(() => new Set(chosen.all ? chosen.except : chosen.ids), [chosen]);
  const has = useCallback((id: string) => members.has(id) !== chosen.all, [members, chosen.all]);
  const toggle = useCallback(
    (id: string) => set((before) => ({ chosen: toggled(before, id), anchor: id })),
    [set],
  );
  const extendTo = useCallback(
    (id: string) =>
      set((before, anchor) => ({ chosen: extended(before, order(), anchor, id), anchor: anchor ?? id })),
    [set, order],
  );
  return useMemo(
    () => ({
      chosen,
      isSelecting: isSelecting || chosen.all || chosen.ids.length > 0,
      has,
      toggle,
      extendTo,
      chooseAll: () =>
        set((_, anchor) => ({ chosen: { all: true, except: [], until: new Date().toISOString() }, anchor })),
      begin: () => setState({ place, chosen: nothing, anchor: null, isSelecting: true }),
      clear: () => setState({ place, chosen: nothing, anchor: null, isSelecting: false }),
    }),
    [chosen, isSelecting, has, toggle, extendTo, set, place],
  );
}

export function toggled(chosen: Chosen, id: string): Chosen {
  const flip = (ids: readonly string[]) =>
    ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  return chosen.all ? { ...chosen, except: flip(chosen.except) } : { ...chosen, ids: flip(chosen.ids) };
}

/** With everything between the anchor and this one, whichever comes first. */
export function extended(
  chosen: Chosen,
  order: readonly string[],
  anchor: string | null,
  id: string,
): Chosen {
  const [from, to] = [order.indexOf(anchor ?? id), order.indexOf(id)];
  if (to < 0) return chosen;
  const first = from < 0 ? to : from;
  const range = order.slice(Math.min(first, to), Math.max(first, to) + 1);
  return chosen.all
    ? { ...chosen, except: chosen.except.filter((each) => !range.includes(each)) }
    : { ...chosen, ids: [...new Set([...chosen.ids, ...range])] };
}
