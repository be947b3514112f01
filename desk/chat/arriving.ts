import { useEffect, useEffectEvent, useRef } from "react";
import { useTitleCount } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { useChatChoices } from "./choices.ts";
import { type ChatNews, newsOf } from "./news.ts";
import { chime } from "./sound.ts";
import { type Dock, useInFront } from "./useDock.ts";

/** Tells of new words and new chats while one looks elsewhere: in the title always, by sound and notice as one likes. */
export function useArrivingChats({ mine, waiting, open, goTo }: Dock, isLoaded: boolean) {
  const { t } = useTexts();
  const [{ hasSound, notifies }] = useChatChoices();
  const inFront = useInFront();
  const before = useRef<Parameters<typeof newsOf>[0]>(null);

  const tell = useEffectEvent((now: Pick<Dock, "mine" | "waiting">) => {
    const news = newsOf(before.current, now, inFront ? open : null);
    before.current = now;
    if (news.length === 0) return;
    if (hasSound) chime();
    if (notifies && !inFront && window.Notification?.permission === "granted")
      for (const one of news) notice(one);
  });
  useEffect(() => {
    if (isLoaded) tell({ mine, waiting });
  }, [isLoaded, mine, waiting]);

  function notice({ kind, chat }: ChatNews) {
    const title =
      kind === "waiting"
        ? t("chat.notice.waiting", { name: chat.customer.name })
        : t("chat.notice.message", { name: chat.customer.name });
    // One notice for each chat: the newest words take the place of those before.
    const shown = new Notification(title, { body: chat.preview, tag: chat.conversation, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      shown.close();
      goTo(chat.conversation);
    };
  }

  const unread = mine.reduce(
    (sum, chat) => sum + (inFront && chat.conversation === open ? 0 : chat.unread),
    0,
  );
  useTitleCount("chats", unread + waiting.length);
}
