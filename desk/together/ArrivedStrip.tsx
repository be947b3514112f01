import { ArrowUp, MessageSquareDot, X } from "lucide-react";
import { useEventWords } from "../conversations/event-words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import type { Arrival } from "./arrivals.ts";
import { showMessage } from "./jump.ts";
import styles from "./Strip.module.css";

type Props = { arrivals: readonly Arrival[]; onSeen: () => void };

/** Says above the composer what came while one writes. It grows away from the words: they stay where they are. */
export function ArrivedStrip({ arrivals, onSeen }: Props) {
  const { t } = useTexts();
  const newest = arrivals.at(-1);
  if (!newest) return null;
  const shows = arrivals.findLast(({ message }) => message)?.message;
  return (
    <section className={styles.strip} aria-label={t("together.arrived")}>
      <Icon of={MessageSquareDot} size={14} />
      <p className={styles.words} role="status">
        <ArrivalWords of={newest} />{" "}
        {arrivals.length > 1 && (
          <span className={styles.quiet}>{t("together.andMore", { count: arrivals.length - 1 })}</span>
        )}
      </p>
      <span className={styles.acts}>
        {shows && (
          <Button
            size="s"
            icon={ArrowUp}
            onPress={() => {
              showMessage(shows.id);
              onSeen();
            }}
          >
            {t("together.show")}
          </Button>
        )}
        <IconButton size="s" icon={X} label={t("together.seen")} onPress={onSeen} />
      </span>
    </section>
  );
}

/** One thing that came: who, when, and the first words of it. */
export function ArrivalWords({ of: { message, event, at } }: { of: Arrival }) {
  const { t } = useTexts();
  const eventWords = useEventWords();
  if (event)
    return (
      <>
        {eventWords(event)}{" "}
        <span className={styles.quiet}>
          · <Time at={at} />
        </span>
      </>
    );
  const { kind, author } = message;
  const name = author.name || t("customer.unnamed");
  const did =
    kind === "note" ? "together.noted" : author.kind === "customer" ? "together.wrote" : "together.answered";
  return (
    <>
      <strong>{t(did, { name })}</strong>{" "}
      <span className={styles.quiet}>
        · <Time at={at} /> ·
      </span>{" "}
      <Text>{firstWords(message.reply)}</Text>
    </>
  );
}

const mostLetters = 160;

function firstWords(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > mostLetters ? `${line.slice(0, mostLetters)}…` : line;
}
