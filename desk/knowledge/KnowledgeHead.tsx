import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LinkTabs, useTab } from "../app/LinkTabs.tsx";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./KnowledgeHead.module.css";

/** Where one can go under Knowledge, and what can be done there. */
export function KnowledgeHead({ children }: { children?: ReactNode }) {
  const { t } = useTexts();
  const mayWrite = useMay("articles.write");
  const look = useTab();
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{t("app.knowledge")}</h1>
      <div className={styles.tabs}>
        <LinkTabs label={t("knowledge.places")}>
          <Link to="/knowledge" {...look("/knowledge")}>
            {t("knowledge.articles")}
          </Link>
          {mayWrite && (
            <Link
              to="/knowledge/reports/$report"
              params={{ report: "not-found" }}
              {...look("/knowledge/reports/not-found")}
            >
              {t("knowledge.unfound")}
            </Link>
          )}
          <Link
            to="/knowledge/reports/$report"
            params={{ report: "feedback" }}
            {...look("/knowledge/reports/feedback")}
          >
            {t("knowledge.feedback")}
          </Link>
          {mayWrite && (
            <Link
              to="/knowledge/reports/$report"
              params={{ report: "figures" }}
              {...look("/knowledge/reports/figures")}
            >
              {t("knowledge.figures")}
            </Link>
          )}
        </LinkTabs>
      </div>
      {children && <div className={styles.acts}>{children}</div>}
    </header>
  );
}
