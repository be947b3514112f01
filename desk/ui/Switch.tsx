import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components";
import styles from "./Switch.module.css";

type Props = Omit<AriaSwitchProps, "className" | "style" | "children"> & {
  children: ReactNode;
  description?: ReactNode;
};

/** For what takes effect at once; what waits for "Save" is a Checkbox. */
export function Switch({ children, description, ...rest }: Props) {
  return (
    <AriaSwitch {...rest} className={styles.switch}>
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
      <span className={styles.words}>
        {children}
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaSwitch>
  );
}
