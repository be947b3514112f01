import { AlarmClock, Clock } from "lucide-react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { PlaceInQueue } from "../work/PlaceInQueue.tsx";
import styles from "./NextStep.module.css";
import { roughly } from "./words.ts";

const soonMs = 60 * 60_000;

/** What must happen next and by when; a press says why. */
export function NextStep({ conversation }: { conversation: Conversation }) {
  const { nextStep, waitingSince } = conversation;
  const { t, number, dateTime } = useTexts();
  const now = useNow();
  if (!nextStep) return null;
  const left = Date.parse(nextStep.at) - now;
  const when =
    left <= 0
      ? t("inbox.row.late", { time: roughly(-left, number) })
      : t("inbox.row.due", { time: roughly(left, number) });
  return (
    <PopoverTrigger>
      <Button className={styles.step} data-state={left <= 0 ? "late" : left <= soonMs ? "due" : "calm"}>
        <Icon of={left <= 0 ? AlarmClock : Clock} size={14} />
        {t(`step.${nextStep.what}`)}
        <span className={styles.when}>{when}</span>
      </Button>
      <Popover label={t("step.why")}>
        <p className={styles.why}>
          {t(`step.${nextStep.what}.why`, { at: dateTime(nextStep.at, "exact") })}
          {waitingSince && <> {t("step.waitingSince", { at: dateTime(waitingSince, "exact") })}</>}
        </p>
        <PlaceInQueue conversation={conversation} />
      </Popover>
    </PopoverTrigger>
  );
}
