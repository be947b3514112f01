import { lazy } from "react";
import type { getFigures } from "../../../contract/insights.ts";
import type { Line } from "../../../contract/lines.ts";
import type { MetricKey } from "../../../contract/metrics.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { ChartCard } from "../ChartCard.tsx";
import { StepTable } from "../StepTable.tsx";
import type { ChartSeries } from "./TimeChart.tsx";

const TimeChart = lazy(() => import("./TimeChart.tsx"));

type Figures = ReplyOf<typeof getFigures>;

const told = (figures: Figures, metric: MetricKey) => figures.figures.find((each) => each.metric === metric)!;

/** What came in and what was solved. */
export function Volume({ line, figures }: { line: Line; figures: Figures }) {
  const { t } = useTexts();
  const series: ChartSeries[] = [
    {
      id: "came",
      name: t("metric.came"),
      metric: "came",
      values: told(figures, "came").series,
      as: "bar",
      colour: `var(--line-${line})`,
    },
    {
      id: "solved",
      name: t("metric.solved"),
      metric: "solved",
      values: told(figures, "solved").series,
      as: "line",
      colour: "var(--good)",
    },
  ];
  return <OverTime title={t("figures.chart.cameAndSolved")} figures={figures} series={series} />;
}

/** The middle of durations and what nine in ten stay below, over time. */
export function DurationOverTime({
  figures,
  metric,
}: {
  figures: Figures;
  metric: "first_reply" | "resolution";
}) {
  const { t } = useTexts();
  const { series: median, p90Series } = told(figures, metric);
  const series: ChartSeries[] = [
    {
      id: "median",
      name: t("figures.median"),
      metric,
      values: median,
      as: "line",
      colour: "var(--accent-text)",
    },
    {
      id: "p90",
      name: t("figures.p90.name"),
      metric,
      values: p90Series,
      as: "line",
      colour: "var(--due)",
      dashed: true,
    },
  ];
  return <OverTime title={t(`metric.${metric}`)} figures={figures} series={series} />;
}

type Props = { title: string; figures: Figures; series: ChartSeries[] };

function OverTime({ title, figures: { steps, grain, to, running }, series }: Props) {
  const shown = { steps, grain, to, running, label: title };
  return (
    <ChartCard
      title={title}
      chart={<TimeChart {...shown} series={series} />}
      table={<StepTable {...shown} series={series} />}
    />
  );
}
