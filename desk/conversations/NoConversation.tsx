import { MessageSquareText } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import styles from "./NoConversation.module.css";

/** Beside the list while nothing is chosen. */
export function NoConversation() {
  const { rich, t } = useTexts();
  return (
    <div className={styles.place}>
      <EmptyState icon={MessageSquareText} title={t("inbox.choose")}>
        {rich("inbox.choose.keys", {
          next: <KeyCap key="next" keys="j" />,
          previous: <KeyCap key="previous" keys="k" />,
          find: <KeyCap key="find" keys="mod+k" />,
        })}
      </EmptyState>
    </div>
  );
}
