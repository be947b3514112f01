import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Line } from "../../contract/lines.ts";
import { type MetricKey, metrics } from "../../contract/metrics.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ChangeMark } from "./ChangeMark.tsx";
import { CountedRow } from "./CountedRow.tsx";
import styles from "./FigureSheet.module.css";
import { closed, sheetQuestion } from "./filters.ts";
import { countedQuery, figuresQuery } from "./queries.ts";
import { Segments } from "./Segments.tsx";
import { useChangeFilters, useFilters } from "./sheet-place.ts";
import { useWhatOf } from "./what-of.ts";
import { fromHowMany, inWords, isShare, rangeName } from "./words.ts";

type Props = { metric: MetricKey; line?: Line };

/** What a figure means, how it is come by, and the conversations it was counted from. */
export function FigureSheet({ metric, line }: Props) {
  const texts = useTexts();
  const { t, locale } = texts;
  const filters = useFilters();
  const change = useChangeFilters();
  const { part: _, over, under, weekday, hour, ...asked } = sheetQuestion(filters, line);
  const { data: figures } = useQuery(figuresQuery(asked));
  const figure = figures?.figures.find((each) => each.metric === metric);
  const { formula, inWorkingTime } = metrics[metric];
  // Of a bin or an hour there is no figure of its own: the list says how many.
  const isWhole = over === undefined && under === undefined && weekday === undefined && hour === undefined;
  const whatOf = useWhatOf(filters, line);
  return (
    <Dialog title={t(`metric.${metric}`)} size="l" isOpen onOpenChange={() => change(closed)}>
      <div className={styles.sheet}>
        <p className={styles.whatOf}>
          {[figures && rangeName(figures, locale), ...whatOf].filter(Boolean).map((words) => (
            <bdi key={words}>{words}</bdi>
          ))}
        </p>
        {isWhole && (
          <p className={styles.value}>
            {figure ? (
              <>
                <strong className={styles.much}>{inWords(metric, figure.value, texts)}</strong>
                {formula.is === "duration" && figure.value !== null && (
                  <span>{t("figures.p90", { time: inWords(metric, figure.p90, texts) })}</span>
                )}
                <span className={styles.quiet}>{fromHowMany(metric, figure, texts)}</span>
                <ChangeMark metric={metric} now={figure} former={figure.former} />
              </>
            ) : (
              <Skeleton height={2.25} />
            )}
          </p>
        )}
        <p className={styles.about}>{t(`metric.${metric}.about`)}</p>
        <details className={styles.how}>
          <summary>{t("figures.how")}</summary>
          <p>{formulaInWords(metric, texts)}</p>
          {formula.is === "duration" && <p>{t("figures.how.precision")}</p>}
          {inWorkingTime && <p>{t("figures.how.working")}</p>}
          <p>{t("figures.how.places")}</p>
          {figures && <p>{t("figures.how.days", { zone: figures.timeZone })}</p>}
        </details>
        <Conversations metric={metric} line={line} />
      </div>
    </Dialog>
  );
}

function formulaInWords(metric: MetricKey, { t }: Pick<Texts, "t">): string {
  if (isShare(metric))
    return t("figures.formula.share", {
      part: t(`metric.${metric}.part`),
      rest: t(`metric.${metric}.rest`),
    });
  return t(metrics[metric].formula.is === "count" ? "figures.formula.count" : "figures.formula.duration");
}

function Conversations({ metric, line }: Props) {
  const { t } = useTexts();
  const filters = useFilters();
  const change = useChangeFilters();
  const [order, setOrder] = useState<"newest" | "longest">("longest");
  const { formula, isStock } = metrics[metric];
  const isDuration = formula.is === "duration";
  const question = sheetQuestion(filters, line);
  const found = useInfiniteQuery(countedQuery(metric, { ...question, ...(isDuration && { order }) }));
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles.behind}>
      <header className={styles.behindHead}>
        <h3 className={styles.title}>{t("figures.behind")}</h3>
        {isShare(metric) && (
          <Segments<"all" | "part" | "rest">
            label={t("figures.behind")}
            options={[
              { id: "all", label: t("figures.behind.all") },
              { id: "part", label: t(`metric.${metric}.part`) },
              { id: "rest", label: t(`metric.${metric}.rest`) },
            ]}
            value={filters.part ?? "all"}
            onChange={(part) => change({ part: part === "all" ? undefined : part })}
          />
        )}
        {isDuration && (
          <Segments
            label={t("figures.behind.order")}
            options={[
              { id: "longest", label: t("figures.behind.longest") },
              { id: "newest", label: t("figures.behind.newest") },
            ]}
            value={order}
            onChange={setOrder}
          />
        )}
      </header>
      {found.error && <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />}
      {found.isPending && <Skeleton lines={5} />}
      {found.isSuccess && rows.length === 0 && <p className={styles.quiet}>{t("figures.behind.none")}</p>}
      <ul className={styles.list}>
        {rows.map((row, index) => (
          // A conversation that was counted twice is there twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end
          <CountedRow key={`${row.id} ${index}`} row={row} metric={metric} isStock={Boolean(isStock)} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
          {t("figures.behind.more")}
        </Button>
      )}
    </section>
  );
}
