import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import type { LiveChat } from "../../contract/chat.ts";
import { putOwner } from "../../contract/conversations.ts";
import { call } from "../app/call.ts";
import { useMay, useMe } from "../app/me.ts";
import { keepConversation } from "../conversations/list-cache.ts";
import { countsQuery } from "../conversations/queries.ts";
import { roughly } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Problem } from "../ui/Problem.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./ChatDock.module.css";
import type { Dock } from "./useDock.ts";
import { waitOf } from "./wait.ts";

type Props = { dock: Dock; onGone: () => void };

/** Chats that nobody has taken yet, who waits longest on top. */
export function WaitingChats({ dock, onGone }: Props) {
  const { t } = useTexts();
  return (
    <section className={styles.untaken} aria-label={t("chat.waiting")}>
      <h2 className={styles.title}>{t("chat.waiting")}</h2>
      <ul className={styles.list}>
        {dock.waiting.map((chat) => (
          <Untaken
            key={chat.conversation}
            chat={chat}
            onTaken={() => {
              onGone();
              dock.goTo(chat.conversation);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function Untaken({ chat, onTaken }: { chat: LiveChat; onTaken: () => void }) {
  const { t, number } = useTexts();
  const me = useMe();
  const cache = useQueryClient();
  const mayTake = useMay("conversations.manage");
  const wait = waitOf(chat.waitingSince, useNow());
  const name = chat.customer.name || t("chat.visitor");
  const take = useMutation({
    mutationFn: () => call(putOwner, { params: { id: chat.conversation }, body: { agent: me.agent.id } }),
    onSuccess: (conversation) => {
      keepConversation(cache, conversation, me.agent.id);
      cache.invalidateQueries(countsQuery);
      cache.invalidateQueries({ queryKey: ["chats"] });
      onTaken();
    },
  });
  return (
    <li className={styles.row}>
      <span className={styles.rowWords}>
        <span className={styles.rowFirst}>
          <bdi className={styles.name}>{name}</bdi>
          {wait && (
            <span className={styles.wait} data-tone={wait.tone}>
              <Icon of={Timer} size={12} />
              {t("chat.waits", { time: roughly(wait.ms, number) })}
            </span>
          )}
        </span>
        <Text clip quiet size="s">
          {chat.preview}
        </Text>
        <span className={styles.brand}>
          <bdi>{chat.brand.name}</bdi>
        </span>
      </span>
      {mayTake && (
        <Button
          size="s"
          kind="primary"
          busy={take.isPending}
          aria-label={t("chat.takeOf", { name })}
          onPress={() => take.mutate()}
        >
          {t("chat.take")}
        </Button>
      )}
      {take.error && <Problem of={take.error} />}
    </li>
  );
}
