import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { MetricKey } from "../../../contract/metrics.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useOpenSheet } from "../sheet-place.ts";
import { useSpreadNames } from "../spread-names.ts";
import { amountsAxis, namesAxis, uprightAxis } from "./axes.ts";
import { axisText } from "./axis-text.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { ToldCounts } from "./Told.tsx";
import { niceTicks } from "./ticks.ts";

type Bin = { from: number; to: number | null; count: number; former: number | null };
type Props = { label: string; metric: MetricKey; bins: readonly Bin[] };

/** How many took how long, beside how many did before. Lies on its side, so that the names have room. */
export default function SpreadChart({ label, metric, bins }: Props) {
  const { t, dir, number } = useTexts();
  const open = useOpenSheet();
  const nameOf = useSpreadNames();
  const isRtl = dir === "rtl";
  const hasFormer = bins.some(({ former }) => former !== null);
  const rows = bins.map((bin) => ({ ...bin, name: axisText(nameOf(bin), dir) }));
  const most = Math.max(1, ...bins.flatMap(({ count, former }) => [count, former ?? 0]));
  const ticks = niceTicks(most, "count");
  const items = [
    { id: "count", name: t("figures.now"), colour: "var(--accent)" },
    ...(hasFormer ? [{ id: "former", name: t("figures.before"), colour: "var(--border-strong)" }] : []),
  ];
  return (
    <ChartFrame label={label} items={items} height={bins.length * 24 + 30}>
      <BarChart
        data={rows}
        layout="vertical"
        title={label}
        margin={{ top: 0, right: isRtl ? 0 : 12, bottom: 0, left: isRtl ? 12 : 0 }}
        barGap={1}
        barCategoryGap={4}
        onClick={({ activeTooltipIndex }) => {
          const bin = bins[Number(activeTooltipIndex ?? -1)];
          if (bin) open(metric, { took: `${bin.from}-${bin.to ?? ""}` });
        }}
      >
        <CartesianGrid horizontal={false} stroke="var(--border)" />
        <XAxis
          type="number"
          reversed={isRtl}
          {...amountsAxis(ticks, (value) => axisText(number(value), dir))}
        />
        <YAxis type="category" dataKey="name" {...uprightAxis(isRtl)} interval={0} {...namesAxis} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--surface-hover)" }}
          content={(at) => <ToldCounts at={at} items={items} />}
        />
        <Bar dataKey="count" fill="var(--accent)" isAnimationActive={false} maxBarSize={14} />
        {hasFormer && (
          <Bar dataKey="former" fill="var(--border-strong)" isAnimationActive={false} maxBarSize={6} />
        )}
      </BarChart>
    </ChartFrame>
  );
}
