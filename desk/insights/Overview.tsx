import { useQueries, useQuery } from "@tanstack/react-query";
import { type KnownLine, useLines } from "../app/lines.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Breakdown } from "./Breakdown.tsx";
import { Controls } from "./Controls.tsx";
import { Counting } from "./Counting.tsx";
import { BothVolumes, LinesOverTime } from "./charts/both-lines.tsx";
import { FigurePage } from "./FigurePage.tsx";
import { FigureSheet } from "./FigureSheet.tsx";
import styles from "./Figures.module.css";
import { questionOf } from "./filters.ts";
import { HeatMap } from "./HeatMap.tsx";
import { LineColumn } from "./LineColumn.tsx";
import { LineFigures } from "./LineFigures.tsx";
import { figuresQuery } from "./queries.ts";
import { useFilters } from "./sheet-place.ts";

/** Both lines side by side; of a workspace with one line, that line. */
export function Overview() {
  const lines = useLines();
  if (lines.length === 1) return <LineFigures line={lines[0]!.line} alone />;
  return <BothLines lines={lines} />;
}

function BothLines({ lines }: { lines: KnownLine[] }) {
  const { t } = useTexts();
  const filters = useFilters();
  const asked = questionOf(filters);
  const all = useQuery(figuresQuery(asked));
  const each = useQueries({ queries: lines.map(({ line }) => figuresQuery({ ...asked, line })) });
  const both = lines.map((line, at) => ({ line, figures: each[at]?.data }));

  return (
    <FigurePage>
      <Controls span={all.data} />
      <Counting span={all.data}>
        <div className={styles.lines}>
          {lines.map((line, at) => (
            <Loaded key={line.line} of={each[at]!}>
              {(figures) => <LineColumn line={line} figures={figures} />}
            </Loaded>
          ))}
        </div>
        <div className={styles.charts}>
          <BothVolumes both={both} />
          <LinesOverTime both={both} metric="first_reply" title={t("metric.first_reply")} />
          <LinesOverTime both={both} metric="backlog" title={t("metric.backlog")} />
          <HeatMap asked={asked} />
        </div>
        <Breakdown asked={asked} fallback="brand" />
      </Counting>
      {filters.show && <FigureSheet key={filters.show} metric={filters.show} />}
    </FigurePage>
  );
}
