import { useEffect } from "react";

const plain = "Tandem";
let title = plain;
let news = 0;

const mostShown = 9;

function show() {
  const count = news > mostShown ? `${mostShown}+` : String(news);
  document.title = news > 0 ? `(${count}) ${title}` : title;
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
export function useTitleCount(count: number) {
  useEffect(() => {
    news = count;
    show();
    return () => {
      news = 0;
      show();
    };
  }, [count]);
}
