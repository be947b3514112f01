import type { ReactNode } from "react";
import { usePageTitle } from "../app/page-title.ts";
import styles from "./Doorway.module.css";
import { LanguageSwitch } from "./LanguageSwitch.tsx";

type Props = {
  title: string;
  /** What this is and why, in a sentence. */
  words?: ReactNode;
  /** `wide` for what holds more than a few fields. */
  size?: "narrow" | "wide";
  children?: ReactNode;
  /** Below the card: the way elsewhere. */
  foot?: ReactNode;
};

/** What one sees before the desk: who we are, one thing to do, and the language to do it in. */
export function Doorway({ title, words, size = "narrow", children, foot }: Props) {
  usePageTitle(title);
  return (
    <div className={styles.doorway}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <img src="/icon.svg" alt="" className={styles.mark} />
          Tandem
        </span>
        <LanguageSwitch />
      </header>
      <main className={styles.main} data-size={size}>
        <div className={styles.card}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {words && <p className={styles.quiet}>{words}</p>}
          </div>
          {children}
        </div>
        {foot && <div className={styles.foot}>{foot}</div>}
      </main>
    </div>
  );
}
