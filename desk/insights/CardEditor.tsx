import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import type { Scorecard } from "../../contract/insights.ts";
import { type MetricKey, metricKeys } from "../../contract/metrics.ts";
import { useLines } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./CardEditor.module.css";
import { isTold, useChangeCard } from "./cards.ts";

/** Which metrics stand on a line's card, and in which order. Sources disagree on it, so each workspace decides. */
export function CardEditor({ card, onClose }: { card: Scorecard; onClose: () => void }) {
  const { t } = useTexts();
  const lines = useLines();
  const change = useChangeCard(card.line);
  const [chosen, setChosen] = useState(card.metrics);
  const name = (key: MetricKey) => t(`metric.${key}`);
  const rest = metricKeys.filter((key) => !chosen.includes(key) && isTold(key, lines.length));
  const move = (from: number, to: number) => {
    const next = [...chosen];
    next.splice(to, 0, ...next.splice(from, 1));
    setChosen(next);
  };
  const save = (metrics: MetricKey[] | null) =>
    change.mutate(metrics, {
      onSuccess: () => {
        toast({
          kind: "good",
          text: t("figures.card.saved"),
          undo: () => change.mutate(card.isPreset ? null : card.metrics),
        });
        onClose();
      },
    });

  return (
    <Dialog
      title={t("figures.card.editOf", { line: lines.find(({ line }) => line === card.line)?.name ?? "" })}
      size="l"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          {!card.isPreset && (
            <Button busy={change.isPending} onPress={() => save(null)}>
              {t("figures.card.putBack")}
            </Button>
          )}
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            kind="primary"
            busy={change.isPending}
            isDisabled={chosen.length === 0}
            onPress={() => save(chosen)}
          >
            {t("form.save")}
          </Button>
        </>
      }
    >
      <div className={styles.halves}>
        <section>
          <h3 className={styles.title}>{t("figures.card.on")}</h3>
          <ol className={styles.list}>
            {chosen.map((key, index) => (
              <li key={key} className={styles.item}>
                <span className={styles.name}>{name(key)}</span>
                <IconButton
                  size="s"
                  icon={ArrowUp}
                  label={t("settings.lines.up", { name: name(key) })}
                  isDisabled={index === 0}
                  onPress={() => move(index, index - 1)}
                />
                <IconButton
                  size="s"
                  icon={ArrowDown}
                  label={t("settings.lines.down", { name: name(key) })}
                  isDisabled={index === chosen.length - 1}
                  onPress={() => move(index, index + 1)}
                />
                <IconButton
                  size="s"
                  icon={X}
                  label={t("ui.remove", { name: name(key) })}
                  onPress={() => setChosen(chosen.filter((each) => each !== key))}
                />
              </li>
            ))}
          </ol>
          {chosen.length === 0 && <p className={styles.about}>{t("figures.card.none")}</p>}
        </section>
        <section>
          <h3 className={styles.title}>{t("figures.card.more")}</h3>
          <ul className={styles.list}>
            {rest.map((key) => (
              <li key={key} className={styles.item}>
                <span className={styles.name}>
                  {name(key)}
                  <span className={styles.about}>{t(`metric.${key}.about`)}</span>
                </span>
                <IconButton
                  size="s"
                  icon={Plus}
                  label={t("figures.card.add", { name: name(key) })}
                  onPress={() => setChosen([...chosen, key])}
                />
              </li>
            ))}
          </ul>
        </section>
      </div>
      {change.error && <Problem of={change.error} />}
    </Dialog>
  );
}
