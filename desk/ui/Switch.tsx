import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components";
import choiceStyles from "./Choice.module.css";
import styles from "./Switch.module.css";

type Props = Omit<AriaSwitchProps, "className" | "style" | "children"> & {
  children: ReactNode;
  description?: ReactNode;
};

/** For what takes effect at once; what waits for "Save" is a Checkbox. */
export function Switch({ children, description, ...rest }: Props) {
  return (
    <AriaSwitch {...rest} className={`${choiceStyles.choice} ${styles.switch}`}>
      <span className={`${choiceStyles.mark} ${styles.track}`}>
        <span className={styles.thumb} />
      </span>
      <span className={choiceStyles.words}>
        {children}
        {description && <span className={choiceStyles.description}>{description}</span>}
      </span>
    </AriaSwitch>
  );
}
