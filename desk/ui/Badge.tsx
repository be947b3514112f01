import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { Icon } from "./Icon.tsx";

export type Tone = "neutral" | "accent" | "service" | "support" | "due" | "late" | "good";

type Props = {
  tone?: Tone;
  icon?: LucideIcon;
  /** `plain` has no ground: the one that a row of a list can bear. */
  look?: "soft" | "plain";
  children: ReactNode;
};

/** A word about a thing. Its colour only repeats what the word or the icon says. */
export function Badge({ tone = "neutral", icon, look = "soft", children }: Props) {
  return (
    <span className={styles.badge} data-tone={tone} data-look={look}>
      {icon && <Icon of={icon} size={12} />}
      <span className={styles.words}>{children}</span>
    </span>
  );
}
