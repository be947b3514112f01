import type { Page } from "../bridge.ts";

/**
 * The address without its query and fragment: what stands behind them may be a secret of the visitor's. Only the site
 * itself, where it keeps its pages to itself.
 */
export const placeNow = (tellsPage: boolean): Page =>
  tellsPage
    ? {
        url: location.origin + location.pathname,
        title: document.title.slice(0, 300),
        referrer: document.referrer.split(/[?#]/)[0]!,
      }
    : { url: `${location.origin}/` };

/** Calls back when the page goes somewhere else without loading anew. */
export function followPlaces(onMove: () => void) {
  let last = location.href;
  const look = () => {
    if (last === location.href) return;
    last = location.href;
    // The title follows the address a moment later.
    setTimeout(onMove, 300);
  };
  const { navigation } = window as { navigation?: EventTarget };
  // Browsers without it say nothing of `history.pushState`, and pages do not like to have it replaced.
  if (navigation) navigation.addEventListener("currententrychange", look);
  else setInterval(look, 1000);
}
