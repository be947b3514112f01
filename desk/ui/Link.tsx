import type { ReactNode } from "react";
import { Link as AriaLink, type LinkProps as AriaLinkProps } from "react-aria-components";
import styles from "./Link.module.css";

type Props = Omit<AriaLinkProps, "className" | "style" | "children"> & {
  /** `quiet` looks like the text around it until it is pointed at. */
  kind?: "plain" | "quiet";
  children: ReactNode;
};

export function Link({ kind = "plain", ...rest }: Props) {
  return <AriaLink {...rest} className={styles.link} data-kind={kind} />;
}
