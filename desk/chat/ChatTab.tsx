import { CircleDashed, Timer } from "lucide-react";
import { Button } from "react-aria-components";
import type { LiveChat } from "../../contract/chat.ts";
import { roughly } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Said } from "../ui/Said.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./ChatDock.module.css";
import { useVisitorNow } from "./visitors.ts";
import { waitOf } from "./wait.ts";

type Props = {
  chat: LiveChat;
  /** By which key it is reached with Alt; null for none. */
  number: number | null;
  isOpen: boolean;
  onOpen: () => void;
};

/** One chat of several: who it is, whether they are here, what they said last, and since when they wait. */
export function ChatTab({ chat, number: key, isOpen, onOpen }: Props) {
  const { t, number } = useTexts();
  const visitor = useVisitorNow(chat.conversation);
  const wait = waitOf(chat.waitingSince, useNow());
  const isHere = visitor?.isHere ?? chat.isHere;
  const unread = isOpen ? 0 : chat.unread;
  const waits = wait && t("chat.waits", { time: roughly(wait.ms, number) });
  return (
    <Button
      className={styles.tab}
      data-open={isOpen || undefined}
      data-unread={unread > 0 || undefined}
      data-tone={wait?.tone}
      aria-current={isOpen ? "true" : undefined}
      onPress={onOpen}
    >
      <span className={styles.first}>
        {key !== null && <kbd className={styles.key}>{key}</kbd>}
        <span className={styles.here} data-here={isHere || undefined}>
          {isHere ? (
            <span className={styles.dot} role="img" aria-label={t("chat.here")} />
          ) : (
            <Icon of={CircleDashed} size={10} label={t("chat.gone")} />
          )}
        </span>
        <bdi className={styles.name}>{chat.customer.name || t("chat.visitor")}</bdi>
        {unread > 0 && (
          <span className={styles.unread}>
            {number(unread)}
            <Said> {t("chat.dock.unread", { count: unread })}</Said>
          </span>
        )}
      </span>
      <span className={styles.second}>
        {visitor?.isTyping ? (
          <span className={styles.typing}>{t("chat.typing")}</span>
        ) : (
          <span className={styles.preview}>
            {chat.previewBy === "agent" && `${t("chat.dock.we")} `}
            <Text clip>{chat.preview}</Text>
          </span>
        )}
        {waits && (
          <span className={styles.wait}>
            <Icon of={Timer} size={12} />
            {waits}
          </span>
        )}
      </span>
    </Button>
  );
}
