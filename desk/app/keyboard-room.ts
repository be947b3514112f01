import { useEffect } from "react";

/**
 * Leaves room for the keyboard of an iPhone, which lies over the page and does not shrink it as `interactive-widget`
 * asks. Elsewhere both heights are the same.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const { visualViewport: seen } = window;
    if (!seen) return;
    const measure = () => {
      // Whoever enlarges the page sees less of it, and no keyboard.
      const covered = seen.scale > 1.01 ? 0 : Math.max(0, Math.round(innerHeight - seen.height));
      document.documentElement.style.setProperty("--keyboard", `${covered}px`);
      // The page has been pushed up to show what is written in; now it fits.
      if (covered > 0) scrollTo(0, 0);
    };
    seen.addEventListener("resize", measure);
    return () => {
      seen.removeEventListener("resize", measure);
      document.documentElement.style.removeProperty("--keyboard");
    };
  }, []);
}
