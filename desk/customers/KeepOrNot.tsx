import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./KeepOrNot.module.css";

/** The end of a small form that opened in place. */
export function KeepOrNot({ busy, onCancel }: { busy: boolean; onCancel: () => void }) {
  const { t } = useTexts();
  return (
    <div className={styles.pair}>
      <Button size="s" kind="quiet" onPress={onCancel}>
        {t("ui.cancel")}
      </Button>
      <Button size="s" kind="primary" type="submit" busy={busy}>
        {t("customer.keep")}
      </Button>
    </div>
  );
}
