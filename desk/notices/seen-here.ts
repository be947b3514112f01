import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { putNoticesSeen } from "../../contract/notices.ts";
import { call } from "../app/call.ts";
import { noticesQuery } from "./queries.ts";

/** Notes that what one was told of a matter was seen: it stands open before one's eyes. */
export function useSeenHere(conversation: string): void {
  const cache = useQueryClient();
  const { data } = useInfiniteQuery(noticesQuery);
  const news = data?.pages[0]?.items.filter(
    (notice) => notice.conversation?.id === conversation && !notice.seenAt,
  );
  const newest = news?.[0]?.id ?? "";
  // Also what one chose not to have in the list: it would be pushed or mailed otherwise.
  useEffect(() => {
    const see = () => {
      if (document.visibilityState !== "visible") return;
      call(putNoticesSeen, { body: { conversation } }).then(() => {
        if (newest) cache.invalidateQueries({ queryKey: noticesQuery.queryKey });
      }, seenNextTime);
    };
    see();
    document.addEventListener("visibilitychange", see);
    return () => document.removeEventListener("visibilitychange", see);
  }, [conversation, newest, cache]);
}

/** Cut off, it stays new until the matter is looked at again. */
const seenNextTime = () => undefined;
