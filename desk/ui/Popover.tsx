import type { ReactNode } from "react";
import { Popover as AriaPopover, Dialog, DialogTrigger, type PopoverProps } from "react-aria-components";
import styles from "./Popover.module.css";

export { DialogTrigger as PopoverTrigger };

type Props = Pick<PopoverProps, "placement" | "isOpen" | "onOpenChange" | "triggerRef" | "offset"> & {
  /** Its name for a screen reader. */
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** Floats beside what opened it: `<PopoverTrigger><Button/><Popover label="…">…</Popover></PopoverTrigger>`. */
export function Popover({ label, children, ...place }: Props) {
  return (
    <Float {...place}>
      <Dialog aria-label={label} className={styles.content}>
        {({ close }) => (typeof children === "function" ? children(close) : children)}
      </Dialog>
    </Float>
  );
}

type FloatProps = Omit<PopoverProps, "className" | "style" | "children"> & {
  /** As wide as its trigger at least, as the list of a select is. */
  fitTrigger?: boolean;
  children: ReactNode;
};

/** The one floating surface: menus, lists and popovers all lie on it. */
export function Float({ fitTrigger, offset = 4, ...rest }: FloatProps) {
  return (
    <AriaPopover {...rest} offset={offset} className={styles.float} data-fit={fitTrigger || undefined} />
  );
}
