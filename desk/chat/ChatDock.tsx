import { useQuery } from "@tanstack/react-query";
import { ChevronDown, MessagesSquare } from "lucide-react";
import { Button } from "react-aria-components";
import { useMay } from "../app/me.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { useNow } from "../ui/now.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { useArrivingChats } from "./arriving.ts";
import styles from "./ChatDock.module.css";
import { ChatTab } from "./ChatTab.tsx";
import { DockChoices } from "./DockChoices.tsx";
import { longestWaiting, mostKeys } from "./dock-order.ts";
import { chatsQuery } from "./queries.ts";
import { type Dock, useDock, useDockKeys } from "./useDock.ts";
import { WaitingChats } from "./WaitingChats.tsx";
import { waitOf } from "./wait.ts";

/** The chats that somebody holds, over every screen: who, the newest words, who waits. Nothing where there are none. */
export function ChatDock() {
  return useMay("conversations.reply") ? <Chats /> : null;
}

function Chats() {
  const dock = useDock();
  const [held, untaken] = [useQuery(chatsQuery("me")), useQuery(chatsQuery("nobody"))];
  const phone = useScreenWidth() === "phone";
  const keys = useDockKeys(dock);
  useArrivingChats(dock, held.isSuccess && untaken.isSuccess);

  if (dock.mine.length + dock.waiting.length === 0) return null;
  return (
    <>
      {keys.map(
        ({ keys, chat }) =>
          chat && <SwitchKey key={keys} keys={keys} onSwitch={() => dock.goTo(chat.conversation)} />,
      )}
      {phone ? <Bar dock={dock} /> : <Strip dock={dock} />}
    </>
  );
}

function SwitchKey({ keys, onSwitch }: { keys: string; onSwitch: () => void }) {
  useKey("chatSwitch", keys, onSwitch, { whileTyping: true });
  return null;
}

function Strip({ dock }: { dock: Dock }) {
  const { t } = useTexts();
  const { mine, waiting, open, goTo } = dock;
  return (
    <nav className={styles.strip} aria-label={t("chat.dock")}>
      <ul className={styles.tabs}>
        {mine.map((chat, at) => (
          <li key={chat.conversation} className={styles.place}>
            <ChatTab
              chat={chat}
              number={at < mostKeys ? at + 1 : null}
              isOpen={chat.conversation === open}
              onOpen={() => goTo(chat.conversation)}
            />
          </li>
        ))}
        {mine.length === 0 && <li className={styles.none}>{t("chat.dock.none")}</li>}
      </ul>
      {waiting.length > 0 && (
        <PopoverTrigger>
          <WaitingButton dock={dock} />
          <Popover label={t("chat.waiting")} placement="bottom end">
            {(close) => <WaitingChats dock={dock} onGone={close} />}
          </Popover>
        </PopoverTrigger>
      )}
      <DockChoices />
    </nav>
  );
}

function WaitingButton({ dock: { waiting } }: { dock: Dock }) {
  const { t } = useTexts();
  const longest = longestWaiting(waiting, null);
  const wait = waitOf(longest?.waitingSince ?? null, useNow());
  return (
    <Button className={styles.waiting} data-tone={wait?.tone}>
      <Icon of={MessagesSquare} size={14} />
      {t("chat.waiting.count", { count: waiting.length })}
      <Icon of={ChevronDown} size={14} />
    </Button>
  );
}

/** On a phone one line says how many there are; a press opens them. */
function Bar({ dock }: { dock: Dock }) {
  const { t } = useTexts();
  const { mine, waiting, open, goTo } = dock;
  const now = useNow();
  const elsewhere = mine.filter(({ conversation }) => conversation !== open);
  const unread = elsewhere.reduce((sum, chat) => sum + chat.unread, 0);
  const wait = waitOf(longestWaiting([...elsewhere, ...waiting], null)?.waitingSince ?? null, now);
  return (
    <nav className={styles.bar} aria-label={t("chat.dock")}>
      <PopoverTrigger>
        <Button className={styles.barButton} data-tone={wait?.tone}>
          <Icon of={MessagesSquare} size={16} />
          <span className={styles.barWords}>
            {t("chat.dock.count", { count: mine.length })}
            {unread > 0 && ` · ${t("chat.dock.unread", { count: unread })}`}
            {waiting.length > 0 && ` · ${t("chat.waiting.count", { count: waiting.length })}`}
          </span>
          <Icon of={ChevronDown} size={16} />
        </Button>
        <Popover label={t("chat.dock")} placement="bottom">
          {(close) => (
            <div className={styles.sheet}>
              <ul className={styles.sheetTabs}>
                {mine.map((chat) => (
                  <li key={chat.conversation} className={styles.place}>
                    <ChatTab
                      chat={chat}
                      number={null}
                      isOpen={chat.conversation === open}
                      onOpen={() => {
                        close();
                        goTo(chat.conversation);
                      }}
                    />
                  </li>
                ))}
              </ul>
              {waiting.length > 0 && <WaitingChats dock={dock} onGone={close} />}
              <DockChoices isOpen />
            </div>
          )}
        </Popover>
      </PopoverTrigger>
    </nav>
  );
}
