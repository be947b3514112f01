import type { MetricKey } from "../../contract/metrics.ts";
import { useTexts } from "../texts/Texts.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import { FigureButton } from "./FigureButton.tsx";
import { type OverTime, onStep } from "./steps.ts";
import { stepName } from "./words.ts";

type Series = {
  id: string;
  name: string;
  metric: MetricKey;
  values: readonly (number | null)[];
  /** Whose it is, where it is not that of the whole screen: "line:support". */
  of?: string;
};

type Props = OverTime & { series: readonly Series[] };

/** What a chart over time shows, to be read; the newest step first. */
export function StepTable({ label, steps, grain, to, running, series }: Props) {
  const { t, locale } = useTexts();
  const nameOf = (step: string, isRunning: boolean) => {
    const name = stepName(step, grain, locale);
    return isRunning ? t("figures.soFar", { step: name }) : name;
  };
  const columns: Column<{ step: string; at: number }>[] = [
    {
      id: "step",
      header: t(`figures.grain.${grain}`),
      cell: ({ step, at }) => nameOf(step, at === running),
    },
    ...series.map(
      ({ id, name, metric, values, of }): Column<{ step: string; at: number }> => ({
        id,
        header: name,
        align: "end",
        cell: ({ step, at }) => (
          <FigureButton
            metric={metric}
            value={values[at] ?? null}
            of={`${name}, ${nameOf(step, at === running)}`}
            pressed={{ on: onStep(steps, at, to), ...(of && { of }) }}
          />
        ),
      }),
    ),
  ];
  return (
    <Table
      label={label}
      columns={columns}
      rows={steps
        .map((step, at) => ({ step, at }))
        .slice(0, running === null ? undefined : running + 1)
        .reverse()}
      keyOf={({ step }) => step}
    />
  );
}
