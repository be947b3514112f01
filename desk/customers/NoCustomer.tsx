import { Users } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import styles from "./NoCustomer.module.css";

/** Beside the list while nobody is chosen. */
export function NoCustomer() {
  const { t } = useTexts();
  return (
    <div className={styles.place}>
      <EmptyState icon={Users} title={t("customers.choose")}>
        {t("customers.choose.words")}
      </EmptyState>
    </div>
  );
}
