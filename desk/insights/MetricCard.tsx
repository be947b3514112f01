import type { Figure } from "../../contract/insights.ts";
import type { Line } from "../../contract/lines.ts";
import { metrics } from "../../contract/metrics.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ChangeMark } from "./ChangeMark.tsx";
import { FigureButton } from "./FigureButton.tsx";
import styles from "./MetricCard.module.css";
import { Sparkline } from "./Sparkline.tsx";
import { useFilters } from "./sheet-place.ts";
import { fromHowMany, inWords } from "./words.ts";

type Told = Figure & { series: (number | null)[] };

/** One metric: the figure, how it differs from before, from how many it is told, and how it went. */
export function MetricCard({ figure, line, running }: { figure: Told; line: Line; running: number | null }) {
  const texts = useTexts();
  const { t } = texts;
  const { agent } = useFilters();
  const { metric, p90 } = figure;
  const { isNobodys, inWorkingTime, formula } = metrics[metric];
  const isUntold = Boolean(agent && agent !== "none" && isNobodys);
  const { time } = useFilters();
  return (
    <article className={styles.card} aria-label={t(`metric.${metric}`)}>
      <h3 className={styles.name}>{t(`metric.${metric}`)}</h3>
      {isUntold ? (
        <p className={styles.untold}>{t("figures.nobodys")}</p>
      ) : (
        <>
          <p className={styles.value}>
            <FigureButton metric={metric} value={figure.value} size="l" />
          </p>
          <p className={styles.facts}>
            <ChangeMark metric={metric} now={figure} former={figure.former} />
            {formula.is === "duration" && figure.value !== null && (
              <span className={styles.quiet}>{t("figures.p90", { time: inWords(metric, p90, texts) })}</span>
            )}
            {formula.is === "share" && (
              <span className={styles.quiet}>{fromHowMany(metric, figure, texts)}</span>
            )}
            {figure.value === null && (
              <span className={styles.quiet}>
                {t(time === "working" && inWorkingTime ? "figures.noClock" : "figures.nothing")}
              </span>
            )}
          </p>
          <Sparkline {...figure} running={running} tone={line} />
        </>
      )}
    </article>
  );
}
