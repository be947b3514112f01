import { useEffect } from "react";

/** What the tab of the browser says while this screen is open; null leaves it to a part of the screen. */
export function usePageTitle(title: string | null) {
  useEffect(() => {
    if (title === null) return;
    document.title = `${title} · Tandem`;
    return () => {
      document.title = "Tandem";
    };
  }, [title]);
}
