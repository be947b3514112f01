import { useSyncExternalStore } from "react";

const phone = matchMedia("(max-width: 47.5rem)");
const wide = matchMedia("(min-width: 75rem)");

/** How many panes there is room for: one, two with the customer behind a button, or all of them. */
export type ScreenWidth = "phone" | "narrow" | "wide";

export function useScreenWidth(): ScreenWidth {
  return useSyncExternalStore(watch, () => (phone.matches ? "phone" : wide.matches ? "wide" : "narrow"));
}

function watch(changed: () => void) {
  phone.addEventListener("change", changed);
  wide.addEventListener("change", changed);
  return () => {
    phone.removeEventListener("change", changed);
    wide.removeEventListener("change", changed);
  };
}
