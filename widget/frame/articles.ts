import { useEffect, useState } from "preact/hooks";
import type { ChatArticle, listChatArticles } from "../../contract/chat.ts";
import { call, Refused, Unreached } from "./call.ts";

export interface Found {
  text: string;
  items: ChatArticle[];
  offer: string | null;
}

/** Articles for what is typed, a moment after the last letter. An answer that comes late is not shown for newer words. */
export function useArticles(
  text: string,
  { isOffer, limit, pauseMs }: { isOffer: boolean; limit: number; pauseMs: number },
): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  const asked = text.trim();
  useEffect(() => {
    if (asked.length < 2) return setFound(null);
    let isWanted = true;
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({
        text: asked.slice(0, 500),
        limit: `${limit}`,
        isOffer: `${isOffer}`,
      });
      try {
        const answer = await call<typeof listChatArticles>("GET", `/chat/articles?${query}`);
        if (isWanted) setFound({ text: asked, ...answer });
      } catch (error) {
        // Without articles one can still write; the line itself says that it is cut.
        if (!(error instanceof Unreached || error instanceof Refused)) throw error;
      }
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked, isOffer, limit, pauseMs]);
  return found;
}
