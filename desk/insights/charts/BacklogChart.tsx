import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { useTexts } from "../../texts/Texts.tsx";
import { ageColours, ages } from "../ages.ts";
import { useOpenSheet } from "../sheet-place.ts";
import { stepName } from "../words.ts";
import { amountsAxis, namesAxis, uprightAxis } from "./axes.ts";
import { axisText } from "./axis-text.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { ToldCounts } from "./Told.tsx";
import { niceTicks } from "./ticks.ts";

type Day = { day: string; ages: number[]; waiting: number };

/** What was open at the end of each day: a bar for each, the oldest at its foot. */
export default function BacklogChart({ label, days }: { label: string; days: readonly Day[] }) {
  const { t, dir, number, locale } = useTexts();
  const open = useOpenSheet();
  const isRtl = dir === "rtl";
  const rows = days.map(({ day, ages: of, waiting }) => ({
    name: axisText(stepName(day, "day", locale), dir),
    waiting,
    ...Object.fromEntries(ages.map((band) => [`age${band}`, of[band] ?? 0])),
  }));
  const oldestFirst = ages.toReversed();
  const items = ages.map((band) => ({
    id: `age${band}`,
    name: t(`figures.age.${band}`),
    colour: ageColours[band],
  }));
  const most = Math.max(1, ...days.map(({ ages: of }) => of.reduce((sum, one) => sum + one, 0)));
  const ticks = niceTicks(most, "count");
  return (
    <ChartFrame label={label} items={items} height={220}>
      <BarChart
        data={rows}
        title={label}
        margin={{ top: 8, right: isRtl ? 0 : 8, bottom: 0, left: isRtl ? 8 : 0 }}
        barCategoryGap="12%"
        onClick={({ activeTooltipIndex }) => {
          const day = days[Number(activeTooltipIndex ?? -1)]?.day;
          if (day) open("backlog_age", { on: day });
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="name" reversed={isRtl} {...namesAxis} minTickGap={24} />
        <YAxis {...uprightAxis(isRtl)} {...amountsAxis(ticks, (value) => axisText(number(value), dir))} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--surface-hover)" }}
          content={(at) => (
            <ToldCounts at={at} items={[...items, { id: "waiting", name: t("metric.waiting") }]} />
          )}
        />
        {oldestFirst.map((band) => (
          <Bar
            key={band}
            dataKey={`age${band}`}
            stackId="ages"
            fill={ageColours[band]}
            stroke="var(--surface-raised)"
            strokeWidth={0.5}
            isAnimationActive={false}
            maxBarSize={28}
          />
        ))}
      </BarChart>
    </ChartFrame>
  );
}
