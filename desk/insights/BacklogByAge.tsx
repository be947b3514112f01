import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import type { getFigureBacklog } from "../../contract/insights.ts";
import { ageBands } from "../../contract/metrics.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import { ages } from "./ages.ts";
import { ChartCard } from "./ChartCard.tsx";
import { FigureButton } from "./FigureButton.tsx";
import type { Question } from "./filters.ts";
import { backlogQuery } from "./queries.ts";
import { stepName } from "./words.ts";

const BacklogChart = lazy(() => import("./charts/BacklogChart.tsx"));

type Told = ReplyOf<typeof getFigureBacklog>;
type Row = { name: string; on: string; ages: number[]; waiting: number };

/** What is open, by how long it has been: at the end of each day, and now. */
export function BacklogByAge({ asked }: { asked: Question }) {
  const { t } = useTexts();
  const found = useQuery(backlogQuery(asked));
  const title = t("figures.chart.backlog");
  return (
    <ChartCard
      title={title}
      chart={
        found.data ? (
          <BacklogChart label={title} days={found.data.days} />
        ) : found.error ? (
          <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />
        ) : (
          <Skeleton height={15} />
        )
      }
      table={found.data && <Ages told={found.data} />}
    />
  );
}

function Ages({ told: { days } }: { told: Told }) {
  const { t, number, locale } = useTexts();
  const rows: Row[] = days
    .map(({ day, ...told }) => ({ name: stepName(day, "day", locale), on: day, ...told }))
    .reverse();
  const columns: Column<Row>[] = [
    { id: "day", header: t("figures.grain.day"), cell: ({ name }) => name },
    ...ages.map(
      (band): Column<Row> => ({
        id: `age-${band}`,
        header: t(`figures.age.${band}`),
        align: "end",
        cell: ({ name, on, ages: of }) => (
          <FigureButton
            metric="backlog_age"
            value={null}
            words={number(of[band] ?? 0)}
            of={`${t(`figures.age.${band}`)}, ${name}`}
            pressed={{ on, took: `${[0, ...ageBands][band]}-${[...ageBands, ""][band]}` }}
          />
        ),
      }),
    ),
    {
      id: "waiting",
      header: t("metric.waiting"),
      align: "end",
      cell: ({ name, on, waiting }) => (
        <FigureButton metric="waiting" value={waiting} of={name} pressed={{ on }} />
      ),
    },
  ];
  return <Table label={t("figures.chart.backlog")} columns={columns} rows={rows} keyOf={({ on }) => on} />;
}
