import type { Grain } from "../../contract/insights.ts";
import type { MetricKey } from "../../contract/metrics.ts";
import { useTexts } from "../texts/Texts.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import { FigureButton } from "./FigureButton.tsx";
import { onStep } from "./steps.ts";
import { stepName } from "./words.ts";

type Series = {
  id: string;
  name: string;
  metric: MetricKey;
  values: readonly (number | null)[];
  /** Whose it is, where it is not that of the whole screen: "line:support". */
  of?: string;
};

type Props = { label: string; steps: readonly string[]; grain: Grain; to: string; series: readonly Series[] };

/** What a chart over time shows, to be read; the newest step first. */
export function StepTable({ label, steps, grain, to, series }: Props) {
  const { t, locale } = useTexts();
  const columns: Column<{ step: string; at: number }>[] = [
    { id: "step", header: t(`figures.grain.${grain}`), cell: ({ step }) => stepName(step, grain, locale) },
    ...series.map(
      ({ id, name, metric, values, of }): Column<{ step: string; at: number }> => ({
        id,
        header: name,
        align: "end",
        cell: ({ step, at }) => (
          <FigureButton
            metric={metric}
            value={values[at] ?? null}
            of={`${name}, ${stepName(step, grain, locale)}`}
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
      rows={steps.map((step, at) => ({ step, at })).reverse()}
      keyOf={({ step }) => step}
    />
  );
}
