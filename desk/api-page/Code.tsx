import { CopyButton } from "../accounts/CopyButton.tsx";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./Code.module.css";

type Props = { children: string; copyable?: boolean; label?: string };

/** Text for machines: left to right everywhere, and it scrolls rather than wraps. */
export function Code({ children, copyable, label }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.frame}>
      {copyable && (
        <div className={styles.copy}>
          <CopyButton text={children} />
        </div>
      )}
      <section
        className={styles.code}
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label ?? t("api.example")}
      >
        <pre>{children}</pre>
      </section>
    </div>
  );
}
