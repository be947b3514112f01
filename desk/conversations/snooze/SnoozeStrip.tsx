import { Moon } from "lucide-react";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../HoldStrip.module.css";
import { useSnoozeWords } from "./snooze-words.ts";
import { useSnoozing } from "./snoozing.ts";

type Props = { conversation: Conversation; isFixed: boolean; onChange: () => void };

/** Until when it is out of sight, and what brings it back sooner. */
export function SnoozeStrip({ conversation, isFixed, onChange }: Props) {
  const { t, dateTime } = useTexts();
  const wordsFor = useSnoozeWords();
  const { wake } = useSnoozing(conversation.id);
  const { snooze } = conversation;
  if (!snooze) return null;
  const until = dateTime(snooze.until, "weekday");
  return (
    <section className={styles.strip} aria-label={t("snooze.label")}>
      <Icon of={Moon} size={14} />
      <p className={styles.words}>
        <span className={styles.until} title={dateTime(snooze.until, "exact")}>
          {snooze.for === "time"
            ? t("snooze.is", { until })
            : t("snooze.is.event", { what: wordsFor(snooze.for), until })}
        </span>
      </p>
      {!isFixed && (
        <span className={styles.acts}>
          <Button size="s" onPress={onChange}>
            {t("snooze.change")}
          </Button>
          <Button size="s" busy={wake.isPending} onPress={() => wake.mutate()}>
            {t("snooze.back")}
          </Button>
        </span>
      )}
    </section>
  );
}
