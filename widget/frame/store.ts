import { useEffect, useState } from "preact/hooks";

export type Store<State> = ReturnType<typeof makeStore<State>>;

/** One state, replaced and never changed; who listens is told once for all that happens in one go. */
export function makeStore<State>(first: State) {
  let state = first;
  let isTold = true;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change: Partial<State> | ((state: State) => State)) {
      state = typeof change === "function" ? change(state) : { ...state, ...change };
      if (!isTold) return;
      isTold = false;
      queueMicrotask(() => {
        isTold = true;
        for (const listener of listeners) listener();
      });
    },
    listen(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.listen(() => setState(store.get()));
  }, [store]);
  return state;
}
