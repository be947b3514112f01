import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link as RouterLink } from "@tanstack/react-router";
import { lazy } from "react";
import type { getDeflection, listArticleFigures } from "../../../contract/knowledge.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import { ChartCard } from "../../insights/ChartCard.tsx";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Table } from "../../ui/Table.tsx";
import { Text } from "../../ui/Text.tsx";
import { More } from "./Feedback.tsx";
import { type ReportSearch, spanOf } from "./filters.ts";
import { articleFiguresQuery, deflectionQuery } from "./queries.ts";
import styles from "./ReportsScreen.module.css";

const DeflectionChart = lazy(() => import("./DeflectionChart.tsx"));

export type Deflection = ReplyOf<typeof getDeflection>;
type Row = ReplyOf<typeof listArticleFigures>["items"][number];

/** What became of offers and of each article. */
export function Figures({ search }: { search: ReportSearch }) {
  const { t } = useTexts();
  const { brand, place } = search;
  const span = spanOf(search);
  const deflection = useQuery(
    deflectionQuery({ ...span, brand, place: place === "help" ? undefined : place }),
  );
  const rows = useInfiniteQuery(articleFiguresQuery({ ...span, brand }));
  return (
    <>
      <section className={styles.part} aria-label={t("knowledge.deflection")}>
        <h2 className={styles.title}>{t("knowledge.deflection")}</h2>
        <p className={styles.about}>{t("knowledge.deflection.words")}</p>
        <Loaded of={deflection}>{(told) => <Offers of={told} />}</Loaded>
      </section>
      <section className={styles.part} aria-label={t("knowledge.figures.articles")}>
        <h2 className={styles.title}>{t("knowledge.figures.articles")}</h2>
        {rows.isPending ? (
          <Skeleton lines={5} />
        ) : rows.isError ? (
          <Problem of={rows.error} onRetry={() => rows.refetch()} busy={rows.isFetching} />
        ) : (
          <Articles rows={rows.data.pages.flatMap((page) => page.items)} />
        )}
        <More of={rows} />
      </section>
    </>
  );
}

function Offers({ of }: { of: Deflection }) {
  const { t, number } = useTexts();
  const share = of.offers === 0 ? null : of.deflected / of.offers;
  const figures = [
    {
      id: "deflected",
      much: share === null ? "–" : number(share, { style: "percent", maximumFractionDigits: 1 }),
      about: t("knowledge.deflection.deflected.of", {
        deflected: number(of.deflected),
        offers: number(of.offers),
      }),
    },
    {
      id: "known",
      much: number(of.deflectedKnown),
      about: t("knowledge.deflection.known.words"),
    },
    { id: "opened", much: number(of.opened), about: t("knowledge.deflection.opened.words") },
    {
      id: "accepted",
      much: number(of.accepted),
      about: t("knowledge.deflection.acceptedButWrote", { count: of.acceptedButWrote }),
    },
    { id: "silent", much: number(of.silent), about: t("knowledge.deflection.silent.words") },
    { id: "pending", much: number(of.pending), about: t("knowledge.deflection.pending.words") },
  ] as const;
  return (
    <>
      <div className={styles.figures}>
        {figures.map(({ id, much, about }) => (
          <dl key={id} className={styles.figure}>
            <dt>{t(`knowledge.deflection.${id}`)}</dt>
            <dd>{much}</dd>
            <dd>{about}</dd>
          </dl>
        ))}
      </div>
      {of.byDay.length > 0 && (
        <ChartCard
          title={t("knowledge.deflection.byDay")}
          chart={<DeflectionChart of={of} />}
          table={<ByDay of={of} />}
        />
      )}
    </>
  );
}

function ByDay({ of }: { of: Deflection }) {
  const { t, number, locale } = useTexts();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <Table
      label={t("knowledge.deflection.byDay")}
      rows={of.byDay}
      keyOf={(row) => row.day}
      columns={[
        { id: "day", header: t("knowledge.day"), cell: (row) => day.format(new Date(row.day)) },
        {
          id: "offers",
          header: t("knowledge.deflection.offers"),
          align: "end",
          cell: (row) => number(row.offers),
        },
        {
          id: "opened",
          header: t("knowledge.deflection.opened"),
          align: "end",
          cell: (row) => number(row.opened),
        },
        {
          id: "deflected",
          header: t("knowledge.deflection.deflected"),
          align: "end",
          cell: (row) => number(row.deflected),
        },
      ]}
    />
  );
}

function Articles({ rows }: { rows: readonly Row[] }) {
  const { t, number } = useTexts();
  const count = (id: Exclude<keyof Row, "article">, wideOnly = false) => ({
    id,
    header: t(`knowledge.figure.${id}`),
    align: "end" as const,
    wideOnly,
    cell: (row: Row) => number(row[id]),
  });
  return (
    <Table
      label={t("knowledge.figures.articles")}
      rows={rows}
      keyOf={(row) => row.article.id}
      empty={t("knowledge.figures.none")}
      columns={[
        {
          id: "article",
          header: t("knowledge.article"),
          isRowHeader: true,
          cell: ({ article }: Row) => (
            <RouterLink to="/knowledge/$articleId" params={{ articleId: article.id }}>
              <Text>{article.name}</Text>
            </RouterLink>
          ),
        },
        count("found", true),
        count("helpful"),
        count("unhelpful"),
        count("uses", true),
        count("offered", true),
        count("opened", true),
        count("accepted", true),
        count("deflected"),
      ]}
    />
  );
}
