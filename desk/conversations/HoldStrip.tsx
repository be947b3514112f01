import { useQuery } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import { useHolding } from "./changes.ts";
import styles from "./HoldStrip.module.css";
import { holdNote } from "./hold-times.ts";
import { eventsQuery } from "./queries.ts";

type Props = { conversation: Conversation; isFixed: boolean; onChange: () => void };

/** Until when it waits for somebody else, and for whom, as long as it does. */
export function HoldStrip({ conversation, isFixed, onChange }: Props) {
  const { t, dateTime } = useTexts();
  const { id, heldUntil } = conversation;
  const { data: events = [] } = useQuery({ ...eventsQuery(id), enabled: heldUntil !== null });
  const note = holdNote(events);
  const { release } = useHolding(id, note);
  if (!heldUntil) return null;
  return (
    <section className={styles.strip} aria-label={t("hold.label")}>
      <Icon of={CirclePause} size={14} />
      <p className={styles.words}>
        <span className={styles.until} title={dateTime(heldUntil, "exact")}>
          {t("hold.is", { until: dateTime(heldUntil, "weekday") })}
        </span>
        {note && (
          <>
            {" · "}
            <Text>{note}</Text>
          </>
        )}
      </p>
      {!isFixed && (
        <span className={styles.acts}>
          <Button size="s" onPress={onChange}>
            {t("hold.change")}
          </Button>
          <Button size="s" busy={release.isPending} onPress={() => release.mutate({})}>
            {t("hold.release")}
          </Button>
        </span>
      )}
    </section>
  );
}
