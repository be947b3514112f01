import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { type Notice, putNoticesShown } from "../../contract/notices.ts";
import { call } from "../app/call.ts";
import { useTitleCount } from "../app/page-title.ts";
import { chime } from "../chat/sound.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { placeOf, useNoticeWords } from "./notice-words.ts";
import { choicesQuery, noticesQuery } from "./queries.ts";
import { withdrawPushed } from "./withdraw.ts";

/** More than this at once are read in the panel; the bell counts them. */
const mostToasts = 2;

/** Says in passing what one is told while the desk is open. It takes no focus and no key from what is being written. */
export function useArrivingNotices() {
  const { t } = useTexts();
  const words = useNoticeWords();
  const router = useRouter();
  const { data } = useInfiniteQuery(noticesQuery);
  const newest = data?.pages[0];
  const sound = useQuery(choicesQuery).data?.sound ?? false;
  const known = useRef<string | null>(null);

  const tell = useEffectEvent((items: Notice[]) => {
    const last = known.current;
    known.current = items[0]?.id ?? "";
    // What was there when the desk was opened is no news.
    if (last === null) return;
    const here = router.state.location.pathname;
    const news = items.filter((notice) => notice.id > last && !notice.seenAt && !isAt(notice, here));
    if (news.length === 0) return;
    if (sound) chime();
    // Their phone need not say what was said here, before their eyes.
    if (document.visibilityState === "visible" && document.hasFocus())
      void call(putNoticesShown, { body: { upTo: news[0]!.id } }).catch(leftToThePhone);
    for (const notice of news.slice(0, mostToasts).reverse()) {
      const { conversation } = notice;
      toast({
        text: conversation ? `#${conversation.number} · ${words(notice)}` : words(notice),
        kind: notice.kind === "ledger" && notice.data.is !== "mended" ? "failed" : undefined,
        action: { label: t("notices.open"), act: () => router.history.push(placeOf(notice)) },
      });
    }
  });
  useEffect(() => {
    if (!newest) return;
    tell(newest.items);
    void withdrawPushed(newest.items);
  }, [newest]);
  useTitleCount("notices", newest?.unseen ?? 0);
}

/** What stands on the screen already is not said beside it. */
const isAt = ({ conversation }: Notice, path: string) =>
  conversation !== null && document.visibilityState === "visible" && path.endsWith(conversation.id);

/** Told there as well, nothing is lost. */
const leftToThePhone = () => undefined;
