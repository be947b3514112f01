import type { ReactElement, ReactNode } from "react";
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from "react-aria-components";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./Tooltip.module.css";

type Props = {
  text: ReactNode;
  /** A key to show beside the text, as in `useKey`. */
  keys?: string;
  placement?: TooltipProps["placement"];
  /** What it explains: a Button, a Link or another part that can be focused. */
  children: ReactElement;
};

export function Tooltip({ text, keys, placement = "top", children }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip className={styles.tooltip} placement={placement} offset={6}>
        {text}
        {keys && <KeyCap keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
