import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Notice } from "../../contract/notices.ts";
import { useTitleCount } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { placeOf, useNoticeWords } from "./notice-words.ts";
import { noticesQuery } from "./queries.ts";

/** More than this at once are read in the panel; the bell counts them. */
const mostToasts = 2;

/** Says in passing what one is told while the desk is open. It takes no focus and no key from what is being written. */
export function useArrivingNotices() {
  const { t } = useTexts();
  const words = useNoticeWords();
  const router = useRouter();
  const { data } = useInfiniteQuery(noticesQuery);
  const newest = data?.pages[0];
  const known = useRef<string | null>(null);

  const tell = useEffectEvent((items: Notice[]) => {
    const last = known.current;
    known.current = items[0]?.id ?? "";
    // What was there when the desk was opened is no news.
    if (last === null) return;
    const fresh = items.filter(({ id, seenAt }) => id > last && !seenAt).slice(0, mostToasts);
    for (const notice of fresh.reverse()) {
      const { conversation } = notice;
      toast({
        text: conversation ? `#${conversation.number} · ${words(notice)}` : words(notice),
        kind: notice.kind === "ledger" && notice.data.is !== "mended" ? "failed" : undefined,
        action: { label: t("notices.open"), act: () => router.history.push(placeOf(notice)) },
      });
    }
  });
  useEffect(() => {
    if (newest) tell(newest.items);
  }, [newest]);
  useTitleCount("notices", newest?.unseen ?? 0);
}
