import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { lengthWords } from "../../clocks/length.ts";
import type { TextKey } from "../../texts/messages.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { queuesQuery } from "../../work/queries.ts";
import { isolated } from "../isolated.ts";
import styles from "./clocks.module.css";
import { type ClockDraft, minutesOf, nextStep, percentOf, type StepDraft } from "./draft.ts";

const most = 10;
const acts = ["nudge", "notify_lead", "move", "raise_priority"] as const;

type Props = {
  clock: ClockDraft;
  onChange: (steps: StepDraft[]) => void;
  /** What is wrong, by the key of the step and the field. */
  faults: Record<string, TextKey>;
};

/** What is done as a clock's time is spent, each step at a share of it, also told as the time that this is. */
export function LadderField({ clock, onChange, faults }: Props) {
  const texts = useTexts();
  const { t, number } = texts;
  const { data: queues = [] } = useQuery(queuesQuery);
  const minutes = minutesOf(clock);
  const { steps } = clock;
  const change = (key: string, changes: Partial<StepDraft>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...changes } : step)));
  const fault = (path: string) => faults[path] && t(faults[path]);
  return (
    <fieldset className={styles.ladder}>
      <legend className={styles.label}>{t("settings.clocks.ladder")}</legend>
      <ol className={styles.steps} hidden={steps.length === 0}>
        {steps.map((step) => {
          const percent = percentOf(step.percent);
          const after = minutes && percent ? lengthWords((minutes * percent) / 100, clock.time, texts) : "";
          const isGone =
            step.queue !== null && queues.length > 0 && !queues.some(({ id }) => id === step.queue);
          return (
            <li key={step.key} className={styles.step}>
              <div className={styles.percent}>
                <TextField
                  label={t("settings.clocks.percent")}
                  labelHidden
                  inputMode="numeric"
                  direction="ltr"
                  value={step.percent}
                  onChange={(text) => change(step.key, { percent: text })}
                  error={fault(`${step.key}.percent`)}
                />
                <span className={styles.after}>
                  {after
                    ? t("settings.clocks.percentIs", {
                        share: isolated(number(percent! / 100, { style: "percent" })),
                        time: isolated(after),
                      })
                    : "%"}
                </span>
              </div>
              <div className={styles.does}>
                <Select
                  label={t("settings.clocks.does")}
                  labelHidden
                  options={acts
                    .filter((act) => act !== "move" || queues.length > 0 || step.does === "move")
                    .map((id) => ({ id, label: t(`clock.does.${id}`) }))}
                  value={step.does}
                  onChange={(does) => change(step.key, { does, queue: does === "move" ? step.queue : null })}
                />
                {step.does === "move" && (
                  <Select
                    label={t("settings.clocks.queue")}
                    labelHidden
                    placeholder={t("settings.clocks.queue")}
                    options={queues.map(({ id, name }) => ({ id, label: name }))}
                    value={isGone ? null : step.queue}
                    onChange={(queue) => change(step.key, { queue })}
                    error={isGone ? t("settings.clocks.fault.queueGone") : fault(`${step.key}.queue`)}
                  />
                )}
              </div>
              <IconButton
                size="s"
                icon={X}
                label={t("ui.remove", { name: t("settings.clocks.step", { percent: step.percent }) })}
                onPress={() => onChange(steps.filter(({ key }) => key !== step.key))}
              />
            </li>
          );
        })}
      </ol>
      {steps.length < most && (
        <div>
          <Button size="s" icon={Plus} onPress={() => onChange([...steps, nextStep(steps)])}>
            {t("settings.clocks.addStep")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
