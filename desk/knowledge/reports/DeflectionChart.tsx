import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { amountsAxis, namesAxis, uprightAxis } from "../../insights/charts/axes.ts";
import { axisText } from "../../insights/charts/axis-text.ts";
import { ChartFrame } from "../../insights/charts/ChartFrame.tsx";
import { Told } from "../../insights/charts/Told.tsx";
import { niceTicks } from "../../insights/charts/ticks.ts";
import { useTexts } from "../../texts/Texts.tsx";
import type { Deflection } from "./Figures.tsx";

/** Offers by day: how many, how many were opened, after how many nobody wrote. */
export default function DeflectionChart({ of: { byDay } }: { of: Deflection }) {
  const { t, locale, dir, number } = useTexts();
  const isRtl = dir === "rtl";
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  const series = [
    { id: "offers", as: "bar", colour: "var(--border-strong)" },
    { id: "opened", as: "line", colour: "var(--accent-text)", dashed: true },
    { id: "deflected", as: "line", colour: "var(--good)" },
  ] as const;
  const items = series.map((each) => ({ ...each, name: t(`knowledge.deflection.${each.id}`) }));
  const rows = byDay.map((each) => ({ ...each, name: axisText(day.format(new Date(each.day)), dir) }));
  const most = Math.max(1, ...byDay.map(({ offers }) => offers));
  const ticks = niceTicks(most, "count");
  return (
    <ChartFrame label={t("knowledge.deflection.byDay")} items={items} height={220}>
      <ComposedChart
        data={rows}
        margin={{ top: 8, right: isRtl ? 0 : 8, bottom: 0, left: isRtl ? 8 : 0 }}
        barCategoryGap="18%"
        title={t("knowledge.deflection.byDay")}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="name" reversed={isRtl} {...namesAxis} minTickGap={24} interval="preserveStartEnd" />
        <YAxis {...uprightAxis(isRtl)} {...amountsAxis(ticks, (value) => axisText(number(value), dir))} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--surface-hover)" }}
          content={({ active, label, activeIndex }) => {
            const row = byDay[Number(activeIndex ?? -1)];
            if (!active || !row) return null;
            return (
              <Told
                name={String(label ?? "")}
                rows={items.map((each) => ({ ...each, much: number(row[each.id]) }))}
              />
            );
          }}
        />
        <Bar dataKey="offers" fill="var(--border-strong)" maxBarSize={28} isAnimationActive={false} />
        <Line
          dataKey="opened"
          stroke="var(--accent-text)"
          strokeWidth={2}
          strokeDasharray="5 4"
          dot={rows.length < 2}
          isAnimationActive={false}
        />
        <Line
          dataKey="deflected"
          stroke="var(--good)"
          strokeWidth={2}
          dot={rows.length < 2}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ChartFrame>
  );
}
