import { useQuery } from "@tanstack/react-query";
import { AlarmClock, CirclePause, Clock, Timer } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { Clocks } from "../clocks/Clocks.tsx";
import { clocksQuery } from "../clocks/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Dialog, DialogTrigger } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { useNow } from "../ui/now.ts";
import { Popover } from "../ui/Popover.tsx";
import { PlaceInQueue } from "../work/PlaceInQueue.tsx";
import styles from "./NextStep.module.css";
import { roughly } from "./words.ts";

const soonMs = 60 * 60_000;

/** What must happen next and by when; a press tells of every clock and why it stands as it does. */
export function NextStep({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const isPhone = useScreenWidth() === "phone";
  const [isOpen, setOpen] = useState(false);
  useKey("clocks", "c", () => setOpen(true));

  const content = (
    <div className={styles.content}>
      <Why of={conversation} />
      <Clocks conversationId={conversation.id} />
      <PlaceInQueue conversation={conversation} />
    </div>
  );
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <StepButton conversation={conversation} />
      {isPhone ? (
        <Dialog title={t("clocks.title")}>{content}</Dialog>
      ) : (
        <Popover label={t("clocks.title")} placement="bottom start">
          {content}
        </Popover>
      )}
    </DialogTrigger>
  );
}

/** What the step is and since when somebody waits; where a clock runs for it, that tells the rest. */
function Why({ of: { id, nextStep, waitingSince } }: { of: Conversation }) {
  const { t, dateTime } = useTexts();
  const { data: clocks = [] } = useQuery(clocksQuery(id));
  if (!nextStep) return null;
  const isTold =
    nextStep.what.endsWith("reply") &&
    clocks.some(({ clock, endedAt }) => clock.endsWith("reply") && endedAt === null);
  return (
    <p className={styles.why}>
      {!isTold && <>{t(`step.${nextStep.what}.why`, { at: dateTime(nextStep.at, "weekday") })} </>}
      {waitingSince && t("step.waitingSince", { at: dateTime(waitingSince, "weekday") })}
    </p>
  );
}

function StepButton({ conversation: { nextStep, heldUntil } }: { conversation: Conversation }) {
  const { t, number } = useTexts();
  const now = useNow();
  if (!nextStep)
    return (
      <Step icon={Timer} state="calm">
        {t("clocks.title")}
      </Step>
    );
  const left = Date.parse(nextStep.at) - now;
  const isPutOff = heldUntil !== null && nextStep.at >= heldUntil;
  const state = left <= 0 ? "late" : left <= soonMs && !isPutOff ? "due" : "calm";
  return (
    <Step icon={state === "late" ? AlarmClock : isPutOff ? CirclePause : Clock} state={state}>
      {t(`step.${nextStep.what}`)}
      <span className={styles.when}>
        {left <= 0
          ? t("inbox.row.late", { time: roughly(-left, number) })
          : t("inbox.row.due", { time: roughly(left, number) })}
      </span>
    </Step>
  );
}

type StepProps = { icon: typeof Clock; state: "late" | "due" | "calm"; children: ReactNode };

const Step = ({ icon, state, children }: StepProps) => (
  <Button className={styles.step} data-state={state}>
    <Icon of={icon} size={14} />
    {children}
  </Button>
);
