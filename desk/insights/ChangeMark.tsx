import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import type { Value } from "../../contract/insights.ts";
import type { MetricKey } from "../../contract/metrics.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Said } from "../ui/Said.tsx";
import styles from "./ChangeMark.module.css";
import { changeInWords, changeOf } from "./words.ts";

type Props = {
  metric: MetricKey;
  now: Pick<Value, "value">;
  former: Pick<Value, "value"> | null;
  /** Leaves the word out where there is no room: in tables. Who listens hears it all the same. */
  brief?: boolean;
};

const shapes = { up: ArrowUp, down: ArrowDown, same: Equal };

/** How a figure differs from the one before: by an arrow, by how much, and by the word that says whether that is good. */
export function ChangeMark({ metric, now, former, brief }: Props) {
  const texts = useTexts();
  const { t } = texts;
  const change = changeOf(metric, now, former, texts);
  if (!change) return null;
  const said = changeInWords(change, texts);
  return (
    <span className={styles.change} data-verdict={change.verdict ?? undefined} title={said}>
      <Icon of={shapes[change.direction]} size={12} />
      <span aria-hidden>{change.direction === "same" ? t("figures.same") : change.by}</span>
      {!brief && change.verdict && (
        <span className={styles.verdict} aria-hidden>
          {t(`figures.${change.verdict}`)}
        </span>
      )}
      <Said>{said}</Said>
    </span>
  );
}
