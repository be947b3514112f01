import { CloudOff } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ConnectionNotice.module.css";
import { useCutOff } from "./useLive.ts";

/** Says quietly that what is on the screen may be old, and that it mends itself. */
export function ConnectionNotice() {
  const { t } = useTexts();
  const cutOff = useCutOff();
  return (
    <div role="status" className={styles.place}>
      {cutOff && (
        <span className={styles.notice}>
          <Icon of={CloudOff} size={16} />
          {t("live.cutOff")}
        </span>
      )}
    </div>
  );
}
