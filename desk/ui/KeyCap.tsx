import { Fragment } from "react";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./KeyCap.module.css";
import { capsOf } from "./keys.ts";

/** Shows a key as it is written on the reader's keyboard: `mod+k` is ⌘K or Ctrl K, `g i` is G then I. */
export function KeyCap({ keys }: { keys: string }) {
  const { t } = useTexts();
  return (
    <span className={styles.keys} dir="ltr">
      {capsOf(keys).map((chord, index) => (
        <Fragment key={chord.join("+")}>
          {index > 0 && <span className={styles.then}>{t("ui.keyThen")}</span>}
          {chord.map((cap) => (
            <kbd className={styles.cap} key={cap}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
