import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";
import { Icon } from "./Icon.tsx";
import { Spinner } from "./Spinner.tsx";
import { Tooltip } from "./Tooltip.tsx";

export type ButtonKind = "plain" | "primary" | "quiet" | "danger";

type Shared = Omit<AriaButtonProps, "className" | "style" | "children" | "isPending"> & {
  kind?: ButtonKind;
  size?: "s" | "m";
  /** Under way: keeps its width and the focus, and does nothing when pressed again. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export type ButtonProps = Shared & {
  icon?: LucideIcon;
  iconAfter?: LucideIcon;
  /** Takes the whole width of where it stands. */
  wide?: boolean;
  children: ReactNode;
};

export function Button({
  kind = "plain",
  size = "m",
  busy,
  icon,
  iconAfter,
  wide,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={busy}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
    >
      <span className={styles.content}>
        {icon && <Icon of={icon} size={size === "s" ? 14 : 16} />}
        <span>{children}</span>
        {iconAfter && <Icon of={iconAfter} size={size === "s" ? 14 : 16} />}
      </span>
      {busy && (
        <span className={styles.busy}>
          <Spinner />
        </span>
      )}
    </AriaButton>
  );
}

export type IconButtonProps = Shared & {
  icon: LucideIcon;
  /** Its name for a screen reader, and its tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  keys?: string;
  pressed?: boolean;
};

export function IconButton({
  kind = "quiet",
  size = "m",
  busy,
  icon,
  label,
  keys,
  pressed,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...rest}
        isPending={busy}
        aria-label={label}
        aria-pressed={pressed}
        className={styles.button}
        data-kind={kind}
        data-size={size}
        data-square
      >
        <span className={styles.content}>
          <Icon of={icon} size={size === "s" ? 14 : 16} />
        </span>
        {busy && (
          <span className={styles.busy}>
            <Spinner />
          </span>
        )}
      </AriaButton>
    </Tooltip>
  );
}
