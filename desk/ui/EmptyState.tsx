import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";
import { Icon } from "./Icon.tsx";

type Props = {
  icon?: LucideIcon;
  /** Why there is nothing here. */
  title: string;
  /** What to do next, or what will make it fill. */
  children?: ReactNode;
  actions?: ReactNode;
};

export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className={styles.empty}>
      {icon && <Icon of={icon} size={28} />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
