import { useEffect, useState } from "react";
import {
  Bar,
  type BarShapeProps,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { type MetricKey, metrics } from "../../../contract/metrics.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useOpenSheet } from "../sheet-place.ts";
import { type OverTime, onStep } from "../steps.ts";
import { inWords, stepName } from "../words.ts";
import { amountsAxis, namesAxis, uprightAxis } from "./axes.ts";
import { axisText } from "./axis-text.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { Told } from "./Told.tsx";
import { niceTicks } from "./ticks.ts";

export interface ChartSeries {
  id: string;
  name: string;
  metric: MetricKey;
  values: readonly (number | null)[];
  as: "bar" | "line";
  colour: string;
  dashed?: boolean;
  /** Bars of one stack stand on each other. */
  stack?: string;
  /** Whose it is, where it is not that of the whole screen. */
  of?: string;
}

type Props = OverTime & { series: readonly ChartSeries[] };

/** Figures over time. Time runs as the text does; a press opens the conversations of that step. */
export default function TimeChart({ label, steps, grain, to, running, series }: Props) {
  const texts = useTexts();
  const { t, locale, dir } = texts;
  const open = useOpenSheet();
  const [at, setAt] = useState<number | null>(null);
  const isRtl = dir === "rtl";
  const metric = series[0]!.metric;
  const nameOf = (step: string) => axisText(stepName(step, grain, locale), dir);
  const rows = steps.map((step, index) => ({
    step: index,
    name: nameOf(step),
    ...Object.fromEntries(series.flatMap((each) => pointsOf(each, index, running))),
  }));
  const stacked = series.some(({ stack }) => stack);
  const most = Math.max(
    0,
    ...steps.map((_, index) => {
      const values = series.map(({ values: of }) => of[index] ?? 0);
      return stacked ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values);
    }),
  );
  const ticks = niceTicks(most, metrics[metric].formula.is);

  function openAt(index: number | null) {
    if (index === null || !steps[index]) return;
    const pressed = series.length === 1 || !series[0]!.stack ? series[0]! : null;
    open(metric, { on: onStep(steps, index, to), ...(pressed?.of && { of: pressed.of }) });
  }

  return (
    <ChartFrame
      label={label}
      items={series}
      height={220}
      onKeyDown={(event) => {
        if (event.key === "Enter") openAt(at);
      }}
    >
      <ComposedChart
        data={rows}
        margin={{ top: 8, right: isRtl ? 0 : 8, bottom: 0, left: isRtl ? 8 : 0 }}
        barCategoryGap="18%"
        title={label}
        onClick={({ activeTooltipIndex }) => openAt(Number(activeTooltipIndex ?? -1))}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="name" reversed={isRtl} {...namesAxis} minTickGap={24} interval="preserveStartEnd" />
        <YAxis
          {...uprightAxis(isRtl)}
          {...amountsAxis(ticks, (value) => axisText(inWords(metric, value, texts), dir))}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--surface-hover)", stroke: "var(--border-strong)" }}
          content={({ active, label: name, activeIndex }) => {
            const index = Number(activeIndex ?? -1);
            return (
              <ToldAt
                name={
                  active ? (index === running ? t("figures.soFar", { step: name }) : String(name ?? "")) : ""
                }
                index={active ? index : -1}
                series={series}
                onChange={setAt}
              />
            );
          }}
        />
        {series.flatMap(({ id, as, colour, dashed, stack, name }) =>
          as === "bar" ? (
            <Bar
              key={id}
              dataKey={id}
              name={name}
              stackId={stack}
              fill={colour}
              maxBarSize={28}
              isAnimationActive={false}
              shape={(props: BarShapeProps) => (
                <Rectangle {...props} fillOpacity={props.index === running ? 0.45 : 1} />
              )}
            />
          ) : (
            [id, ...(running === null ? [] : [unended(id)])].map((key) => (
              <Line
                key={key}
                dataKey={key}
                name={name}
                stroke={colour}
                strokeWidth={2}
                strokeDasharray={key === id ? (dashed ? "5 4" : undefined) : "1 4"}
                strokeLinecap="round"
                dot={steps.length < 2}
                activeDot={{ r: 4 }}
                connectNulls
                isAnimationActive={false}
              />
            ))
          ),
        )}
      </ComposedChart>
    </ChartFrame>
  );
}

/** The stretch of a line that leads to the step that has not ended: what comes is still to be added to it. */
const unended = (id: string) => `${id} unended`;

/** What is drawn of a series at a step. */
function pointsOf(
  { id, values, as }: ChartSeries,
  index: number,
  running: number | null,
): [string, number | null][] {
  const value = values[index] ?? null;
  if (as === "bar" || running === null) return [[id, value]];
  const last = values.findLastIndex((one, at) => at < running && one !== null);
  return [
    [id, index < running ? value : null],
    [unended(id), index === running || index === last ? value : null],
  ];
}

type ToldAtProps = {
  name: string;
  index: number;
  series: readonly ChartSeries[];
  onChange: (index: number | null) => void;
};

/** What the chart shows at one step. */
function ToldAt({ name, index, series, onChange }: ToldAtProps) {
  const texts = useTexts();
  const isShown = index >= 0 && name !== "";
  useTellAt(isShown ? index : null, onChange);
  if (!isShown) return null;
  return (
    <Told
      name={name}
      rows={series.map(({ metric, values, ...each }) => ({
        ...each,
        much: inWords(metric, values[index] ?? null, texts),
      }))}
    />
  );
}

function useTellAt(index: number | null, tell: (index: number | null) => void) {
  useEffect(() => {
    tell(index);
  }, [index, tell]);
}
