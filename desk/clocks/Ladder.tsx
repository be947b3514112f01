import { useQuery } from "@tanstack/react-query";
import { Check, Circle, Minus } from "lucide-react";
import type { Clock, LadderStep } from "../../contract/clocks.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Said } from "../ui/Said.tsx";
import { Time } from "../ui/Time.tsx";
import { queuesQuery } from "../work/queries.ts";
import styles from "./ClockCard.module.css";
import { lengthWords } from "./length.ts";

/** What the ladder does and when: done, still to come, or needless since the clock is over. */
export function Ladder({ clock }: { clock: Clock }) {
  const texts = useTexts();
  const { t, number } = texts;
  const words = useStepWords(clock.steps);
  const isOver = clock.endedAt !== null;
  return (
    <ul className={styles.ladder}>
      {clock.steps.map((step) => (
        <li key={`${step.percent} ${step.does} ${step.queue}`} className={styles.step}>
          <Icon of={step.isDone ? Check : isOver ? Minus : Circle} size={14} />
          <span>
            <span className={styles.percent}>
              <bdi>{number(step.percent / 100, { style: "percent" })}</bdi> ·{" "}
              <bdi>{lengthWords((clock.minutes * step.percent) / 100, clock.time, texts)}</bdi>
              {": "}
            </span>
            {words(step)}
          </span>
          <span className={styles.when}>
            {step.isDone ? (
              <>
                <Said>{t("clock.step.done")} </Said>
                {step.at && <Time at={step.at} style="weekday" />}
              </>
            ) : isOver ? (
              t("clock.step.needless")
            ) : step.at ? (
              <Time at={step.at} style="weekday" />
            ) : (
              t("clock.step.later")
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a step does, in few words. */
export function useStepWords(steps: readonly LadderStep[]): (step: LadderStep) => string {
  const { t } = useTexts();
  const moves = steps.some(({ does }) => does === "move");
  const { data: queues = [] } = useQuery({ ...queuesQuery, enabled: moves });
  return ({ does, queue }) => {
    if (does !== "move") return t(`clock.does.${does}`);
    const name = queues.find(({ id }) => id === queue)?.name;
    return name ? t("clock.does.move.to", { queue: name }) : t("clock.does.move");
  };
}
