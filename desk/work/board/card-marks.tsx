import { AlarmClock, ChevronsUp, Clock, Siren } from "lucide-react";
import type { Priority } from "../../../contract/conversations.ts";
import { roughly } from "../../conversations/words.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/now.ts";
import styles from "./Cards.module.css";
import type { Card } from "./moves.ts";

const soonMs = 60 * 60_000;

/** How long until its next step, or since: there is no room for the words, which the clock of another shape says. */
export function Due({ of: { nextStep } }: { of: Card }) {
  const { t, number, dateTime } = useTexts();
  const now = useNow();
  if (!nextStep) return null;
  const left = Date.parse(nextStep.at) - now;
  const isLate = left <= 0;
  const time = roughly(Math.abs(left), number);
  const words = t(isLate ? "inbox.row.late" : "inbox.row.due", { time });
  return (
    <span
      className={styles.clock}
      data-state={isLate ? "late" : left <= soonMs ? "due" : "calm"}
      title={`${t(`step.${nextStep.what}`)}, ${words}: ${dateTime(nextStep.at, "exact")}`}
    >
      <Icon of={isLate ? AlarmClock : Clock} size={12} label={words} />
      <span aria-hidden="true">{time}</span>
    </span>
  );
}

/** Only what is out of the ordinary. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useTexts();
  if (priority !== "high" && priority !== "critical") return null;
  return (
    <span className={styles.priority} data-priority={priority} title={t(`priority.${priority}`)}>
      <Icon of={priority === "critical" ? Siren : ChevronsUp} size={14} label={t(`priority.${priority}`)} />
    </span>
  );
}
