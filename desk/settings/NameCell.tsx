import type { ReactNode } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Link } from "../ui/Link.tsx";
import styles from "./Part.module.css";

type Props = {
  name: string;
  /** Where it can be changed; without it the name is only a name. */
  href?: string;
  mark?: ReactNode;
  after?: ReactNode;
  below?: ReactNode;
};

/** The first cell of a row: what it is, and the way to it. */
export function NameCell({ name, href, mark, after, below }: Props) {
  const { t } = useTexts();
  return (
    <span className={styles.name}>
      {mark}
      <span className={styles.nameWords}>
        <span className={styles.nameLine}>
          {href ? (
            <Link href={href} kind="quiet" aria-label={t("settings.change", { name })}>
              <bdi className={styles.strong}>{name}</bdi>
            </Link>
          ) : (
            <bdi className={styles.strong}>{name}</bdi>
          )}
          {after}
        </span>
        {below && <span className={styles.quiet}>{below}</span>}
      </span>
    </span>
  );
}

export function Dot({ colour }: { colour: string }) {
  return <span className={styles.dot} style={{ background: colour }} />;
}
