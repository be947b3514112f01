import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components";
import styles from "./Checkbox.module.css";
import choiceStyles from "./Choice.module.css";
import { Icon } from "./Icon.tsx";

type Props = Omit<AriaCheckboxProps, "className" | "style" | "children"> & {
  children?: ReactNode;
  description?: ReactNode;
};

/** Without words it needs an `aria-label`. */
export function Checkbox({ children, description, ...rest }: Props) {
  return (
    <AriaCheckbox {...rest} className={`${choiceStyles.choice} ${styles.checkbox}`}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={`${choiceStyles.mark} ${choiceStyles.frame} ${styles.box}`}>
            {isIndeterminate ? <Icon of={Minus} size={12} /> : isSelected && <Icon of={Check} size={12} />}
          </span>
          {children && (
            <span className={choiceStyles.words}>
              {children}
              {description && <span className={choiceStyles.description}>{description}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  );
}
