import { useEffect } from "react";

/** What the tab of the browser says while this screen is open. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Tandem`;
    return () => {
      document.title = "Tandem";
    };
  }, [title]);
}
