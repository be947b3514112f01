import { useSyncExternalStore } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./NewVersion.module.css";
import { newVersion } from "./registering.ts";

/** Says that there is a newer desk, and waits: nobody is interrupted. */
export function NewVersion() {
  const { t } = useTexts();
  const isThere = useSyncExternalStore(newVersion.watch, newVersion.isThere);
  return (
    <div role="status" className={styles.place}>
      {isThere && (
        <span className={styles.notice}>
          {t("webApp.new")}
          <Button size="s" kind="primary" onPress={newVersion.take}>
            {t("webApp.reload")}
          </Button>
        </span>
      )}
    </div>
  );
}
