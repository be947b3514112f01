import { type ReactNode, Suspense, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import styles from "./ChartCard.module.css";
import { Segments } from "./Segments.tsx";

type Props = {
  title: string;
  /** What it shows, in a sentence, for who cannot see it; the table says the rest. */
  about?: string;
  actions?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
};

/** A picture of figures. The same figures as a table are a press away, for whoever would rather read. */
export function ChartCard({ title, about, actions, chart, table }: Props) {
  const { t } = useTexts();
  const [shown, show] = useState<"chart" | "table">("chart");
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.actions}>
          {actions}
          <Segments
            label={t("figures.as")}
            options={[
              { id: "chart", label: t("figures.as.chart") },
              { id: "table", label: t("figures.as.table") },
            ]}
            value={shown}
            onChange={show}
          />
        </span>
      </header>
      {about && <p className={styles.about}>{about}</p>}
      {shown === "chart" ? (
        <Suspense fallback={<Skeleton height={15} />}>{chart}</Suspense>
      ) : (
        <div className={styles.table}>{table}</div>
      )}
    </section>
  );
}
