import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import type { Span } from "../../contract/insights.ts";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import styles from "./Figures.module.css";

type Props = { span: Span | undefined; children: ReactNode };

/** What is counted, and what is to be said where nothing is yet, or not all of it. */
export function Counting({ span, children }: Props) {
  const { t, number } = useTexts();
  if (span && span.countedUpTo === null && span.counted === 1)
    return (
      <EmptyState
        icon={ChartColumn}
        title={t("figures.empty")}
        actions={<Link href="/inbox/all">{t("figures.empty.go")}</Link>}
      >
        {t("figures.empty.words")}
      </EmptyState>
    );
  return (
    <>
      {span && span.counted < 1 && (
        <p className={styles.notice} role="status">
          {t("figures.counting", { share: number(span.counted, { style: "percent" }) })}
        </p>
      )}
      {children}
    </>
  );
}
