import type { ReactNode } from "react";
import { directionOf, type TextDirection } from "./direction.ts";
import styles from "./Text.module.css";

type Props = {
  /** What its writer wrote in, when it is known. */
  language?: string | null;
  dir?: TextDirection;
  as?: "span" | "div" | "p" | "bdi" | "strong";
  size?: "xs" | "s" | "m" | "l" | "inherit";
  quiet?: boolean;
  /** One line, or two, that end in "…" where there is no more room: on the side where these words end. */
  clip?: boolean | "two-lines";
  children: ReactNode;
};

/** Words of somebody else: they keep their own language and direction, whatever is around them. */
export function Text({ language, dir, as: Tag = "span", size = "inherit", quiet, clip, children }: Props) {
  const direction =
    dir ?? (typeof children === "string" || language ? directionOf(String(children), language) : "auto");
  return (
    <Tag
      className={styles.text}
      dir={direction}
      lang={language ?? undefined}
      data-size={size}
      data-quiet={quiet || undefined}
      data-clip={clip === true ? "line" : clip || undefined}
    >
      {children}
    </Tag>
  );
}
