import { usePageTitle } from "../../app/page-title.ts";
import { useTexts } from "../../texts/Texts.tsx";
import styles from "./Reports.module.css";
import { ReportsPart } from "./ReportsPart.tsx";

/** The reports as a place of their own. */
export function ReportsScreen() {
  const { t } = useTexts();
  usePageTitle(t("reports.title"));
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <ReportsPart />
      </div>
    </div>
  );
}
