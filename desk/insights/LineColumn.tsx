import { Link } from "@tanstack/react-router";
import type { getFigures } from "../../contract/insights.ts";
import { metrics } from "../../contract/metrics.ts";
import type { ReplyOf } from "../../contract/route.ts";
import type { KnownLine } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ChangeMark } from "./ChangeMark.tsx";
import { useCard } from "./cards.ts";
import { FigureButton } from "./FigureButton.tsx";
import { closed } from "./filters.ts";
import styles from "./LineColumn.module.css";
import { Sparkline } from "./Sparkline.tsx";
import { useFilters } from "./sheet-place.ts";
import { fromHowMany, inWords } from "./words.ts";

type Props = { line: KnownLine; figures: ReplyOf<typeof getFigures> };

/** One line's card as a list, so that two of them can stand side by side. */
export function LineColumn({ line, figures }: Props) {
  const texts = useTexts();
  const { t } = texts;
  const filters = useFilters();
  const chosen = useCard(line.line);
  return (
    <section className={styles.column} data-line={line.line} aria-label={line.name}>
      <h2 className={styles.title}>
        <Link
          to="/figures/$line"
          params={{ line: line.line }}
          search={{ ...filters, ...closed }}
          className={styles.link}
        >
          {line.name}
        </Link>
      </h2>
      <dl className={styles.rows}>
        {chosen.map((key) => {
          const figure = figures.figures.find((each) => each.metric === key);
          if (!figure) return null;
          const { formula } = metrics[key];
          return (
            <div key={key} className={styles.row}>
              <dt className={styles.name}>{t(`metric.${key}`)}</dt>
              <dd className={styles.value}>
                <FigureButton
                  metric={key}
                  value={figure.value}
                  of={line.name}
                  pressed={{ of: `line:${line.line}` }}
                />
                <span className={styles.more}>
                  {formula.is === "duration" && figure.value !== null
                    ? t("figures.p90", { time: inWords(key, figure.p90, texts) })
                    : fromHowMany(key, figure, texts)}
                </span>
              </dd>
              <dd className={styles.change}>
                <ChangeMark metric={key} now={figure} former={figure.former} />
              </dd>
              <dd className={styles.spark}>
                <Sparkline {...figure} running={figures.running} tone={line.line} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
