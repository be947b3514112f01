import { CircleAlert, CircleCheck, CloudOff } from "lucide-react";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { readProblem } from "../../ui/problem.ts";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./Saved.module.css";
import type { Told } from "./writing.ts";

/** Whether the server has what is written. */
export function Saved({ told: { state, thrown, at } }: { told: Told }) {
  const { t, dateTime } = useTexts();
  const isWrong = state === "failed" || state === "refused" || state === "conflict" || state === "untitled";
  const isOfToday = dateTime(at, "date") === dateTime(Date.now(), "date");
  const words =
    state === "saved"
      ? t("knowledge.saved", { time: dateTime(at, isOfToday ? "time" : "date") })
      : state === "refused"
        ? (readProblem(thrown).title ?? t("knowledge.saved.refused"))
        : t(`knowledge.saved.${state}`);
  return (
    <p className={styles.saved} role="status" data-wrong={isWrong || undefined}>
      {state === "saved" ? (
        <Icon of={CircleCheck} size={14} />
      ) : state === "failed" ? (
        <Icon of={CloudOff} size={14} />
      ) : isWrong ? (
        <Icon of={CircleAlert} size={14} />
      ) : (
        <Spinner />
      )}
      <span>{words}</span>
    </p>
  );
}
