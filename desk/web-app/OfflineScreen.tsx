import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./OfflineScreen.module.css";
import { wordsKeptHere } from "./words-kept-here.ts";

const again = () => location.reload();

/** In place of the desk, when nobody answers: says so, and shows that what one wrote is there. */
export function OfflineScreen() {
  const { t } = useTexts();
  const [kept] = useState(wordsKeptHere);
  useEffect(() => {
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  return (
    <div className={styles.screen}>
      <EmptyState
        icon={CloudOff}
        title={t("offline.title")}
        actions={<Button onPress={again}>{t("offline.retry")}</Button>}
      >
        {t("offline.words")}
      </EmptyState>
      {kept.length > 0 && (
        <section className={styles.kept} aria-label={t("offline.drafts")}>
          <h2 className={styles.title}>{t("offline.drafts")}</h2>
          {kept.map(({ conversation, text }) => (
            <Text key={conversation} as="p">
              {text}
            </Text>
          ))}
        </section>
      )}
    </div>
  );
}
