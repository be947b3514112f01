import { useQuery } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import { ChartCard } from "./ChartCard.tsx";
import { FigureButton } from "./FigureButton.tsx";
import type { Question } from "./filters.ts";
import { type Spreadable, spreadQuery } from "./queries.ts";
import { Segments } from "./Segments.tsx";
import { useSpreadNames } from "./spread-names.ts";

const SpreadChart = lazy(() => import("./charts/SpreadChart.tsx"));
const offered = ["first_reply", "resolution"] as const satisfies Spreadable[];

/** How many took how long. */
export function Spread({ asked }: { asked: Question }) {
  const { t, number } = useTexts();
  const [of, setOf] = useState<(typeof offered)[number]>("first_reply");
  const found = useQuery(spreadQuery(asked, of));
  const nameOf = useSpreadNames();
  const bins = found.data?.bins ?? [];
  const hasFormer = bins.some(({ former }) => former !== null);
  type Row = { name: string; bin: (typeof bins)[number] };
  const columns: Column<Row>[] = [
    { id: "took", header: t("figures.spread.took"), cell: ({ name }) => name },
    {
      id: "count",
      header: t("figures.spread.count"),
      align: "end",
      // A count of conversations, though what it opens is a duration's.
      cell: ({ name, bin }) => (
        <FigureButton
          metric={of}
          value={null}
          words={number(bin.count)}
          of={name}
          pressed={{ took: `${bin.from}-${bin.to ?? ""}` }}
        />
      ),
    },
    ...(hasFormer
      ? [
          {
            id: "former",
            header: t("figures.before"),
            align: "end" as const,
            cell: ({ bin }: Row) => number(bin.former ?? 0),
          },
        ]
      : []),
  ];
  const title = t("figures.chart.spread");
  const rows = bins.map((bin) => ({ name: nameOf(bin), bin }));
  return (
    <ChartCard
      title={title}
      actions={
        <Segments
          label={title}
          options={offered.map((id) => ({ id, label: t(`metric.${id}`) }))}
          value={of}
          onChange={setOf}
        />
      }
      chart={
        found.data ? (
          <SpreadChart label={`${title}: ${t(`metric.${of}`)}`} metric={of} bins={bins} />
        ) : found.error ? (
          <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />
        ) : (
          <Skeleton height={15} />
        )
      }
      table={<Table label={title} columns={columns} rows={rows} keyOf={({ name }) => name} />}
    />
  );
}
