import { useState } from "react";
import { Button } from "react-aria-components";
import type { Event } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./EventLines.module.css";
import { useEventWords } from "./event-words.ts";

/** What happened between two messages. Up to two lines are shown; more fold behind the last one. */
export function EventLines({ events }: { events: readonly Event[] }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const folds = events.length > 2;
  const shown = folds && !isOpen ? events.slice(-1) : events;
  return (
    <ul className={styles.lines}>
      {folds && (
        <li>
          <Button className={styles.fold} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t("stream.fold") : t("stream.unfold", { count: events.length - 1 })}
          </Button>
        </li>
      )}
      {shown.map((event) => (
        <EventLine key={event.seq} event={event} />
      ))}
    </ul>
  );
}

function EventLine({ event }: { event: Event }) {
  const words = useEventWords();
  return (
    <li className={styles.line}>
      <span>{words(event)}</span> <Time at={event.at} style="time" />
    </li>
  );
}
