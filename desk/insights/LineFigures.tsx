import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lines as allLines, type Line } from "../../contract/lines.ts";
import { MissingScreen } from "../app/failed-screens.tsx";
import { useLines } from "../app/lines.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { BacklogByAge } from "./BacklogByAge.tsx";
import { Breakdown } from "./Breakdown.tsx";
import { Cards } from "./Cards.tsx";
import { Controls } from "./Controls.tsx";
import { Counting } from "./Counting.tsx";
import { DurationOverTime, Volume } from "./charts/one-line.tsx";
import { FigurePage } from "./FigurePage.tsx";
import { FigureSheet } from "./FigureSheet.tsx";
import styles from "./Figures.module.css";
import { questionOf } from "./filters.ts";
import { HeatMap } from "./HeatMap.tsx";
import { figuresQuery } from "./queries.ts";
import { Spread } from "./Spread.tsx";
import { useFilters } from "./sheet-place.ts";

/** `/figures/support`: a line that is off has no place here. */
export function LineScreen() {
  const { line: name } = useParams({ from: "/desk/figures/$line" });
  const line = allLines.find((each) => each === name);
  const on = useLines();
  if (!line || (on.length > 0 && !on.some((each) => each.line === line))) return <MissingScreen />;
  return <LineFigures key={line} line={line} />;
}

/** All figures of a line: its card, how they came about, and by whom and what they can be told apart. */
export function LineFigures({ line, alone }: { line: Line; alone?: boolean }) {
  const filters = useFilters();
  const asked = questionOf(filters, line);
  const figures = useQuery(figuresQuery(asked));
  return (
    <FigurePage>
      <Controls span={figures.data} line={line} />
      <Counting span={figures.data}>
        <Loaded of={figures}>
          {(data) => (
            <>
              <Cards line={line} figures={data} />
              <div className={styles.charts}>
                <Volume line={line} figures={data} />
                <DurationOverTime figures={data} metric="first_reply" />
                <Spread asked={asked} />
                <DurationOverTime figures={data} metric="resolution" />
                <BacklogByAge asked={asked} />
                <HeatMap asked={asked} />
              </div>
            </>
          )}
        </Loaded>
        <Breakdown asked={asked} fallback={alone ? "brand" : "agent"} line={line} />
      </Counting>
      {filters.show && <FigureSheet key={filters.show} metric={filters.show} line={line} />}
    </FigurePage>
  );
}
