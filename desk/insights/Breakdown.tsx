import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Dimension, dimensions, type Figure } from "../../contract/insights.ts";
import { lines as bothLines, type Line } from "../../contract/lines.ts";
import { type MetricKey, metricKeys, metrics } from "../../contract/metrics.ts";
import { useLines } from "../app/lines.ts";
import { useMay } from "../app/me.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import styles from "./Breakdown.module.css";
import { ChangeMark } from "./ChangeMark.tsx";
import { useCard } from "./cards.ts";
import { FigureButton } from "./FigureButton.tsx";
import type { Question } from "./filters.ts";
import { breakdownQuery } from "./queries.ts";
import { useChangeFilters, useFilters } from "./sheet-place.ts";
import { useRowName } from "./words.ts";

type Props = { asked: Question; fallback: Dimension; line?: Line };
type Row = { key: string | null; name: string; figures: Figure[] };

/** The card's metrics told apart by one of the dimensions, the one with the most on top. */
export function Breakdown({ asked, fallback, line }: Props) {
  const { t } = useTexts();
  const filters = useFilters();
  const change = useChangeFilters();
  const lines = useLines();
  const maySeePeople = useMay("agents.read");
  const offered = dimensions.filter(
    (each) =>
      (each !== "line" || (!line && lines.length > 1)) &&
      (each !== "agent" || maySeePeople) &&
      (each === "line" || asked[each] === undefined),
  );
  const by =
    offered.find((each) => each === filters.by) ?? offered.find((each) => each === fallback) ?? offered[0]!;
  const found = useQuery(breakdownQuery(asked, by));
  const keys = useShown(line, by);
  const [sortedBy, sortBy] = useState<MetricKey | "name">(keys[0]!);
  const order = sortedBy === "name" || keys.includes(sortedBy) ? sortedBy : keys[0]!;
  return (
    <section className={styles.card} aria-label={t("figures.breakdown")}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t("figures.breakdown")}</h2>
        <Select<Dimension>
          label={t("figures.breakdown")}
          labelHidden
          options={offered.map((id) => ({ id, label: t(`figures.by.${id}`) }))}
          value={by}
          onChange={(id) => change({ by: id === fallback ? undefined : id })}
        />
        <span className={styles.order}>
          <Select
            label={t("figures.breakdown.order")}
            labelHidden
            options={[
              ...keys.map((id) => ({ id: id as string, label: t(`metric.${id}`) })),
              { id: "name", label: t("figures.breakdown.name") },
            ].map((option) => ({ ...option, label: t("figures.breakdown.by", { name: option.label }) }))}
            value={order}
            onChange={(id) => sortBy(id as MetricKey | "name")}
          />
        </span>
      </header>
      <Loaded of={found}>
        {(data) => <Rows by={data.by} rows={data.rows} keys={keys} order={order} line={line} />}
      </Loaded>
    </section>
  );
}

type RowsProps = {
  by: Dimension;
  rows: { key: string | null; name: string | null; figures: Figure[] }[];
  keys: MetricKey[];
  order: MetricKey | "name";
  line?: Line;
};

function Rows({ by, rows, keys, order, line }: RowsProps) {
  const { t, compare } = useTexts();
  const nameOf = useRowName();
  const named: Row[] = rows.map(({ key, name, figures }) => ({ key, figures, name: nameOf(by, key, name) }));
  const value = (row: Row, metric: MetricKey) => row.figures.find((each) => each.metric === metric);
  const sorted = named.toSorted((a, b) =>
    order === "name"
      ? compare(a.name, b.name)
      : (value(b, order)?.value ?? -1) - (value(a, order)?.value ?? -1) || compare(a.name, b.name),
  );
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: t(`figures.by.${by}`),
      cell: ({ name }) => <bdi className={styles.name}>{name}</bdi>,
    },
    ...keys.map((metric): Column<Row> => {
      const most = Math.max(...named.map((row) => value(row, metric)?.value ?? 0));
      return {
        id: metric,
        header: t(`metric.${metric}`),
        align: "end",
        cell: (row) => {
          const figure = value(row, metric);
          if (!figure) return null;
          const isBar = metrics[metric].formula.is === "count" && most > 0;
          return (
            <span className={styles.cell}>
              {isBar && (
                <span
                  className={styles.bar}
                  style={{ inlineSize: `${(100 * (figure.value ?? 0)) / most}%` }}
                  data-line={line}
                />
              )}
              <FigureButton
                metric={metric}
                value={figure.value}
                of={row.name}
                pressed={{ of: `${by}:${row.key ?? ""}` }}
              />
              <ChangeMark metric={metric} now={figure} former={figure.former} brief />
            </span>
          );
        },
      };
    }),
  ];
  return (
    <Table
      label={t("figures.breakdown")}
      columns={columns}
      rows={sorted}
      keyOf={({ key }) => key ?? "none"}
      empty={t("figures.breakdown.empty")}
    />
  );
}

/** The metrics of the line's card, or of both; those that are nobody's are left out where people are told apart. */
function useShown(line: Line | undefined, by: Dimension): MetricKey[] {
  const [service, support] = [useCard(bothLines[0]), useCard(bothLines[1])];
  const chosen =
    line === "service" ? service : line === "support" ? support : [...new Set([...service, ...support])];
  const shown = chosen.filter((key) => by !== "agent" || !metrics[key].isNobodys);
  // "Replies" say how much somebody did.
  const first: MetricKey[] = by === "agent" ? ["replied"] : ["came"];
  const all = [...first, ...shown.filter((key) => !first.includes(key))];
  return all.length > 1 ? all.slice(0, 8) : [...metricKeys.slice(0, 3)];
}
