import { useQuery } from "@tanstack/react-query";
import { AtSign, MessageCircleQuestion } from "lucide-react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Mention } from "../../../contract/following.ts";
import { useMay, useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useKey } from "../../ui/keys.ts";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { startAsking } from "./asking.ts";
import styles from "./MentionStrip.module.css";
import { followingQuery, useMentionDone } from "./queries.ts";

/** What one was named in and is not done with, and whom one asked and who has not answered. */
export function MentionStrip({ conversation }: { conversation: Conversation }) {
  const { t, list } = useTexts();
  const me = useMe();
  const mayNote = useMay("conversations.note");
  const { data } = useQuery(followingQuery(conversation.id));
  const open = data?.mentions.filter(({ doneAt }) => !doneAt) ?? [];
  const mine = open.filter(({ agent }) => agent.id === me.agent.id);
  const asked = open.filter(({ because, by }) => because === "asked" && by?.id === me.agent.id);
  const done = useMentionDone(conversation);
  const finish = () => done.mutate(mine.map(({ message }) => message));
  useKey("mentionDone", "shift+r", finish, { enabled: mine.length > 0 });

  if (mine.length === 0 && asked.length === 0) return null;
  const newest = mine[0];
  return (
    <>
      {newest && (
        <section className={styles.strip} aria-label={t("mention.label")}>
          <Icon of={newest.because === "asked" ? MessageCircleQuestion : AtSign} size={16} />
          <p className={styles.words}>
            <span className={styles.who}>{whoSays(newest, t)}</span>{" "}
            {newest.dueAt && (
              <span className={styles.due} data-late={Date.parse(newest.dueAt) < Date.now() || undefined}>
                <Time at={newest.dueAt} />
              </span>
            )}{" "}
            <Text>{newest.text}</Text>
          </p>
          <span className={styles.acts}>
            {mayNote && (
              <Button size="s" kind="quiet" onPress={() => startAsking(conversation.id, "answer")}>
                {t("mention.answer")}
              </Button>
            )}
            <Button size="s" busy={done.isPending} onPress={finish}>
              {t("mention.done")}
            </Button>
          </span>
        </section>
      )}
      {asked.length > 0 && (
        <p className={styles.waits}>
          <Icon of={MessageCircleQuestion} size={14} />
          {t("mention.waits", { names: list([...new Set(asked.map(({ agent }) => agent.name))]) })}
        </p>
      )}
    </>
  );
}

const whoSays = ({ because, by }: Mention, t: ReturnType<typeof useTexts>["t"]) =>
  by ? t(because === "asked" ? "mention.asks" : "mention.names", { by: by.name }) : t("mention.nobody");
