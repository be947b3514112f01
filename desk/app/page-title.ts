import { useEffect } from "react";

const plain = "Tandem";
let title = plain;
const news = new Map<string, number>();

const mostShown = 9;

function show() {
  const all = [...news.values()].reduce((sum, each) => sum + each, 0);
  const count = all > mostShown ? `${mostShown}+` : String(all);
  document.title = all > 0 ? `(${count}) ${title}` : title;
}

/** What the tab of the browser says while this screen is open; null leaves it to a part of the screen. */
export function usePageTitle(said: string | null) {
  useEffect(() => {
    if (said === null) return;
    title = `${said} · ${plain}`;
    show();
    return () => {
      title = plain;
      show();
    };
  }, [said]);
}

/** How much is new that somebody who looks elsewhere should know of: before the title of the tab. */
export function useTitleCount(of: string, count: number) {
  useEffect(() => {
    news.set(of, count);
    show();
    return () => {
      news.delete(of);
      show();
    };
  }, [of, count]);
}
