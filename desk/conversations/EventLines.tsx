import { useState } from "react";
import { Button } from "react-aria-components";
import type { Event } from "../../contract/conversations.ts";
import type { TextKey } from "../texts/messages.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./EventLines.module.css";
import { languageName } from "./words.ts";

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

/** An event as a sentence. What it says comes from `data`, which other versions of the server may write otherwise. */
function useEventWords(): (event: Event) => string {
  const { t, list, locale } = useTexts();
  return ({ kind, actor, data }) => {
    const who = actor.kind === "automation" ? t("event.automation") : actor.name;
    switch (kind) {
      case "conversation.assigned":
        if (data.because === "owner_left") return t("event.released", { who });
        if (data.agent && data.agent === actor.id) return t("event.taken", { who });
        return t(data.agent ? "event.assigned" : "event.queued", { who, name: word(data.name) });
      case "conversation.tagged": {
        const tags = Array.isArray(data.tags) ? data.tags.map(word) : [];
        return t(tags.length > 0 ? "event.tagged" : "event.untagged", { who, tags: list(tags) });
      }
      case "conversation.changed":
        return Object.entries(data)
          .flatMap(([name, change]) => changeOf(name, change))
          .map(({ name, to }) => t(`event.changed.${name}`, { who, to: said(name, to) }))
          .join(" ");
      case "conversation.closed":
        return t("event.closed", { who });
      case "conversation.reopened":
        return t("event.reopened", { who });
      case "message.delivery_retried":
        return t("event.retried", { who });
      default:
        return t("event.other", { who, kind });
    }
  };

  function said(name: Changeable, to: string): string {
    if (name === "language") return languageName(to, locale);
    return name === "subject" ? to : t(`${name}.${to}` as TextKey);
  }
}

const changeable = ["subject", "line", "priority", "language"] as const;
type Changeable = (typeof changeable)[number];

function changeOf(name: string, change: unknown): { name: Changeable; to: string }[] {
  const known = changeable.find((each) => each === name);
  if (!known || typeof change !== "object" || change === null || !("to" in change)) return [];
  return [{ name: known, to: word(change.to) }];
}

const word = (value: unknown): string => (typeof value === "string" ? value : "");
