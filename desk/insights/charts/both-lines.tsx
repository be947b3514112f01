import { lazy } from "react";
import type { getFigures } from "../../../contract/insights.ts";
import type { MetricKey } from "../../../contract/metrics.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { KnownLine } from "../../app/lines.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { ChartCard } from "../ChartCard.tsx";
import { StepTable } from "../StepTable.tsx";

const TimeChart = lazy(() => import("./TimeChart.tsx"));

type Figures = ReplyOf<typeof getFigures>;
type Both = { line: KnownLine; figures: Figures | undefined }[];

const told = (figures: Figures | undefined, metric: MetricKey) =>
  figures?.figures.find((each) => each.metric === metric);

/** What came in on each line, one upon the other. */
export function BothVolumes({ both }: { both: Both }) {
  const { t } = useTexts();
  return <OverTime both={both} metric="came" title={t("figures.chart.volume")} as="bar" />;
}

/** A metric of both lines, so that one can see which goes where. */
export function LinesOverTime(props: { both: Both; metric: MetricKey; title: string }) {
  return <OverTime {...props} as="line" />;
}

type Props = { both: Both; metric: MetricKey; title: string; as: "bar" | "line" };

function OverTime({ both, metric, title, as }: Props) {
  const one = both.find(({ figures }) => figures)?.figures;
  if (!one) return <ChartCard title={title} chart={null} table={null} />;
  const series = both.map(({ line, figures }) => ({
    id: line.line,
    name: line.name,
    metric,
    values: told(figures, metric)?.series ?? [],
    of: `line:${line.line}`,
  }));
  const { steps, grain, to, running } = one;
  const shown = { label: title, steps, grain, to, running };
  return (
    <ChartCard
      title={title}
      chart={
        <TimeChart
          {...shown}
          series={series.map((each) => ({
            ...each,
            as,
            colour: `var(--line-${each.id})`,
            stack: as === "bar" ? "lines" : undefined,
          }))}
        />
      }
      table={<StepTable {...shown} series={series} />}
    />
  );
}
