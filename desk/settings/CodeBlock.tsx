import { CopyButton } from "../accounts/CopyButton.tsx";
import styles from "./Editor.module.css";

/** Something to be copied into another place as it stands. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <div className={styles.code}>
      <div className={styles.codeHead}>
        <span>{title}</span>
        <CopyButton text={code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for who has no mouse */}
      <section dir="ltr" tabIndex={0} aria-label={title}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
